"""OpenDocument texts (.odt): one article a file, or an export of a press database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.read.formats.html_elements import local_name
from dedupe.read.formats.xml import parse
from dedupe.read.formats.zipped_documents import member, read_paragraphs

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
    texts = [
        _text(paragraph) for body in root.iter("{*}text") for paragraph in body.iter("{*}p", "{*}h")
    ]
    yield from read_paragraphs(texts, data)


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
