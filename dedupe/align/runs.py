"""Common runs of tokens between two articles, paragraph by paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from dedupe.text.stretches import indices_within

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

Pair = tuple[int, int]


class Run(NamedTuple):
    """Tokens that stand in both, in a row: where they begin in either paragraph, and how many."""

    source: int
    target: int
    length: int


class _Side:
    """All tokens of an article as numbers, with their paragraphs and places.

    Attributes:
        words: int64[n], a number for each token's wording.
        paragraphs: int64[n], the paragraph of each.
        places: int64[n], its index in the paragraph.
        pairs: int64[m], ascending, the tokens that another one of the paragraph follows.
    """

    def __init__(self, paragraphs: Sequence[Sequence[str]], numbers: dict[str, int]) -> None:
        sizes = np.array([len(tokens) for tokens in paragraphs], dtype=np.int64)
        listed = [numbers.setdefault(it, len(numbers)) for tokens in paragraphs for it in tokens]
        self.words = np.array(listed, dtype=np.int64)
        self.paragraphs = np.repeat(np.arange(sizes.size), sizes)
        self.places = indices_within(np.zeros_like(sizes), sizes)
        self.pairs = np.flatnonzero(self.paragraphs[1:] == self.paragraphs[:-1])


def common_runs(
    source: Sequence[Sequence[str]],
    target: Sequence[Sequence[str]],
    counts: Callable[[str], bool],
) -> dict[Pair, list[Run]]:
    """Find the maximal common runs of two or more tokens.

    Two tokens in a row that both articles have are a point in the plane of their places; a run is a
    diagonal of such points.

    Args:
        source: tokens of each of the source's paragraphs.
        target: tokens of each of the target's paragraphs.
        counts: tells whether a token says anything; runs of two that say nothing are left out.

    Returns:
        For each pair (source paragraph, target paragraph) that has any, its runs in target order.
    """
    numbers: dict[str, int] = {}
    before, after = _Side(source, numbers), _Side(target, numbers)
    first, second = _points(before, after, len(numbers))
    order = np.lexsort((second, second - first))
    first, second = first[order], second[order]
    starts = np.flatnonzero(
        (np.diff(second, prepend=-2) != 1) | (np.diff(second - first, prepend=-1 << 60) != 0)
    )
    lengths = np.diff(np.append(starts, first.size)) + 1
    first, second = first[starts], second[starts]
    says = np.array([counts(word) for word in numbers], dtype=np.bool_)[after.words]
    kept = np.flatnonzero((lengths > 2) | says[second] | says[second + 1])
    kept = kept[np.lexsort((first[kept], second[kept]))]
    return _by_pair(before, after, first[kept], second[kept], lengths[kept])


def _points(before: _Side, after: _Side, words: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Find where two tokens in a row stand in both: their indices in either, int64[points] each."""
    ours, theirs = (
        side.words[side.pairs] * words + side.words[side.pairs + 1] for side in (before, after)
    )
    order = np.argsort(ours, kind="stable")
    low = np.searchsorted(ours[order], theirs)
    count = np.searchsorted(ours[order], theirs, "right") - low
    found = order[indices_within(low, count)]
    return before.pairs[found], np.repeat(after.pairs, count)


def _by_pair(
    before: _Side,
    after: _Side,
    first: NDArray[np.int64],
    second: NDArray[np.int64],
    lengths: NDArray[np.int64],
) -> dict[Pair, list[Run]]:
    found: dict[Pair, list[Run]] = {}
    columns = (
        before.paragraphs[first],
        after.paragraphs[second],
        before.places[first],
        after.places[second],
        lengths,
    )
    for source, target, start, at, length in zip(*(it.tolist() for it in columns), strict=True):
        found.setdefault((source, target), []).append(Run(start, at, length))
    return found
