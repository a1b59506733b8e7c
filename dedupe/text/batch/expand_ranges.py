"""Stretches of an array, put one after the other."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def expand_ranges(starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """List the indices within stretches of an array, in the order of the stretches.

    >>> expand_ranges(np.array([7, 2]), np.array([3, 2])).tolist()
    [7, 8, 9, 2, 3]

    Args:
        starts: int64[s], where each stretch begins.
        lengths: int64[s], none of them negative.

    Returns:
        int64[sum of the lengths].
    """
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if ends.size else 0
    indices: NDArray[np.int64] = np.arange(total)
    indices += np.repeat(starts - (ends - lengths), lengths)
    return indices
