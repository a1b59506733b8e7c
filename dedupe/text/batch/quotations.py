"""Quotations of a whole batch at once, where a paragraph's marks open and close in turn.

Most paragraphs are of that kind. The others, with single marks, low or angled ones, or marks missing, are
left to `quotation`, mark by mark.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dedupe.text.batch.quotation_marks import OTHER, SPACE, WORD, QuotationMarks

_STRAIGHT, _OPENING, _CLOSING = (ord(mark) for mark in '"“”')


def pair_alternating_marks(
    marks: QuotationMarks,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
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
