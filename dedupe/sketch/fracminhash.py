"""Scaled MinHash: the shingles whose hash falls below 2^64 / scale, a sample that estimates containment.

Irber et al. (2022), Lightweight compositional analysis of metagenomes with FracMinHash.
"""

from __future__ import annotations

from math import comb

import numpy as np
from numpy.typing import NDArray

from dedupe.sketch.packed_postings import pack
from dedupe.sketch.shingles import Shingles
from dedupe.sketch.sorted_arrays import unique_in_ranges


def sample(shingles: Shingles, scale: int) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Keep one shingle in `scale` of each article, the same ones in every article.

    Return uint64[n]: the hash of each, spread over all numbers, with its article, once for each of these, ascending within
    each; and int64[a], how many are of each article.
    """
    kept = np.flatnonzero(shingles.hashes <= np.uint64((1 << 64) // scale - 1))
    bounds = np.searchsorted(kept, shingles.bounds)
    hashes = shingles.hashes.take(kept)
    hashes *= np.uint64(scale)
    packed, bounds = unique_in_ranges(pack(hashes, np.repeat(np.arange(bounds.size - 1), np.diff(bounds))), bounds)
    return packed, np.diff(bounds)


def proposal_probability(shared: int, scale: int, required: int) -> float:
    """Compute the chance that at least `required` of `shared` shingles are in the sample.

    >>> round(proposal_probability(36, scale=4, required=3), 3)
    0.997
    """
    rate = 1 / scale
    fewer = sum(
        comb(shared, kept) * rate**kept * (1 - rate) ** (shared - kept) for kept in range(min(required, shared + 1))
    )
    return 1 - fewer
