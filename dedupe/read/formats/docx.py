"""Word documents (.docx): one article a file, or an export of a press database."""

from __future__ import annotations

import re
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from dedupe.read.block_quotations import quote_blocks
from dedupe.read.formats.html_elements import local_name
from dedupe.read.formats.xml import parse
from dedupe.read.formats.zipped_documents import member, read_paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from dedupe.read.formats.reader_input import Record, Source, Unread

_QUOTATION = re.compile(
    r"(?:intense|intensives)?(?:quote|zitat|citation|cita|citazione)", re.IGNORECASE
)


def read(source: Source) -> Iterator[Record | Unread]:
    """Read a document; its paragraphs are numbered, for it has no lines.

    Raises:
        InputError: it is broken, or too large.
    """
    data = member(source, "word/document.xml")
    body = parse(data).getroot()
    paragraphs = list(body.iter("{*}p"))
    texts = [_text(paragraph) for paragraph in paragraphs]
    yield from read_paragraphs(quote_blocks(texts, _quotations(paragraphs)), data)


def _quotations(paragraphs: Sequence[_Element]) -> list[int | None]:
    """Number the paragraphs in a style for quotations, those that follow each other alike; None for others."""
    styles = (paragraph.find("{*}pPr/{*}pStyle") for paragraph in paragraphs)
    quoted = [
        style is not None and _QUOTATION.match(str(style.attrib.values()[0])) is not None
        for style in styles
    ]
    runs = accumulate(before != after for before, after in pairwise([False, *quoted]))
    return [run if is_quoted else None for is_quoted, run in zip(quoted, runs, strict=True)]


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
