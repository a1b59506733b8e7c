"""OpenDocument texts (.odt): one article a file, or an export of a press database."""

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
    data = member(source, "content.xml")
    root = parse(data).getroot()
    paragraphs = [
        paragraph for body in root.iter("{*}text") for paragraph in body.iter("{*}p", "{*}h")
    ]
    parents = {
        _attribute(style, "name"): _attribute(style, "parent-style-name")
        for style in root.iter("{*}style")
    }
    styles = [_attribute(paragraph, "style-name") for paragraph in paragraphs]
    quoted = [is_quotation(parents.get(style) or style) for style in styles]
    yield from read_paragraphs(quote_styled(list(map(_text, paragraphs)), quoted), data)


def _attribute(element: _Element, name: str) -> str:
    found = ((str(key), str(value)) for key, value in element.attrib.items())
    return next((value for key, value in found if key.rpartition("}")[2] == name), "")


def _text(paragraph: _Element) -> str:
    pieces = [paragraph.text or ""]
    for descendant in paragraph.iterdescendants():
        name = local_name(descendant)
        if name in ("s", "tab"):
            pieces.append(" ")
        elif name == "line-break":
            pieces.append("\n")
        if name not in ("note", "note-body", "note-citation", "annotation"):
            pieces.append(descendant.text or "")
        pieces.append(descendant.tail or "")
    return "".join(pieces)
