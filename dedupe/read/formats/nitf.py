"""NITF, the News Industry Text Format of the IPTC: one article, alone or inside NewsML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.errors import InputError
from dedupe.read.formats.html_elements import local_name
from dedupe.read.formats.html_in_text import blocks, columns, read_again
from dedupe.read.formats.reader_input import Record, digest_of
from dedupe.read.formats.xml import attribute, every, first, parse
from dedupe.read.metadata import Metadata, details_of, iso_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from dedupe.read.formats.reader_input import Source
    from dedupe.read.paragraph_splitter import ParagraphColumns

_BODY_PARTS = ("body.content", "block", "p", "hl2", "bq", "pre", "ol", "ul", "table", "nitf-table")


def read(source: Source) -> Iterator[Record]:
    """Read the article of a NITF file.

    Raises:
        InputError: it is broken, too large, or has no text.
    """
    data = source.whole()
    root = parse(data).getroot()
    yield Record(nitf_metadata(root), nitf_paragraphs(root), digest=digest_of(data))


def nitf_paragraphs(root: _Element) -> ParagraphColumns:
    """Read the text of a `nitf` element.

    Raises:
        InputError: it has none.
    """
    rows: list[tuple[str, int, int]] = []
    for content in every(root, "**/body.content"):
        rows += blocks(content)
    for tagline in every(root, "**/body.end/tagline"):
        rows += blocks(tagline)
    if not rows:  # a `body` without the parts it should have
        for body in every(root, "body"):
            rows += [
                row for child in body if local_name(child) in _BODY_PARTS for row in blocks(child)
            ]
    found = read_again(columns(rows))
    if not found.texts:
        raise InputError("empty")
    return found


def nitf_metadata(root: _Element) -> Metadata:
    """Read what the head of a `nitf` element says of its article."""
    return Metadata(
        title=first(root, "**/hedline/hl1", "**/headline/hl1", "head/title", "**/hl1"),
        outlet=first(root, "**/distributor/org", "**/distributor")
        or attribute(root, "head/pubdata", "name"),
        author=first(root, "**/byline/person", "**/byline"),
        date=_date(root),
        credit=attribute(root, "**/docdata/doc.rights", "owner")
        or attribute(root, "**/docdata/doc.copyright", "holder"),
        details=details_of(
            provider=attribute(root, "**/docdata/doc-id", "regsrc"),
            dateline=first(root, "**/dateline"),
            version=attribute(root, "**/docdata/du-key", "version"),
            urgency=attribute(root, "**/docdata/urgency", "ed-urg"),
            embargo=attribute(root, "**/docdata/date.release", "norm"),
            signal=attribute(root, "**/docdata/correction", "info"),
            note=attribute(root, "**/docdata/ed-msg", "info"),
        ),
    )


def _date(root: _Element) -> str | None:
    places = (
        ("**/docdata/date.issue", "norm"),
        ("**/docdata/date.release", "norm"),
        ("head/pubdata", "date.publication"),
        ("**/dateline/story.date", "norm"),
    )
    return next(
        (date for path, name in places if (date := iso_date(attribute(root, path, name)))), None
    )
