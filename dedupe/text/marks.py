"""Quotation marks with what stands around them, from a folded stream or from plain text."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

import numpy as np

from dedupe.text.characters import (
    APOSTROPHES,
    DOUBLE_MARKS,
    MARKS,
    SINGLE_MARKS,
    THIN_SPACE,
    fold_character,
)
from dedupe.text.quotation import Mark, Side
from dedupe.text.stream import IS_MARK, IS_WORD, MARK_BY_CODE, THIN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from dedupe.text.tokens import Token

_MARK = re.compile("[" + re.escape(MARKS) + "]")
_BREAKS = frozenset(DOUBLE_MARKS + SINGLE_MARKS + ".,- \n" + THIN_SPACE)
_SIDES: list[Side] = [
    "word" if IS_WORD[code] or code in b"%&" else "space" if code in (32, 10, THIN) else "other"
    for code in range(256)
]


def stream_marks(
    stream: NDArray[np.uint8], starts: NDArray[np.int64], paragraph_starts: NDArray[np.int64]
) -> Iterator[Mark]:
    """Yield the marks of a folded stream.

    Args:
        stream: uint8[s], as `stream.fold_bytes` gives it.
        starts: int64[n], offset of each token in it.
        paragraph_starts: int64[p + 1], index of each paragraph's first token.
    """
    at = np.flatnonzero(IS_MARK[stream])
    tokens = np.searchsorted(starts, at)
    breaks = np.flatnonzero(stream == ord("\n"))[2:]
    paragraphs = np.searchsorted(breaks, at)
    rows = zip(
        at.tolist(),
        stream[at].tolist(),
        stream[at - 1].tolist(),
        stream[at + 1].tolist(),
        tokens.tolist(),
        paragraphs.tolist(),
        strict=True,
    )
    yield from _double(
        (position, Mark(MARK_BY_CODE[kind], _SIDES[before], _SIDES[after], token, paragraph))
        for position, kind, before, after, token, paragraph in rows
    )


def plain_marks(
    paragraphs: Sequence[str], tokens: Sequence[Sequence[Token]], starts: Sequence[int]
) -> Iterator[Mark]:
    """Yield the marks of one article's paragraphs; `starts` as in `stream_marks`."""
    for index, (text, cut) in enumerate(zip(paragraphs, tokens, strict=True)):
        begins = [token.start for token in cut]
        yield from _double(
            (
                at,
                Mark(
                    fold_character(text[at]),
                    before,
                    after,
                    starts[index] + bisect_left(begins, at),
                    index,
                ),
            )
            for at, before, after in _marks_in(text)
        )


def _marks_in(text: str) -> Iterator[tuple[int, Side, Side]]:
    for match in _MARK.finditer(text):
        at = match.start()
        before, after = _side(text, at, -1), _side(text, at, 1)
        if before != "word" or after != "word" or fold_character(match[0]) not in APOSTROPHES:
            yield at, before, after


def _side(text: str, at: int, step: int) -> Side:
    """Look at the next character in one direction that is not invisible."""
    at += step
    while 0 <= at < len(text) and not fold_character(text[at]):
        at += step
    if not 0 <= at < len(text):
        return "space"
    folded = fold_character(text[at])[0 if step > 0 else -1]
    if folded in (" ", THIN_SPACE):
        return "space"
    return "other" if folded in _BREAKS else "word"


def _double(marks: Iterator[tuple[int, Mark]]) -> Iterator[Mark]:
    """Make one double mark of two equal single ones in a row."""
    held: tuple[int, Mark] | None = None
    for at, mark in marks:
        if held and held[0] == at - 1 and held[1].kind == mark.kind and mark.kind in SINGLE_MARKS:
            yield held[1]._replace(kind='"', after=mark.after)
            held = None
            continue
        if held:
            yield held[1]
        held = (at, mark)
    if held:
        yield held[1]
