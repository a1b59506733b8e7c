"""RSS, Atom and RDF feeds, and the exports of WordPress, which are RSS: an article an item."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element

from dedupe.errors import InputError
from dedupe.read.fields import site
from dedupe.read.formats.html_elements import line_of
from dedupe.read.formats.html_in_text import blocks, has_markup, one_line, plain, split_text, text_of
from dedupe.read.formats.reader_input import Record, Source, Unread, digest_of
from dedupe.read.formats.xml import every, first, stream_elements
from dedupe.read.metadata import Metadata, details_of, iso_date
from dedupe.read.paragraph_splitter import NO_PARAGRAPHS, ParagraphColumns

_ITEMS = ("item", "entry")
_CONTENT_NAMESPACE = "{http://purl.org/rss/1.0/modules/content/}encoded"
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
# Comments that part the blocks of WordPress's editor, and what it makes pictures and galleries of.
_WORDPRESS = re.compile(
    r"<!--\s*/?wp:[^>]{0,2000}-->|\[caption\b[^\]]{0,2000}\].{0,2000}?\[/caption\]"
    r"|\[/?(?:gallery|embed|audio|video|playlist)\b[^\]]{0,2000}\]"
)
_TEASER = 400  # characters; an item with less, and no text beside its description, has no full text


def read(source: Source) -> Iterator[Record | Unread]:
    """Read the items of a feed as a stream."""
    outlet, number = None, 0
    for number, item in enumerate(stream_elements(source.stream, _ITEMS, source.max_size), 1):
        outlet = _outlet(item) if outlet is None else outlet
        line = line_of(item, number)
        try:
            yield _record(item, line, outlet)
        except InputError as error:
            yield Unread(str(error), line)
    if not number:
        raise InputError("a feed without items")


def _record(item: _Element, line: int, outlet: str) -> Record:
    kind, status = first(item, "post_type"), first(item, "status")
    if kind not in (None, "post", "page"):
        raise InputError(f"not a post of WordPress, but: {kind}")
    if status in ("trash", "draft", "auto-draft"):
        raise InputError(f"a post that was not published: {status}")
    paragraphs = _paragraphs(item)
    creator = item.findtext(f"{_DUBLIN_CORE}creator")
    date = next(filter(None, map(iso_date, _dates(item))), None)
    own = first(item, "source/title", "source") or item.findtext(f"{_DUBLIN_CORE}publisher")
    link = first(item, "link", "link@href")
    metadata = Metadata(
        title=plain(first(item, "title") or "") or None,
        outlet=own or outlet or None,
        author=one_line(creator or first(item, "author/name", "author") or "") or None,
        date=date,
        credit=one_line(item.findtext(f"{_DUBLIN_CORE}source") or "") or None,
        details=details_of(url=link, rights=item.findtext(f"{_DUBLIN_CORE}rights")),
    )
    return Record(metadata, paragraphs, line, digest=digest_of(repr(metadata), *paragraphs.texts))


def _dates(item: _Element) -> Iterator[str | None]:
    for name in ("pubDate", "published", "post_date_gmt", "post_date", "issued", "updated"):
        yield first(item, name)
    yield item.findtext(f"{_DUBLIN_CORE}date")


def _paragraphs(item: _Element) -> ParagraphColumns:
    for element in [*item.iterfind(_CONTENT_NAMESPACE), *every(item, "content")]:
        if (found := _body(element)).texts:
            return found
    for name in ("description", "summary"):
        for element in every(item, name):
            found = _body(element)
            if sum(map(len, found.texts)) >= _TEASER:
                return found
            if found.texts:
                raise InputError("an item with a teaser only, no full text")
    raise InputError("empty")


def _body(element: _Element) -> ParagraphColumns:
    """Read what may be HTML as text, XHTML as elements, or plain text."""
    if len(element):
        return ParagraphColumns.of(blocks(element))
    text = _WORDPRESS.sub("", element.text or "")
    if not text.strip():
        return NO_PARAGRAPHS
    if has_markup(text) and "<p" not in text.lower():  # WordPress divides by blank lines alone
        text = text.replace("\r\n", "\n").replace("\n\n", "\n<p>")
    return split_text(text, line_of(element))


def _outlet(item: _Element) -> str:
    """Return the outlet of a feed, empty where it has none."""
    above = item.getparent()
    if above is None:
        return ""
    beside = above.find("{*}channel")  # in RDF
    channel = above if beside is None else beside
    if title := next((text_of(element) for element in every(channel, "title")), ""):
        return plain(title)
    link = first(channel, "link", "link@href")
    return site(link) if link else ""
