"""Word shingles: hashes of k tokens in a row, for a whole batch of articles at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dedupe.text.hashing import mix

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BASE = np.uint64(0x9E3779B97F4A7C15)


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
    counts = np.maximum(np.diff(bounds) - k + 1, 0)
    starts = np.concatenate([[0], np.cumsum(counts)])
    if tokens.size < k:
        return Shingles(np.empty(0, np.uint64), starts)
    width = tokens.size - k + 1
    hashes = tokens[:width].copy()
    for offset in range(1, k):
        hashes *= _BASE
        hashes += tokens[offset : offset + width]
    return Shingles(mix(hashes[_inside(bounds, counts, width)]), starts)


def _inside(bounds: NDArray[np.int64], counts: NDArray[np.int64], width: int) -> NDArray[np.bool_]:
    """Mark the positions whose k tokens do not run over the end of an article."""
    steps = np.zeros(width + 1, dtype=np.int8)
    filled = counts > 0
    np.add.at(steps, bounds[:-1][filled], 1)
    np.add.at(steps, bounds[:-1][filled] + counts[filled], -1)
    return np.cumsum(steps[:-1], dtype=np.int8) > 0
