"""Word documents (.docx): one article a file, or an export of a press database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.read.formats.html_elements import local_name
from dedupe.read.formats.xml import parse
from dedupe.read.formats.zipped_documents import is_quotation, member, quote_styled, read_paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from dedupe.read.formats.reader_input import Record, Source, Unread


def read(source: Source) -> Iterator[Record | Unread]:
    """Read a document; its paragraphs are numbered, for it has no lines.

    Raises:
        InputError: it is broken, or too large.
    """
    data = member(source, "word/document.xml")
    body = parse(data).getroot()
    paragraphs = list(body.iter("{*}p"))
    texts = [_text(paragraph) for paragraph in paragraphs]
    quoted = [is_quotation(_style(paragraph)) for paragraph in paragraphs]
    yield from read_paragraphs(quote_styled(texts, quoted), data)


def _style(paragraph: _Element) -> str:
    style = paragraph.find("{*}pPr/{*}pStyle")
    return "" if style is None else str(style.attrib.values()[0])


def _text(paragraph: _Element) -> str:
    """Read the text of a paragraph, deletions that are only marked left out."""
    pieces = []
    for descendant in paragraph.iterdescendants():
        name = local_name(descendant)
        if name == "t":
            pieces.append(descendant.text or "")
        elif name in ("tab", "br", "cr"):
            pieces.append("\n" if name == "br" else " ")
        elif name == "nobreakhyphen":
            pieces.append("-")
    return "".join(pieces)
