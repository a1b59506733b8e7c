"""HTML pages: the main text by trafilatura, and what the page says of it in JSON-LD, Open Graph and meta."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from functools import cache
from types import ModuleType

from lxml.etree import _Element

from dedupe.errors import InputError
from dedupe.read.decode import decode
from dedupe.read.formats.block_quotations import mark_block_quotations
from dedupe.read.formats.html_elements import BLOCKS, line_of, local_name
from dedupe.read.formats.html_in_text import blocks, one_line, parse_html, text_of
from dedupe.read.formats.line_breaks import part_at_line_breaks
from dedupe.read.formats.page_metadata import page_metadata
from dedupe.read.formats.press_exports import may_be_export, split_export_rows
from dedupe.read.formats.reader_input import Record, Source, Unread, digest_of
from dedupe.read.metadata import Metadata
from dedupe.read.paragraph_splitter import ParagraphColumns
from dedupe.read.suppression_comments import find_suppressions

_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"<\?xml[^>]{0,100}encoding=[\"']([\w.:-]{2,30})")
_PARAGRAPHS = frozenset({"p", "head", "item", "quote", "code", "cell", "fw", "ab"})
_AROUND = frozenset({"quote", "list", "item", "body"})
PAGE_TYPES = ("text/html", "application/xhtml+xml")  # of content, in mail and in crawls
_LEAST = 20  # words in a page's main text, under which its paragraphs are taken as they are


def read(source: Source) -> Iterator[Record | Unread]:
    """Read the article of a page, or those of an export that was saved as one. Nothing is fetched."""
    data = source.whole()
    yield from _exported(data) or [read_page(data)]


def _exported(data: bytes) -> Sequence[Record | Unread] | None:
    text, encoding = _decode_page(data)
    if not may_be_export(text):
        return None
    rows = [row for row in blocks(parse_html(text)) if row[0]]
    articles = split_export_rows(rows)
    return articles and [
        article._replace(encoding=encoding) if isinstance(article, Record) else article for article in articles
    ]


def read_page(data: bytes, charset: str | None = None) -> Record:
    """Read the article of a page, whose encoding may be known beside what it says itself.

    An InputError says that it has no text, or is no page.
    """
    text, encoding = _decode_page(data, charset)
    root = parse_html(text)
    part_at_line_breaks(root)
    mark_block_quotations(root)
    metadata = page_metadata(root)
    paragraphs = _without_title(_main_text(root), metadata)
    if not paragraphs.texts:
        raise InputError("a page without text")
    return Record(
        metadata,
        paragraphs,
        encoding=encoding,
        digest=digest_of(data),
        raw=data,
        suppressions=find_suppressions(text, "page.html"),
    )


def _decode_page(data: bytes, charset: str | None = None) -> tuple[str, str | None]:
    """Decode a page by the encoding that it declares, unless it is UTF-8 or marked anyway; return it if it was guessed.

    An InputError says that the page is binary.
    """
    if b"\0" not in data[:1000]:
        declared = _DECLARED.search(data[:4096]) or _XML_DECLARED.match(data)
        for name in (charset, declared[1].decode() if declared else None):
            try:
                if name and name.lower() not in ("utf-8", "utf8"):
                    data.decode("utf-8")
                    break
            except UnicodeDecodeError:
                pass
            try:
                if name:
                    return data.decode(name), None
            except (UnicodeDecodeError, LookupError, ValueError):
                continue
    return decode(data)


def _main_text(root: _Element) -> ParagraphColumns:
    from copy import deepcopy

    lines = _lines_of_blocks(root)
    try:
        found = _trafilatura().bare_extraction(
            deepcopy(root), with_metadata=False, include_comments=False, include_tables=True
        )
    except Exception:
        found = None
    body = getattr(found, "body", None)
    rows = list(_located(body, lines)) if body is not None else []
    if sum(len(text.split()) for text, _, _ in rows) < _LEAST:
        rows = list(blocks(_article_of(root)))
    return ParagraphColumns.of(rows)


@cache
def _trafilatura() -> ModuleType:
    import trafilatura

    for name in ("trafilatura", "justext", "htmldate", "courlan", "readability"):
        logger = logging.getLogger(name)
        logger.addHandler(logging.NullHandler())
        logger.propagate = False
    return trafilatura


def _article_of(root: _Element) -> _Element:
    """Find the element that a page marks as its article, else its body."""
    for path in (".//article", ".//main", ".//body"):
        if len(found := root.findall(path)) == 1:
            return found[0]
    return root


def _lines_of_blocks(root: _Element) -> dict[str, list[tuple[int, int]]]:
    """Note on which lines each text of a page stands, last ones first."""
    lines: dict[str, list[tuple[int, int]]] = {}
    for text, start, end in blocks(root):
        if text:
            lines.setdefault(text, []).append((start, end))
    for places in lines.values():
        places.reverse()
    return lines


def _located(body: _Element, lines: dict[str, list[tuple[int, int]]]) -> Iterator[tuple[str, int, int]]:
    """Yield the paragraphs that were found, with the lines of the page that they stand on."""
    last = 1
    for element, text in _paragraphs_of(body):
        places = lines.get(text)
        if places:
            start, end = places.pop() if len(places) > 1 else places[0]
        else:
            start = end = line_of(element, last)
        last = max(start, 1)
        yield text, last, max(end, last)


def _paragraphs_of(body: _Element) -> Iterator[tuple[_Element, str]]:
    """Find the innermost paragraphs, items and cells, and text that stands between them."""
    for element in body.iter():
        name = local_name(element)
        if name == "row":
            yield (element, " | ".join(filter(None, (text_of(cell) for cell in element))))
        elif name in _PARAGRAPHS and name != "cell" and not _has_paragraphs(element):
            yield element, _text_with_breaks(element)
        elif (name in _AROUND or name in BLOCKS) and (own := one_line(element.text or "")):
            yield element, own
        if (tail := one_line(element.tail or "")) and local_name(element.getparent()) in ("body", "quote"):
            yield element, tail


def _has_paragraphs(element: _Element) -> bool:
    return any(local_name(descendant) in _PARAGRAPHS for descendant in element.iterdescendants())


def _text_with_breaks(element: _Element) -> str:
    pieces = [element.text or ""]
    for descendant in element.iterdescendants():
        pieces += [" " if local_name(descendant) == "lb" else "", descendant.text or "", descendant.tail or ""]
    return one_line("".join(pieces))


def _without_title(found: ParagraphColumns, metadata: Metadata) -> ParagraphColumns:
    """Leave out the headline where it is the first paragraph as well."""
    if len(found.texts) > 1 and metadata.title and found.texts[0].casefold() == metadata.title.casefold():
        return found.without_first()
    return found
