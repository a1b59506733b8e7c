"""NewsML-G2 of the IPTC: news items, alone or in a message, with text as XHTML, NITF or plain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.errors import InputError
from dedupe.read.fields import site
from dedupe.read.formats.html_elements import line_of, local_name
from dedupe.read.formats.html_in_text import (
    blocks,
    columns,
    has_markup,
    markup_columns,
    one_line,
    read_again,
    text_of,
)
from dedupe.read.formats.nitf import nitf_metadata, nitf_paragraphs
from dedupe.read.formats.reader_input import Record, Unread, digest_of
from dedupe.read.formats.xml import every, first, parse
from dedupe.read.metadata import Metadata, details_of, iso_date
from dedupe.read.paragraph_splitter import split_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from dedupe.read.formats.reader_input import Source
    from dedupe.read.paragraph_splitter import ParagraphColumns

_PUBLISHER_ROLES = ("origprov", "provider", "publisher")


def read(source: Source) -> Iterator[Record | Unread]:
    """Read the news items of a file.

    Raises:
        InputError: it is broken, too large, or has no news items with text.
    """
    data = source.whole()
    root = parse(data).getroot()
    items = [root] if local_name(root) == "newsitem" else list(every(root, "**/newsItem"))
    if not items:
        raise InputError(f"a {local_name(root)} without news items: its articles are elsewhere")
    alone = len(items) == 1
    for item in items:
        line = None if alone else line_of(item, 1)
        try:
            yield _record(item, line, digest_of(data, str(line)))
        except InputError as error:
            yield Unread(str(error), line)


def _record(item: _Element, line: int | None, digest: bytes) -> Record:
    paragraphs = _paragraphs(item)
    inner = next((nitf_metadata(nitf) for nitf in every(item, "**/inlineXML/nitf")), Metadata())
    provider = _named(item, "itemMeta/provider")
    metadata = Metadata(
        title=first(item, "contentMeta/headline", "itemMeta/title") or inner.title,
        outlet=_source(item) or provider or inner.outlet,
        author=first(item, "contentMeta/by") or _named(item, "contentMeta/creator") or inner.author,
        date=_date(item) or inner.date,
        credit=first(item, "contentMeta/creditline") or inner.credit,
        details=details_of(
            provider=provider,
            dateline=first(item, "contentMeta/dateline"),
            version=item.get("version"),
            urgency=first(item, "contentMeta/urgency"),
            embargo=first(item, "itemMeta/embargoed"),
            status=_code(item, "itemMeta/pubStatus"),
            signal=" ".join(
                filter(None, (signal.get("qcode") for signal in every(item, "itemMeta/signal")))
            ),
            note=first(item, "itemMeta/edNote"),
            slugline=first(item, "contentMeta/slugline"),
            guid=item.get("guid"),
            rights=first(item, "rightsInfo/usageTerms"),
            copyright=first(item, "rightsInfo/copyrightHolder/name", "rightsInfo/copyrightHolder"),
        ),
    )
    return Record(metadata, paragraphs, line, digest=digest, has_lines=True)


def _paragraphs(item: _Element) -> ParagraphColumns:
    for inline in every(item, "contentSet/inlineXML"):
        for child in inline:
            if local_name(child) == "nitf":
                return nitf_paragraphs(child)
        rows = [row for child in inline for body in _bodies(child) for row in blocks(body)]
        if (found := read_again(columns(rows))).texts:
            return found
    for inline in every(item, "contentSet/inlineData"):
        text, line = inline.text or "", line_of(inline, 1)
        found = (
            markup_columns(text, line) if has_markup(text) else split_columns(text, first_line=line)
        )
        if found.texts:
            return found
    kind = _code(item, "itemMeta/itemClass").rpartition(":")[2]
    raise InputError(f"a news item without text{f', of class {kind}' if kind else ''}")


def _bodies(element: _Element) -> list[_Element]:
    return list(every(element, "**/body")) or [element]


def _named(item: _Element, path: str) -> str | None:
    """Return what an element stands for: by its name, its literal or the local part of its code."""
    for found in every(item, path):
        if name := first(found, "name") or one_line(found.get("literal", "")):
            return site(name)
        if code := one_line(found.get("qcode", "") or found.get("uri", "")):
            return code.rpartition(":")[2].rpartition("/")[2] or code
        if text := text_of(found):
            return text
    return None


def _source(item: _Element) -> str | None:
    """Return the original provider, where it is not the one that sends the item."""
    for found in every(item, "contentMeta/infoSource"):
        role = one_line(found.get("role", "")).lower().rpartition(":")[2]
        if role in _PUBLISHER_ROLES and (
            name := first(found, "name") or one_line(found.get("literal", ""))
        ):
            return site(name)
    return None


def _code(item: _Element, path: str) -> str:
    return next(
        (
            one_line(element.get("qcode", "") or element.get("uri", ""))
            for element in every(item, path)
        ),
        "",
    )


def _date(item: _Element) -> str | None:
    places = (
        "contentMeta/contentCreated",
        "itemMeta/firstCreated",
        "itemMeta/versionCreated",
        "contentMeta/contentModified",
    )
    return next((date for path in places if (date := iso_date(first(item, path)))), None)
