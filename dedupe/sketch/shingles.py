"""Hashes of k tokens in a row, and of any stretch of tokens, from one running sum over a batch.

Karp, Rabin (1987), Efficient randomized pattern-matching algorithms: the tokens are the digits of a number,
here modulo 2^64, and a stretch is the difference of two running sums, shifted to where it begins.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dedupe.text.batch.hashing import mix
from dedupe.text.batch.tokenize import TokenBatch

_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)
_FACTORS = np.array([[_BASE], [_INVERSE]], dtype=np.uint64)
_powers = np.ones((2, 1), dtype=np.uint64)  # of the base, and of its inverse; grown as needed


@dataclass(frozen=True, slots=True)
class PrefixHashes:
    """Running sums over `n` tokens."""

    sums: NDArray[np.uint64]  # [n + 1], of the tokens before each place, each weighted by its own place

    def k_grams(self, k: int) -> NDArray[np.uint64]:
        """Hash every k tokens in a row; uint64[max(0, n - k + 1)]."""
        if self.sums.size <= k:
            return np.empty(0, dtype=np.uint64)
        hashes = self.sums[k:] - self.sums[:-k]
        hashes *= _powers[1, : hashes.size]
        return mix(hashes)

    def span_hashes(self, bounds: NDArray[np.int64]) -> NDArray[np.uint64]:
        """Hash the tokens from each bound up to the next; uint64[bounds - 1], 0 where there are none."""
        sums = self.sums.take(bounds)
        hashes = np.diff(sums) * _powers[1].take(bounds[:-1])
        return mix(hashes)


def paragraph_hashes(words: TokenBatch) -> NDArray[np.uint64]:
    """Hash each paragraph by its tokens; uint64[p], 0 where it has none."""
    return prefix_hashes(words.hashes).span_hashes(words.paragraph_starts)


def prefix_hashes(tokens: NDArray[np.uint64]) -> PrefixHashes:
    """Sum up the tokens of a batch, uint64[n]."""
    _extend_powers(tokens.size)
    sums = np.empty(tokens.size + 1, dtype=np.uint64)
    sums[0] = 0
    np.multiply(tokens, _powers[0, : tokens.size], out=sums[1:])
    np.cumsum(sums[1:], out=sums[1:])
    return PrefixHashes(sums)


def _extend_powers(size: int) -> None:
    """Double the table of powers until it is large enough: those of n up are those below, times the nth."""
    global _powers
    while _powers.shape[1] <= size:
        nth = _powers[:, -1:] * _FACTORS
        _powers = np.concatenate([_powers, _powers * nth], axis=1)


@dataclass(frozen=True, slots=True)
class Shingles:
    """The shingles of a batch of `a` articles, `n` in all, repeated ones included."""

    hashes: NDArray[np.uint64]  # [n], in reading order
    bounds: NDArray[np.int64]  # [a + 1], index of each article's first shingle, then n


def shingle(tokens: NDArray[np.uint64], bounds: NDArray[np.int64], k: int) -> Shingles:
    """Hash every k tokens in a row that stand in one article: max(0, tokens - k + 1) for each article.

    Args:
        tokens: uint64[n], token hashes of a batch of articles.
        bounds: int64[a + 1], index of each article's first token, then n.
        k: tokens a shingle, at least 1.
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
