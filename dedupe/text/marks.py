"""Quotation marks with what stands around them, from a folded stream or from plain text."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
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
from dedupe.text.stream import IS_SPACE, IS_WORD, MARK_BY_CODE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from dedupe.text.cutting import Cut
    from dedupe.text.stream import Bytes
    from dedupe.text.tokens import Tokens

_MARK = re.compile("[" + re.escape(MARKS) + "]")
_BREAKS = frozenset(DOUBLE_MARKS + SINGLE_MARKS + ".,- \n" + THIN_SPACE)
_SIDES: tuple[Side, ...] = ("word", "space", "other")
WORD, SPACE, OTHER = range(len(_SIDES))
_SIDE_OF = np.array(
    [
        WORD if IS_WORD[code] or code in b"%&" else SPACE if IS_SPACE[code] else OTHER
        for code in range(256)
    ],
    dtype=np.uint8,
)
_KIND_OF = np.zeros(256, dtype=np.uint16)
_KIND_OF[list(MARK_BY_CODE)] = [ord(mark) for mark in MARK_BY_CODE.values()]


@dataclass(frozen=True, slots=True)
class Marks:
    """The quotation marks of a batch, as arrays of equal length.

    Attributes:
        at: int64, offset in the stream.
        kinds: uint16, code point of the mark.
        before: uint8, WORD, SPACE or OTHER: what stands directly before it.
        after: uint8, the same for what stands directly after it.
        tokens: int64, index of the first token at or after it.
        paragraphs: int64, ascending, index of its paragraph.
    """

    at: NDArray[np.int64]
    kinds: NDArray[np.uint16]
    before: NDArray[np.uint8]
    after: NDArray[np.uint8]
    tokens: NDArray[np.int64]
    paragraphs: NDArray[np.int64]

    def among(self, chosen: NDArray[np.bool_]) -> Iterator[Mark]:
        """Yield the chosen ones one by one."""
        columns = (self.at, self.kinds, self.before, self.after, self.tokens, self.paragraphs)
        rows = zip(*(column[chosen].tolist() for column in columns), strict=True)
        yield from _double(
            (at, Mark(chr(kind), _SIDES[before], _SIDES[after], token, paragraph))
            for at, kind, before, after, token, paragraph in rows
        )


def stream_marks(stream: Bytes, raw: Cut, breaks: NDArray[np.int64]) -> Marks:
    """Find the marks of a folded stream.

    Args:
        stream: uint8[s], as `fold_bytes` gives it.
        raw: the words cut from it.
        breaks: int64[p], offset of the end of each paragraph.
    """
    kinds = _KIND_OF.take(stream.take(raw.others))
    found = np.flatnonzero(kinds)
    at = raw.others[found]
    return Marks(
        at,
        kinds[found],
        _SIDE_OF.take(stream.take(at - 1)),
        _SIDE_OF.take(stream.take(at + 1)),
        np.searchsorted(raw.starts, at),
        np.searchsorted(breaks, at),
    )


def plain_marks(
    paragraphs: Sequence[str], tokens: Sequence[Tokens], starts: Sequence[int]
) -> Iterator[Mark]:
    """Yield the marks of one article's paragraphs; `starts` as in `stream_marks`."""
    for index, (text, cut) in enumerate(zip(paragraphs, tokens, strict=True)):
        yield from _double(
            (
                at,
                Mark(
                    fold_character(text[at]),
                    before,
                    after,
                    starts[index] + bisect_left(cut.starts, at),
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
