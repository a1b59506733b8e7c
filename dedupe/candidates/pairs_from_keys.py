"""Pairs from groups of articles that share a key, without ever becoming quadratic."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dedupe.sketch.packed_postings import MOST_OWNERS
from dedupe.sketch.sorted_arrays import begins_run, equal_runs, lonely, unique_sorted

_PLACE = np.uint64(MOST_OWNERS - 1)
_FIRST, _SECOND = np.uint64(40), np.uint64(16)  # bits below either article of a pair
_MOST = (1 << 16) - 1  # times that a pair is counted
_COUNT = np.uint64(_MOST)


def pairs_in_runs(
    members: NDArray[np.int64], starts: NDArray[np.int64], lengths: NDArray[np.int64], most: int
) -> NDArray[np.int64]:
    """Pair the members of each run: all with all in runs of up to `most`, else all with the first.

    Args:
        members: int64[n], articles, the earliest of each run first.
        starts: int64[r], where each run begins.
        lengths: int64[r], members a run.

    Returns:
        int64[p, 2], pairs with repetitions, the smaller article first.
    """
    parts = [np.empty((0, 2), dtype=np.int64)]
    for length in unique_sorted(lengths[(lengths > 1) & (lengths <= most)]).tolist():
        block = members[starts[lengths == length][:, None] + np.arange(length)]
        left, right = np.triu_indices(length, 1)
        parts.append(np.stack([block[:, left].ravel(), block[:, right].ravel()], axis=1))
    hot = lengths > most
    if hot.any():
        first = np.repeat(members[starts[hot]], lengths[hot] - 1)
        rest = np.concatenate([np.arange(s + 1, s + n) for s, n in zip(starts[hot], lengths[hot], strict=True)])
        parts.append(np.stack([first, members[rest]], axis=1))
    first, second = np.concatenate(parts).T
    return np.stack([np.minimum(first, second), np.maximum(first, second)], axis=1)


def unique_pairs(pairs: NDArray[np.int64]) -> NDArray[np.int64]:
    """Keep each pair once; int64[p, 2], ascending."""
    counter = PairCounter()
    counter.add(pairs)
    return counter.pairs()[0]


def unequal_pairs(left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the pairs, int64[p, 2], that come more often on one side than on the other.

    >>> unequal_pairs(np.array([[1, 2], [1, 2], [3, 4]]), np.array([[3, 4], [1, 2]])).tolist()
    [[1, 2]]
    """
    counters = PairCounter(), PairCounter()
    for counter, pairs in zip(counters, (left, right), strict=True):
        counter.add(pairs)
    counts = lonely(*(counter.counted() for counter in counters))
    return unique_pairs(_pairs_of(counts))


class PairCounter:
    """Counts pairs that come in portions, in the room that twice the distinct ones take: 8 bytes each."""

    def __init__(self) -> None:
        self._counted = np.empty(0, np.uint64)  # pairs, ascending, each with its count in the lowest bits
        self._latest: list[NDArray[np.uint64]] = []  # the same of the portions since

    def add(self, pairs: NDArray[np.int64]) -> None:
        """Count some more.

        Args:
            pairs: int64[n, 2], from 0 to 2^24 - 1.
        """
        first, second = pairs.T.astype(np.uint64)
        packed = (first << _FIRST) | (second << _SECOND)
        packed.sort()
        starts, times = equal_runs(packed)
        self._latest.append(packed[starts] | np.minimum(times, _MOST).astype(np.uint64))
        if sum(portion.size for portion in self._latest) > self._counted.size:
            self._merge()

    def _merge(self) -> None:
        counted = np.concatenate([self._counted, *self._latest])
        self._latest.clear()
        counted.sort(kind="stable")  # which merges what is ascending
        starts = np.flatnonzero(begins_run(counted >> _SECOND))
        times = np.add.reduceat(counted & _COUNT, starts)
        self._counted = (counted[starts] & ~_COUNT) | np.minimum(times, _COUNT)

    def pairs(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the distinct pairs, int64[p, 2], ascending, and how often each came, int64[p]."""
        counted = self.counted()
        return _pairs_of(counted), (counted & _COUNT).astype(np.int64)

    def counted(self) -> NDArray[np.uint64]:
        """Return the distinct pairs, ascending, packed each with how often it came."""
        self._merge()
        return self._counted


def _pairs_of(counted: NDArray[np.uint64]) -> NDArray[np.int64]:
    places = counted >> _FIRST, (counted >> _SECOND) & _PLACE
    return np.stack(places, axis=1).astype(np.int64)
