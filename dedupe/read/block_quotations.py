"""Block quotations, which a page sets apart by their look: they are given the marks of a quotation."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from dedupe.punctuation import DOUBLE_MARKS

if TYPE_CHECKING:
    from collections.abc import Sequence

_CURLY, _ANGLES = '"“”„‟', "«»‹›"
_DASHES = "–—―"


def quote_blocks(texts: Sequence[str], blocks: Sequence[int | None]) -> list[str]:
    """Put block quotations between quotation marks: one before each paragraph, one behind the last.

    A quotation that has marks or dashes of its own stays as it is, and so do all where they are most of the
    text, which is set in by habit then.

    >>> quote_blocks(["He wrote to all of us:", "It is shut.", "I saw it.", "We laughed."], [None, 1, 1, None])
    ['He wrote to all of us:', '“It is shut.', '“I saw it.”', 'We laughed.']

    Args:
        texts: of the paragraphs of an article.
        blocks: number of the block quotation that each is in, None where it is in none.
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


def marks_for(paragraphs: Sequence[str]) -> tuple[str, str]:
    """Return marks that a block quotation can be put between, empty ones where it is marked already."""
    if any(text.lstrip()[:1] in (*DOUBLE_MARKS, *_DASHES) for text in paragraphs):
        return "", ""
    inside = set("".join(paragraphs))
    if inside.isdisjoint(_CURLY):
        return "“", "”"
    return ("«", "»") if inside.isdisjoint(_ANGLES) else ("", "")


def _quote(paragraphs: Sequence[str]) -> list[str]:
    opening, closing = marks_for(paragraphs)
    filled = [at for at, text in enumerate(paragraphs) if text.strip()]
    return [
        (opening if at in filled else "") + text + (closing if at in filled[-1:] else "")
        for at, text in enumerate(paragraphs)
    ]
