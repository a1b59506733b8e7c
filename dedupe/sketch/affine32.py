"""MinHash signatures, bit for bit those of datasketch 2's `affine32` scheme.

Broder (1997), On the resemblance and containment of documents.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dedupe.sketch.shingles import Shingles

SEED = 1
_EMPTY = np.uint32(0xFFFFFFFF)
_CHUNK = 1 << 17  # shingles permuted at a time: few enough to stay in the processor's cache


def sign_affine32(shingles: Shingles, permutations: int) -> NDArray[np.uint32]:
    """Sign each article of a batch by the minima of its shingles under random permutations.

    Args:
        shingles: of `a` articles; the low 32 bits of each hash are permuted.
        permutations: values a signature.

    Returns:
        uint32[a, permutations]; all bits set for an article without shingles.
    """
    bounds = shingles.bounds
    signatures = np.full((bounds.size - 1, permutations), _EMPTY, dtype=np.uint32)
    values = _finalize(shingles.hashes.astype(np.uint32))
    filled = np.flatnonzero(np.diff(bounds))
    starts = bounds[filled]
    multipliers, increments = _permutations(permutations)
    columns = np.empty((permutations, filled.size), dtype=np.uint32)
    for low, high in _chunks(starts, values.size):
        part = values[starts[low] : starts[high] if high < starts.size else values.size]
        offsets = starts[low:high] - starts[low]
        permuted = np.empty_like(part)
        for row in range(permutations):
            np.multiply(part, multipliers[row], out=permuted)
            permuted += increments[row]
            np.minimum.reduceat(permuted, offsets, out=columns[row, low:high])
    signatures[filled] = columns.T
    return signatures


@cache
def _permutations(count: int) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    draw = np.random.RandomState(SEED)
    multipliers = draw.randint(0, 1 << 31, count, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    return multipliers, draw.randint(0, 1 << 32, count, dtype=np.uint32)


def _finalize(values: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Apply MurmurHash3's finalizer, as the scheme does before it permutes."""
    values = values ^ (values >> np.uint32(16))
    values *= np.uint32(0x85EBCA6B)
    values ^= values >> np.uint32(13)
    values *= np.uint32(0xC2B2AE35)
    values ^= values >> np.uint32(16)
    return values


def _chunks(starts: NDArray[np.int64], size: int) -> list[tuple[int, int]]:
    """Group neighbouring articles so that each group has about _CHUNK shingles."""
    if not starts.size:
        return []
    group = starts // _CHUNK
    cuts = [0, *(np.flatnonzero(np.diff(group)) + 1).tolist(), starts.size]
    return [(low, high) for low, high in pairwise(cuts) if low < high and size]
