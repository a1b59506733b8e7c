"""Quotation marks of a batch as arrays, and its quotations, where a paragraph's marks open and close in turn.

Most paragraphs are of that kind. The others, with single marks, low or angled ones, or marks missing, are
left to `quoted_spans`, mark by mark.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dedupe.text.batch.encode import IS_SPACE, IS_WORD, MARK_BY_CODE, Bytes
from dedupe.text.batch.words import RawWords
from dedupe.text.quotations import Mark, Side, merge_double_marks

_SIDES: tuple[Side, ...] = ("word", "space", "other")
WORD, SPACE, OTHER = range(len(_SIDES))
_SIDE_OF = np.array(
    [WORD if IS_WORD[code] or code in b"%&" else SPACE if IS_SPACE[code] else OTHER for code in range(256)],
    dtype=np.uint8,
)
_KIND_OF = np.zeros(256, dtype=np.uint16)
_KIND_OF[list(MARK_BY_CODE)] = [ord(mark) for mark in MARK_BY_CODE.values()]
_STRAIGHT, _OPENING, _CLOSING = (ord(mark) for mark in '"“”')


@dataclass(frozen=True, slots=True)
class QuotationMarks:
    """The quotation marks of a batch, as arrays of equal length."""

    at: NDArray[np.int64]  # int64, offset in the stream
    kinds: NDArray[np.uint16]  # uint16, code point of the mark
    before: NDArray[np.uint8]  # uint8, WORD, SPACE or OTHER: what stands directly before it
    after: NDArray[np.uint8]  # uint8, the same for what stands directly after it
    tokens: NDArray[np.int64]  # int64, index of the first token at or after it
    paragraphs: NDArray[np.int64]  # int64, ascending, index of its paragraph

    def among(self, chosen: NDArray[np.bool_]) -> Iterator[Mark]:
        """Yield the chosen ones one by one."""
        columns = (self.at, self.kinds, self.before, self.after, self.tokens, self.paragraphs)
        rows = zip(*(column[chosen].tolist() for column in columns), strict=True)
        yield from merge_double_marks(
            (at, Mark(chr(kind), _SIDES[before], _SIDES[after], token, paragraph))
            for at, kind, before, after, token, paragraph in rows
        )


def find_marks(stream: Bytes, raw: RawWords, breaks: NDArray[np.int64]) -> QuotationMarks:
    """Find the marks of a folded stream.

    Args:
        stream: uint8[s], as `encode_batch` gives it.
        raw: the words cut from it.
        breaks: int64[p], offset of the end of each paragraph.
    """
    kinds = _KIND_OF.take(stream.take(raw.others))
    found = np.flatnonzero(kinds)
    at = raw.others[found]
    return QuotationMarks(
        at,
        kinds[found],
        _SIDE_OF.take(stream.take(at - 1)),
        _SIDE_OF.take(stream.take(at + 1)),
        np.searchsorted(raw.starts, at),
        np.searchsorted(breaks, at),
    )


def pair_alternating_marks(marks: QuotationMarks) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """Pair the marks of regular paragraphs.

    Returns:
        int64[s] and int64[s], first token of each quotation and the token after its last; and
        bool[marks], the marks that are left to be looked at one by one.
    """
    double = (marks.kinds == _STRAIGHT) | (marks.kinds == _OPENING) | (marks.kinds == _CLOSING)
    idle = ~double & _is_apostrophe(marks)
    number = np.cumsum(double) - 1
    first = np.searchsorted(marks.paragraphs, marks.paragraphs)
    before = np.where(first > 0, number[first - 1], -1)
    even = (number - before - 1) % 2 == 0
    fits = np.where(even, _opens(marks), _closes(marks))
    paragraphs = int(marks.paragraphs[-1]) + 1 if marks.paragraphs.size else 0
    broken = np.bincount(marks.paragraphs, ~idle & ~(double & fits), minlength=paragraphs)
    odd = np.bincount(marks.paragraphs, double, minlength=paragraphs) % 2
    irregular = ((broken + odd) > 0)[marks.paragraphs]
    opening, closing = double & ~irregular & even, double & ~irregular & ~even
    return marks.tokens[opening], marks.tokens[closing], irregular


def _is_apostrophe(marks: QuotationMarks) -> NDArray[np.bool_]:
    """Return which marks can neither open a quotation nor, two in a row, be a double mark."""
    single = (marks.kinds == ord("'")) | (marks.kinds == ord("’"))
    opens = (marks.kinds == ord("'")) & (marks.before != WORD) & (marks.after == WORD)
    same = (marks.kinds[1:] == marks.kinds[:-1]) & (np.diff(marks.at) == 1)
    doubled = np.concatenate([[False], same]) | np.concatenate([same, [False]])
    idle: NDArray[np.bool_] = single & ~opens & ~doubled[: single.size]
    return idle


def _opens(marks: QuotationMarks) -> NDArray[np.bool_]:
    tight = (marks.before != WORD) & (marks.after == WORD)
    loose = (marks.before == SPACE) & (marks.after == OTHER)
    curly = (marks.before != WORD) | (marks.after == WORD)
    opens: NDArray[np.bool_] = np.where(marks.kinds == _OPENING, curly, tight | loose)
    return opens


def _closes(marks: QuotationMarks) -> NDArray[np.bool_]:
    straight = (marks.before != SPACE) | (marks.after == SPACE)
    reverse = (marks.before == WORD) & (marks.after != WORD)
    other = straight | (marks.kinds == _CLOSING)
    closes: NDArray[np.bool_] = np.where(marks.kinds == _OPENING, reverse, other)
    return closes
