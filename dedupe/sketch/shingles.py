"""Word shingles: hashes of k tokens in a row, for a whole batch of articles at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dedupe.sketch.rolling_hash import prefix_hashes


@dataclass(frozen=True, slots=True)
class Shingles:
    """The shingles of a batch of `a` articles, `n` in all, repeated ones included.

    Attributes:
        hashes: uint64[n], in reading order.
        bounds: int64[a + 1], index of each article's first shingle, then n.
    """

    hashes: NDArray[np.uint64]
    bounds: NDArray[np.int64]


def shingle(tokens: NDArray[np.uint64], bounds: NDArray[np.int64], k: int) -> Shingles:
    """Hash every k tokens in a row that stand in one article.

    Args:
        tokens: uint64[n], token hashes of a batch of articles.
        bounds: int64[a + 1], index of each article's first token, then n.
        k: tokens a shingle, at least 1.

    Returns:
        The shingles: max(0, tokens - k + 1) for each article.
    """
    return drop_crossing(prefix_hashes(tokens).k_grams(k), bounds, k)


def drop_crossing(windows: NDArray[np.uint64], bounds: NDArray[np.int64], k: int) -> Shingles:
    """Leave out what runs over the end of an article.

    Args:
        windows: uint64[max(0, n - k + 1)], hashes of every k tokens in a row.
        bounds: as in `shingle`.
        k: as there.
    """
    starts = np.concatenate([[0], np.cumsum(np.maximum(np.diff(bounds) - k + 1, 0))])
    if bounds.size > 2 and windows.size:
        windows = windows.take(np.flatnonzero(_inside(bounds, k, windows.size)))
    return Shingles(windows, starts)


def _inside(bounds: NDArray[np.int64], k: int, width: int) -> NDArray[np.bool_]:
    """Mark the positions whose k tokens do not run over the end of an article."""
    inside = np.ones(width, dtype=np.bool_)
    over = bounds[1:-1, None] - np.arange(1, k)
    inside[over[(over >= 0) & (over < width)]] = False
    return inside
