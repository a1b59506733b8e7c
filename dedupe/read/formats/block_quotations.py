"""Block quotations, which a page sets apart by their look: they are given the marks of a quotation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple

from dedupe.punctuation import DOUBLE_MARKS
from dedupe.read.formats.html_elements import BLOCKS, UNSEEN, local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_CURLY, _ANGLES = '"“”„‟', "«»‹›"
_DASHES = "–—―"
_QUOTATIONS = ("blockquote", "block-quote", "bq")


def quote_blocks(texts: Sequence[str], blocks: Sequence[int | None]) -> list[str]:
    """Put block quotations between quotation marks: one before each paragraph, one behind the last.

    A quotation that has marks or dashes of its own stays as it is, and so do all where they are most of the text, which
    is set in by habit then. Each paragraph comes with the number of the block quotation that it is in, or None.

    >>> quote_blocks(["He wrote to all of us:", "It is shut.", "I saw it.", "We laughed."], [None, 1, 1, None])
    ['He wrote to all of us:', '“It is shut.', '“I saw it.”', 'We laughed.']
    """
    sizes = [len(text.split()) for text in texts]
    quoted = sum(size for size, block in zip(sizes, blocks, strict=True) if block is not None)
    if 2 * quoted > sum(sizes):
        return list(texts)
    marked: list[str] = []
    for block, rows in groupby(zip(blocks, texts, strict=True), lambda row: row[0]):
        paragraphs = [text for _, text in rows]
        marked += paragraphs if block is None else _quote(paragraphs)
    return marked


def _marks_for(paragraphs: Sequence[str]) -> tuple[str, str]:
    """Return marks that a block quotation can be put between, empty ones where it is marked already."""
    if any(text.lstrip()[:1] in (*DOUBLE_MARKS, *_DASHES) for text in paragraphs):
        return "", ""
    inside = set("".join(paragraphs))
    if inside.isdisjoint(_CURLY):
        return "“", "”"
    return ("«", "»") if inside.isdisjoint(_ANGLES) else ("", "")


def _quote(paragraphs: Sequence[str]) -> list[str]:
    opening, closing = _marks_for(paragraphs)
    filled = [at for at, text in enumerate(paragraphs) if text.strip()]
    return [
        (opening if at in filled else "") + text + (closing if at in filled[-1:] else "")
        for at, text in enumerate(paragraphs)
    ]


class _TextNode(NamedTuple):
    """A text that is not white space."""

    element: _Element  # that holds it
    place: Literal["text", "tail"]  # before the element's children, or behind the element
    block: _Element  # the block that the text is in

    @property
    def text(self) -> str:
        return str(getattr(self.element, self.place))

    def put(self, text: str) -> None:
        setattr(self.element, self.place, text)


def mark_block_quotations(root: _Element) -> None:
    """Put block quotations of a page, or a piece of one, between quotation marks, unless they are most of the text."""
    found = [element for element in root.iter() if local_name(element) in _QUOTATIONS]
    outer = [element for element in found if not any(map(_is_quotation, element.iterancestors()))]
    if not outer:
        return
    quotations = [list(_text_nodes(element)) for element in outer]
    quoted = sum(len(node.text.split()) for nodes in quotations for node in nodes)
    if 2 * quoted > sum(len(node.text.split()) for node in _text_nodes(root)):
        return
    for nodes in quotations:
        _mark(nodes)


def _mark(nodes: list[_TextNode]) -> None:
    paragraphs = [list(rows) for _, rows in groupby(nodes, lambda node: node.block)]
    opening, closing = _marks_for(["".join(node.text for node in rows) for rows in paragraphs])
    for first, *_ in paragraphs:
        first.put(opening + first.text.lstrip())
    if nodes:
        nodes[-1].put(nodes[-1].text.rstrip() + closing)


def _is_quotation(element: _Element) -> bool:
    return local_name(element) in _QUOTATIONS


def _text_nodes(root: _Element) -> Iterator[_TextNode]:
    """Yield the texts in an element that a reader sees, in reading order."""
    from lxml.etree import iterwalk

    blocks = [root]
    unseen = 0
    for event, element in iterwalk(root, events=("start", "end")):
        name = local_name(element)
        is_unseen, is_block = name in UNSEEN and element is not root, name in BLOCKS
        if event == "start":
            unseen += is_unseen
            if is_block:
                blocks.append(element)
            if not unseen and (element.text or "").strip():
                yield _TextNode(element, "text", blocks[-1])
            continue
        unseen -= is_unseen
        if is_block:
            blocks.pop()
        if not unseen and element is not root and (element.tail or "").strip():
            yield _TextNode(element, "tail", blocks[-1])
