"""NITF, the News Industry Text Format of the IPTC: one article, alone or inside NewsML."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from dedupe.errors import InputError
from dedupe.read.formats.html_elements import local_name
from dedupe.read.formats.html_in_text import blocks, columns, read_again
from dedupe.read.formats.reader_input import Record, Source, digest_of
from dedupe.read.formats.xml import Paths, every, metadata_at, parse
from dedupe.read.metadata import Metadata
from dedupe.read.paragraph_splitter import ParagraphColumns

_BODY_PARTS = ("body.content", "block", "p", "hl2", "bq", "pre", "ol", "ul", "table", "nitf-table")
_FIELDS: Paths = {
    "title": ("**/hedline/hl1", "**/headline/hl1", "head/title", "**/hl1"),
    "outlet": ("**/distributor/org", "**/distributor", "head/pubdata@name"),
    "author": ("**/byline/person", "**/byline"),
    "date": (
        "**/docdata/date.issue@norm",
        "**/docdata/date.release@norm",
        "head/pubdata@date.publication",
        "**/dateline/story.date@norm",
    ),
    "credit": ("**/docdata/doc.rights@owner", "**/docdata/doc.copyright@holder"),
}
_DETAILS: Paths = {
    "provider": ("**/docdata/doc-id@regsrc",),
    "dateline": ("**/dateline",),
    "version": ("**/docdata/du-key@version",),
    "urgency": ("**/docdata/urgency@ed-urg",),
    "embargo": ("**/docdata/date.release@norm",),
    "signal": ("**/docdata/correction@info",),
    "note": ("**/docdata/ed-msg@info",),
}


def read(source: Source) -> Iterator[Record]:
    """Read the article of a NITF file."""
    data = source.whole()
    root = parse(data).getroot()
    yield Record(nitf_metadata(root), nitf_paragraphs(root), digest=digest_of(data))


def nitf_metadata(root: _Element) -> Metadata:
    """Read what the head of a `nitf` element says of its article."""
    return metadata_at(root, _FIELDS, _DETAILS)


def nitf_paragraphs(root: _Element) -> ParagraphColumns:
    """Read the text of a `nitf` element, or raise an InputError if it has none."""
    parts = [*every(root, "**/body.content"), *every(root, "**/body.end/tagline")]
    rows = [row for part in parts for row in blocks(part)]
    if not rows:  # a `body` without the parts it should have
        children = [child for body in every(root, "body") for child in body]
        named = [child for child in children if local_name(child) in _BODY_PARTS]
        rows = [row for child in named for row in blocks(child)]
    found = read_again(columns(rows))
    if not found.texts:
        raise InputError("empty")
    return found
