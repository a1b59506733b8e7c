"""NewsML 1.x of the IPTC: news items whose components hold NITF, XHTML or plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.errors import InputError
from dedupe.read.formats.html_elements import line_of, local_name
from dedupe.read.formats.html_in_text import blocks, columns, one_line, read_again
from dedupe.read.formats.nitf import nitf_metadata, nitf_paragraphs
from dedupe.read.formats.reader_input import NO_PARAGRAPHS, Record, Unread, digest_of
from dedupe.read.formats.xml import attribute, every, first, parse
from dedupe.read.metadata import Metadata, details_of, iso_date
from dedupe.read.paragraph_splitter import split_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from dedupe.read.formats.reader_input import Source
    from dedupe.read.paragraph_splitter import ParagraphColumns


def read(source: Source) -> Iterator[Record | Unread]:
    """Read the news items of a file.

    Raises:
        InputError: it is broken, too large, or has no news items with text.
    """
    data = source.whole()
    root = parse(data).getroot()
    items = [root] if local_name(root) == "newsitem" else list(every(root, "**/NewsItem"))
    if not items:
        raise InputError("NewsML without news items")
    for item in items:
        line = None if len(items) == 1 else line_of(item, 1)
        try:
            yield _record(root, item, line, digest_of(data, str(line)))
        except InputError as error:
            yield Unread(str(error), line)


def _record(root: _Element, item: _Element, line: int | None, digest: bytes) -> Record:
    paragraphs = _paragraphs(item)
    inner = next((nitf_metadata(nitf) for nitf in every(item, "**/DataContent/nitf")), Metadata())
    provider = first(item, "Identification/NewsIdentifier/ProviderId")
    administrative, lines = "**/AdministrativeMetadata", "**/NewsLines"
    metadata = Metadata(
        title=first(item, f"{lines}/HeadLine") or inner.title,
        outlet=_party(item, f"{administrative}/Provider") or inner.outlet or provider,
        author=first(item, f"{lines}/ByLine")
        or _party(item, f"{administrative}/Creator")
        or inner.author,
        date=_date(item) or inner.date or iso_date(first(root, "NewsEnvelope/DateAndTime")),
        credit=first(item, f"{lines}/CreditLine") or _party(item, f"{administrative}/Source"),
        details=details_of(
            provider=provider,
            dateline=first(item, f"{lines}/DateLine"),
            version=first(item, "Identification/NewsIdentifier/RevisionId"),
            urgency=attribute(item, "NewsManagement/Urgency", "FormalName")
            or attribute(root, "NewsEnvelope/Priority", "FormalName"),
            embargo=first(item, "NewsManagement/StatusWillChange/DateAndTime"),
            status=attribute(item, "NewsManagement/Status", "FormalName"),
            signal=attribute(item, "NewsManagement/Instruction", "FormalName"),
            slugline=first(item, f"{lines}/SlugLine"),
            copyright=first(item, f"{lines}/CopyrightLine"),
        ),
    )
    return Record(metadata, paragraphs, line, digest=digest, has_lines=True)


def _paragraphs(item: _Element) -> ParagraphColumns:
    """Read the longest of the contents, beside which there may be abstracts and style sheets."""
    found = [_content(content) for content in every(item, "**/DataContent")]
    longest = max(found, key=lambda content: sum(map(len, content.texts)), default=NO_PARAGRAPHS)
    if not longest.texts:
        raise InputError("a news item without text")
    return longest


def _content(content: _Element) -> ParagraphColumns:
    for child in content:
        if local_name(child) == "nitf":
            return nitf_paragraphs(child)
    if len(content):
        roots = [body for child in content for body in every(child, "**/body")] or [content]
        return read_again(columns([row for root in roots for row in blocks(root)]))
    if content.text and content.text.strip():
        return read_again(split_columns(content.text, first_line=line_of(content, 1)))
    return NO_PARAGRAPHS


def _party(item: _Element, path: str) -> str | None:
    """Return the name of a party; some providers write its name as a comment on a code."""
    for found in every(item, f"{path}/Party"):
        if name := one_line(found.get("FormalName", "")):
            return name
    return None


def _date(item: _Element) -> str | None:
    places = (
        "NewsManagement/FirstCreated",
        "NewsManagement/ThisRevisionCreated",
        "Identification/NewsIdentifier/DateId",
    )
    return next((date for path in places if (date := iso_date(first(item, path)))), None)
