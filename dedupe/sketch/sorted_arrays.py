"""Sets of hashes as ascending arrays: sorted once, then intersected and looked up without hashing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_FIRST_BITS = 22  # a table of 4 MB


def equal_runs(keys: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Find the runs of equal values in sorted keys: their starts and lengths, int64[runs] each."""
    if not keys.size:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    starts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    return starts, np.diff(np.append(starts, keys.size))


def unique_sorted(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the distinct values, ascending."""
    return _without_repeats(np.sort(values))


def unique_of_blocks(blocks: Sequence[NDArray[np.uint64]]) -> NDArray[np.uint64]:
    """Return the distinct values of all blocks, ascending, in no more room than twice theirs."""
    values = np.concatenate([np.empty(0, np.uint64), *blocks])
    values.sort()
    return _without_repeats(values)


def _without_repeats(ascending: NDArray[np.uint64]) -> NDArray[np.uint64]:
    is_first = np.ones(ascending.size, dtype=np.bool_)
    np.not_equal(ascending[1:], ascending[:-1], out=is_first[1:])
    return ascending[is_first]


def isin_sorted(ascending: NDArray[np.uint64], values: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Return for each value whether it is among the ascending ones; bool[values]."""
    if not ascending.size:
        return np.zeros(values.size, dtype=np.bool_)
    at = np.minimum(np.searchsorted(ascending, values), ascending.size - 1)
    found: NDArray[np.bool_] = ascending[at] == values
    return found


def intersect_sorted(left: NDArray[np.uint64], right: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return what two ascending arrays of distinct values have in common, ascending."""
    both = np.concatenate([left, right])
    both.sort(kind="stable")
    common: NDArray[np.uint64] = both[:-1][both[1:] == both[:-1]]
    return common


class HashSet:
    """A large set of hashes, in which few of the values that are looked up are found.

    Most of the others are told by their first bits alone.

    Attributes:
        ascending: uint64[n], distinct.
    """

    def __init__(self, ascending: NDArray[np.uint64]) -> None:
        self.ascending = ascending
        self._is_begun = np.zeros(1 << _FIRST_BITS if ascending.size else 0, dtype=np.bool_)
        self._is_begun[_first_bits(ascending)] = True

    def contains(self, values: NDArray[np.uint64]) -> NDArray[np.bool_]:
        """Return for each value whether it is in the set; bool[values]."""
        if not self.ascending.size:
            return np.zeros(values.size, dtype=np.bool_)
        found = self._is_begun[_first_bits(values)]
        found[found] = isin_sorted(self.ascending, values[found])
        return found


def _first_bits(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    return values >> np.uint64(64 - _FIRST_BITS)
