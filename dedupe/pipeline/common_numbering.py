"""The articles of two searches numbered together, so that what either found can be told in the same numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Numbering:
    """Articles of an earlier search and of this one, numbered together so that either order of publication is kept."""

    earlier: NDArray[np.int64]  # [e], ascending, the number of each article of the earlier search
    now: NDArray[np.int64]  # [n], ascending, that of each article of this one
    size: int  # how many there are together

    @property
    def changes(self) -> int:
        """How many articles only one of the two searches has."""
        return 2 * self.size - self.earlier.size - self.now.size

    @cached_property
    def ranks(self) -> NDArray[np.int64]:
        """The place of each in the order of publication of this search, -1 for one that is gone; int64[size]."""
        ranks = np.full(self.size, -1)
        ranks[self.now] = np.arange(self.now.size)
        return ranks

    @property
    def gone(self) -> NDArray[np.bool_]:
        """Whether each is an article of the earlier search only; bool[size]."""
        return self._without(self.now)

    @property
    def new(self) -> NDArray[np.bool_]:
        """Whether each is an article of this search only; bool[size]."""
        return self._without(self.earlier)

    def numbered(self, groups: NDArray[np.int64], numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return near-duplicate groups of one search by number, each article of the other alone; int64[size].

        Args:
            groups: int64[.], the first article of the group of each.
            numbers: of the articles of that search.
        """
        together = np.arange(self.size)
        together[numbers] = numbers[groups]
        return together

    def _without(self, numbers: NDArray[np.int64]) -> NDArray[np.bool_]:
        rest = np.ones(self.size, np.bool_)
        rest[numbers] = False
        return rest


def number_together(earlier: NDArray[np.uint64], now: NDArray[np.uint64]) -> Numbering | None:
    """Number the articles of two searches together, given their names in order of publication; each name stands once.

    None if those of both searches are not in the same order.

    >>> found = number_together(np.array([7, 5, 9], np.uint64), np.array([7, 8, 9], np.uint64))
    >>> found.earlier.tolist(), found.now.tolist(), found.size
    ([0, 1, 3], [0, 2, 3], 4)
    """
    order = np.argsort(now)
    places = np.minimum(np.searchsorted(now[order], earlier), now.size - 1)
    ranks = np.where(now[order][places] == earlier, order[places], -1)
    stays = ranks >= 0
    if (np.diff(ranks[stays]) <= 0).any():
        return None
    behind = np.maximum.accumulate(ranks)  # the last article of both up to each
    gone = behind[~stays]
    numbers = np.arange(now.size) + np.searchsorted(gone, np.arange(now.size))
    together = np.empty(earlier.size, np.int64)
    together[stays] = numbers[ranks[stays]]
    together[~stays] = gone + 1 + np.arange(gone.size)
    return Numbering(together, numbers, int(now.size + gone.size))
