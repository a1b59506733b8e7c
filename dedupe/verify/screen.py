"""A first, exact look at candidates, on token hashes alone."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from dedupe.sketch.ordered import distinct, shared
from dedupe.sketch.shingles import shingle

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from dedupe.text.words import Words


def shingles_of(
    words: Words, left_out: NDArray[np.bool_], k: int
) -> Callable[[int], NDArray[np.uint64]]:
    """Give a function from an article's index to its distinct shingles, uint64[n], ascending.

    Args:
        words: tokens of all articles.
        left_out: bool[paragraphs], the paragraphs that do not count.
        k: tokens a shingle.
    """
    starts = words.paragraph_starts
    if left_out.any():
        kept = np.repeat(~left_out, np.diff(starts))
        tokens, bounds = words.hashes[kept], np.concatenate([[0], np.cumsum(kept)])[words.bounds]
    else:
        tokens, bounds = words.hashes, words.bounds
    everything = shingle(tokens, bounds, k)

    @cache
    def shingles(article: int) -> NDArray[np.uint64]:
        first, last = everything.bounds[article : article + 2]
        return distinct(everything.hashes[first:last])

    return shingles


def shared_shingles(
    pairs: NDArray[np.int64], shingles: Callable[[int], NDArray[np.uint64]]
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
    """Count what candidates share.

    Args:
        pairs: int64[p, 2].
        shingles: distinct shingles of an article, ascending.

    Returns:
        int64[p], the number of shared shingles; float64[p], resemblance; float64[p], the larger
        containment.
    """
    common = np.zeros(len(pairs), dtype=np.int64)
    union = np.ones(len(pairs), dtype=np.int64)
    smaller = np.ones(len(pairs), dtype=np.int64)
    for row, (a, b) in enumerate(pairs.tolist()):
        left, right = shingles(a), shingles(b)
        common[row] = shared(left, right).size
        union[row] = max(left.size + right.size - common[row], 1)
        smaller[row] = max(min(left.size, right.size), 1)
    return common, common / union, common / smaller
