"""Packed keys in ascending order, in which many are looked up while little of them is read."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from dedupe.archive.array_file import BrokenArchiveError

FENCE = 512  # values from one fence to the next, a page of memory
_PAGES = 1 << 8  # pages that are read at a time; the system brings sixteen into memory for each


def nothing_to_let_go() -> None:
    """Let go of nothing: the values are in memory anyway."""


class SortedKeys:
    """Values that may be in a file larger than memory.

    Args:
        values: uint64[n], ascending.
        fences: uint64[.], every 512th of them, in memory.
        let_go: called when pages that were read are needed no more.
    """

    def __init__(
        self,
        values: NDArray[np.uint64],
        fences: NDArray[np.uint64],
        let_go: Callable[[], None] = nothing_to_let_go,
    ) -> None:
        if fences.size != -(-values.size // FENCE):
            raise BrokenArchiveError("an array of keys and its fences do not fit together")
        self.values, self._fences, self._let_go = values, fences, let_go

    def places(self, wanted: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Return for each wanted value how many of the values are smaller; int64[wanted].

        Args:
            wanted: uint64[w], ascending.
        """
        pages = np.maximum(np.searchsorted(self._fences, wanted) - 1, 0)
        found = np.zeros(wanted.size, dtype=np.int64)
        asked, first = np.unique(pages, return_index=True)
        bounds = np.append(first, wanted.size)
        for start in range(0, asked.size if self.values.size else 0, _PAGES):
            chosen = asked[start : start + _PAGES]
            portion = slice(bounds[start], bounds[min(start + _PAGES, asked.size)])
            found[portion] = self._search(chosen, wanted[portion])
            self._let_go()
        return found

    def at(self, places: NDArray[np.int64]) -> NDArray[np.uint64]:
        """Return the values at some places; uint64[places]."""
        found = np.empty(places.size, dtype=np.uint64)
        for start in range(0, places.size, _PAGES):
            portion = slice(start, start + _PAGES)
            found[portion] = self.values[places[portion]]
            self._let_go()
        return found

    def _search(self, pages: NDArray[np.int64], wanted: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Search some pages, ascending, for values that stand in these or right behind one."""
        whole = self.values.size // FENCE
        values = self.values[: whole * FENCE].reshape(-1, FENCE)[pages[pages < whole]].reshape(-1)
        if pages[-1] == whole:
            values = np.concatenate([values, self.values[whole * FENCE :]])
        at = np.searchsorted(values, wanted)
        # Right behind a page stands what begins the next one, which is another one's page.
        page = np.maximum(at - 1, 0) // FENCE
        places: NDArray[np.int64] = pages[page] * FENCE + (at - page * FENCE)
        return places


def sorted_keys(ascending: NDArray[np.uint64]) -> SortedKeys:
    """Make values that are in memory ready to be looked up."""
    return SortedKeys(ascending, ascending[::FENCE])
