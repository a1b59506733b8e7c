"""Sets of hashes as ascending arrays: sorted once, then intersected and looked up without hashing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from dedupe.sketch.blocks_on_disk import release
from dedupe.text.batch.expand_ranges import expand_ranges

Integer = TypeVar("Integer", bound=np.integer[Any])

# Values for which it pays to build a table first, and times that there may be more to look them up in.
_LEAST_FILTERED, _LARGER = 1 << 12, 4
_MUCH_LARGER = 64  # times that a set has more values than another, from which each of the other is looked up
_SPARE_BITS, _MOST_BITS = 3, 24  # of its slots an eighth is taken, as long as 16 MiB are enough
_MOST_HOLDERS = 1 << 17  # values of which the table says which one a slot holds, in 4 MiB
T = TypeVar("T", bound=np.generic)
NO_HASHES = np.empty(0, dtype=np.uint64)
_AT_ONCE = 1 << 20  # values of which those are copied that are kept
_FAR = 1 << 18  # of so many values each is far from the last one looked up, unless these ascend as well
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)


def equal_runs(keys: NDArray[Integer]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Find the runs of equal values in sorted keys: their starts and lengths, int64[runs] each."""
    if not keys.size:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    starts = np.flatnonzero(begins_run(keys))
    return starts, np.diff(np.append(starts, keys.size))


def begins_run(*columns: NDArray[Any]) -> NDArray[np.bool_]:
    """Return for each row of some columns whether it is another one than that before; bool[rows]."""
    is_new = np.zeros(columns[0].size, dtype=np.bool_)
    is_new[:1] = True
    for column in columns:
        is_new[1:] |= column[1:] != column[:-1]
    return is_new


def joined(blocks: Iterable[NDArray[T]], kind: type[T]) -> NDArray[T]:
    """Concatenate arrays of one type, of which there may be none."""
    return np.concatenate([np.empty(0, dtype=kind), *blocks])


def unique_sorted(values: NDArray[Integer]) -> NDArray[Integer]:
    """Return the distinct values, ascending.

    `np.unique` imports what masks arrays to find out that these have no mask, which takes longer than a small check.
    """
    return without_repeats(np.sort(values, axis=None))


def unique_of_blocks(blocks: Sequence[NDArray[np.uint64]]) -> NDArray[np.uint64]:
    """Return the distinct values of all blocks, ascending, in little more room than theirs."""
    values, end = np.empty(sum(block.size for block in blocks), np.uint64), 0
    for block in blocks:
        values[end : end + block.size] = block
        end += block.size
        release(block)
    values.sort()
    is_new, end = begins_run(values), 0
    for start in range(0, values.size, _AT_ONCE):
        kept = values[start : start + _AT_ONCE][is_new[start : start + _AT_ONCE]]
        values[end : end + kept.size] = kept
        end += kept.size
    return values[:end]


def without_repeats(ascending: NDArray[Integer]) -> NDArray[Integer]:
    """Return the distinct values of ascending ones."""
    return ascending[begins_run(ascending)]


def unique_in_ranges(values: NDArray[Integer], bounds: NDArray[np.int64]) -> tuple[NDArray[Integer], NDArray[np.int64]]:
    """Return the distinct values of each of several ranges of an array, ascending within each, and the new bounds.

    >>> values, bounds = unique_in_ranges(np.array([3, 1, 3, 3, 2]), np.array([0, 3, 3, 5]))
    >>> values.tolist(), bounds.tolist()
    ([1, 3, 2, 3], [0, 2, 2, 4])

    Args:
        bounds: int64[ranges + 1], where each range begins, and where the last one ends.
    """
    ordered = values.copy()
    for start, end in pairwise(bounds.tolist()):
        ordered[start:end].sort()
    is_new = begins_run(ordered)
    is_new[bounds[bounds < ordered.size]] = True
    return ordered[is_new], np.append(0, np.cumsum(is_new))[bounds]


def without_rare(values: NDArray[np.uint64], times: int) -> NDArray[np.uint64]:
    """Leave out most of the values that occur fewer times, which costs a fraction of sorting them; in their order."""
    slots = _slots(values, min(max(int(values.size).bit_length() - 1, 1), _MOST_BITS))
    is_met = np.bincount(slots) >= times  # by slot, of which there are about as many as values
    frequent: NDArray[np.uint64] = values[is_met.take(slots)]
    return frequent


