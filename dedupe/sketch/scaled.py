"""Scaled MinHash: the shingles whose hash falls below 2^64 / scale, a sample that estimates containment.

Irber et al. (2022), Lightweight compositional analysis of metagenomes with FracMinHash.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import comb
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dedupe.sketch.shingles import Shingles


@dataclass(frozen=True, slots=True)
class Samples:
    """The sampled shingles of `a` articles, `n` in all, distinct within each article.

    Attributes:
        hashes: uint64[n], ascending within each article.
        bounds: int64[a + 1], index of each article's first one, then n.
    """

    hashes: NDArray[np.uint64]
    bounds: NDArray[np.int64]


def sample(shingles: Shingles, scale: int) -> Samples:
    """Keep one shingle in `scale` of each article, the same ones in every article."""
    kept = np.flatnonzero(shingles.hashes <= np.uint64((1 << 64) // scale - 1))
    hashes = shingles.hashes[kept]
    bounds = np.searchsorted(kept, shingles.bounds)
    for start, end in pairwise(bounds.tolist()):
        hashes[start:end].sort()
    first = np.ones(hashes.size, dtype=np.bool_)
    first[1:] = hashes[1:] != hashes[:-1]
    first[bounds[:-1][np.diff(bounds) > 0]] = True
    return Samples(hashes[first], np.concatenate([[0], np.cumsum(first)])[bounds])


def proposal_probability(shared: int, scale: int, required: int) -> float:
    """Compute the chance that at least `required` of `shared` shingles are in the sample.

    >>> round(proposal_probability(36, scale=4, required=3), 3)
    0.997
    """
    rate = 1 / scale
    fewer = sum(
        comb(shared, kept) * rate**kept * (1 - rate) ** (shared - kept)
        for kept in range(min(required, shared + 1))
    )
    return 1 - fewer