def isin_sorted(ascending: NDArray[np.uint64], values: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Return for each value whether it is among the ascending ones; bool[values]."""
    if not ascending.size:
        return np.zeros(values.size, dtype=np.bool_)
    if values.size >= max(_LEAST_FILTERED, ascending.size // _LARGER):
        return HashSet(ascending).contains(values)
    return _search(ascending, values)


def intersect_sorted(left: NDArray[np.uint64], right: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return what two ascending arrays of distinct values have in common, ascending."""
    few, many = (left, right) if left.size < right.size else (right, left)
    if few.size * _MUCH_LARGER < many.size:
        return few[_search(many, few)]
    both = np.concatenate([left, right])
    both.sort(kind="stable")
    common: NDArray[np.uint64] = both[:-1][both[1:] == both[:-1]]
    return common


def lonely(left: NDArray[np.uint64], right: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return what only one of two arrays of distinct values has, ascending."""
    both = np.concatenate([left, right])
    both.sort(kind="stable")
    is_new = begins_run(both)
    alone: NDArray[np.uint64] = both[is_new & np.append(is_new[1:], True)[: both.size]]
    return alone


class HashPlaces:
    """Hashes, and where each stands.

    Args:
        hashes: uint64[n].
        places: int64[n], ascending.
    """

    def __init__(self, hashes: NDArray[np.uint64], places: NDArray[np.int64]) -> None:
        order = np.argsort(hashes)
        self._ascending, self._places = hashes[order], places[order]
        self.distinct = without_repeats(self._ascending)

    def find(self, wanted: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Return where some distinct hashes stand; int64[m], ascending."""
        first, last = (np.searchsorted(self._ascending, wanted, side) for side in ("left", "right"))
        return np.sort(self._places[expand_ranges(first, last - first)])


class HashSet:
    """A set of hashes in which many values are looked up.

    Most of those that are not in it are told by a look into a table, a tenth of what a search costs, and most
    of those that are by a second look, unless the set is very large.
    """

    def __init__(self, ascending: NDArray[np.uint64]) -> None:
        self.ascending = ascending  # uint64[n], distinct
        self._bits = min(int(ascending.size).bit_length() + _SPARE_BITS, _MOST_BITS)
        slots = _slots(ascending, self._bits)
        self._is_taken = np.zeros(1 << self._bits, dtype=np.bool_)
        self._is_taken[slots] = True
        self._holders = np.empty(0, np.int32)
        if ascending.size <= _MOST_HOLDERS:
            self._holders = np.zeros(1 << self._bits, dtype=np.int32)
            self._holders[slots] = np.arange(ascending.size)

    def contains(self, values: NDArray[np.uint64]) -> NDArray[np.bool_]:
        """Return for each value whether it is in the set; bool[values]."""
        slots = _slots(values, self._bits)
        found: NDArray[np.bool_] = self._is_taken.take(slots)
        asked = np.flatnonzero(found)
        if self._holders.size:  # a slot may have more values than its holder
            holders = self.ascending.take(self._holders.take(slots.take(asked)))
            asked = asked[holders != values.take(asked)]
        found[asked] = _search(self.ascending, values.take(asked))
        return found


def _search(ascending: NDArray[np.uint64], values: NDArray[np.uint64]) -> NDArray[np.bool_]:
    if not ascending.size:
        return np.zeros(values.size, dtype=np.bool_)
    if ascending.size > _FAR:
        order = np.argsort(values)
        found = np.empty(values.size, dtype=np.bool_)
        found[order] = _search_near(ascending, values.take(order))
        return found
    return _search_near(ascending, values)


def _search_near(ascending: NDArray[np.uint64], values: NDArray[np.uint64]) -> NDArray[np.bool_]:
    at = np.minimum(np.searchsorted(ascending, values), ascending.size - 1)
    found: NDArray[np.bool_] = ascending[at] == values
    return found


def _slots(values: NDArray[np.uint64], bits: int) -> NDArray[np.int64]:
    """Spread values over 2^bits slots; Knuth (1973), multiplicative hashing."""
    return ((values * _GOLDEN) >> np.uint64(64 - bits)).view(np.int64)
