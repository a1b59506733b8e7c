"""The hashes of several texts in one array, of which many pairs of texts are asked at once what they share."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedupe.sketch.sorted_arrays import HashSet, begins_run, equal_runs, unique_sorted
from dedupe.text.batch.expand_ranges import expand_ranges
from dedupe.text.batch.hashing import mix

_NO_LIMIT = 1 << 62
_MUCH_LARGER = 16  # times that a text has more hashes than another, from which those of the other are looked up in it


class Shared(NamedTuple):
    """Hashes of the second texts of pairs that the first have as well, `m` in all."""

    rows: NDArray[np.int64]  # int64[m], which hash of all texts each is
    pairs: NDArray[np.int64]  # int64[m], ascending, the pair that shares it


class Matches(NamedTuple):
    """Equal hashes of the two texts of pairs, `m` in all: every one of the first with every one of the second."""

    sources: NDArray[np.int64]  # int64[m], which hash of all texts it is in the first text
    targets: NDArray[np.int64]  # int64[m], and in the second
    pairs: NDArray[np.int64]  # int64[m], ascending, the pair


class HashesByText:
    """`n` hashes of `t` texts.

    They are looked up by keys: hashes into which the number of the text is mixed.

    Args:
        hashes: uint64[n], text by text.
        texts: int64[n], ascending, the text of each.
        count: t.
    """

    def __init__(self, hashes: NDArray[np.uint64], texts: NDArray[np.int64], count: int) -> None:
        self.hashes, self.texts = hashes, texts
        self._bounds = np.searchsorted(texts, np.arange(count + 1))
        self._marks = mix(np.arange(count, dtype=np.uint64))

    @property
    def sizes(self) -> NDArray[np.int64]:
        """How many hashes each text has; int64[t]."""
        return np.diff(self._bounds)

    def keys(self, hashes: NDArray[np.uint64], texts: NDArray[np.int64]) -> NDArray[np.uint64]:
        """Return what hashes are looked up by among those of certain texts; uint64[hashes]."""
        return hashes ^ self._marks[texts]

    def highest(self, values: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return where each distinct hash of each text stands, text by text, and the highest value it has there."""
        starts = self._runs[0]
        kept = self._order[starts]
        found = np.maximum.reduceat(values[self._order], starts) if starts.size else values
        order = np.argsort(kept)
        return kept[order], found[order]

    def times(self) -> NDArray[np.int64]:
        """Return how often each hash stands in its text; int64[n]."""
        return self.sums(np.ones(self.hashes.size, dtype=np.bool_))

    def sums(self, values: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Return for each hash how many of its places in the text have a flag; int64[n]."""
        sums = np.empty(self.hashes.size, dtype=np.int64)
        starts, lengths = self._runs
        if starts.size:
            sums[self._order] = np.repeat(np.add.reduceat(values[self._order], starts, dtype=np.int64), lengths)
        return sums

    def contains(self, hashes: NDArray[np.uint64], texts: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return for each hash whether a certain text has it; bool[hashes]."""
        return self._distinct.contains(self.keys(hashes, texts))

    def shared_with(self, sources: HashesByText, pairs: NDArray[np.int64]) -> Shared:
        """Find the hashes of the second text of each pair that the first has among others.

        Args:
            sources: the hashes of the same texts among which they are looked up.
            pairs: int64[p, 2], of texts.
        """
        is_long = self.sizes[pairs[:, 1]] > _MUCH_LARGER * sources.sizes[pairs[:, 0]]
        (short,), (long,) = np.nonzero(~is_long), np.nonzero(is_long)
        rows, owners = self._of(pairs[short, 1])
        is_shared = sources.contains(self.hashes[rows], pairs[short[owners], 0])
        rows, owners = rows[is_shared], short[owners[is_shared]]
        if not long.size:
            return Shared(rows, owners)
        of_long = self._rows_of_few(sources, pairs[long])
        rows, owners = np.append(rows, of_long.rows), np.append(owners, long[of_long.pairs])
        order = np.lexsort((rows, owners))
        return Shared(rows[order], owners[order])

    def _rows_of_few(self, sources: HashesByText, pairs: NDArray[np.int64]) -> Shared:
        """Find the same where the first texts have few hashes, which are looked up among the many; in any order."""
        few, owners = sources._of(pairs[:, 0])
        keys = self.keys(sources.hashes[few], pairs[owners, 1])
        is_shared = self._distinct.contains(keys)
        keys, owners = keys[is_shared], owners[is_shared]
        order = np.lexsort((keys, owners))
        order = order[begins_run(keys[order], owners[order])]
        firsts, lengths = self._places(keys[order])
        return Shared(self._order[expand_ranges(firsts, lengths)], np.repeat(owners[order], lengths))

    def _places(self, keys: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return where in the order of all some keys begin that are among them, and how many hashes have each."""
        run = np.searchsorted(self._distinct.ascending, keys)
        firsts, lengths = (column[run] for column in self._runs)
        return firsts, lengths

    def matches(
        self, sources: HashesByText, pairs: NDArray[np.int64], most: int = _NO_LIMIT
    ) -> tuple[Matches, NDArray[np.bool_]]:
        """Match the hashes of the second text of each pair with the equal ones of the first.

        Args:
            sources: the hashes of the same texts that the first texts have.
            pairs: int64[p, 2], of texts.
            most: matches of a pair; one with more has none.

        Returns:
            The matches, and bool[p], the pairs with more.
        """
        shared = self.shared_with(sources, pairs)
        found = sources.keys(self.hashes[shared.rows], pairs[shared.pairs, 0])
        firsts, lengths = sources._places(found)
        is_beyond = np.bincount(shared.pairs, lengths, len(pairs)) > most
        lengths = np.where(is_beyond[shared.pairs], 0, lengths)
        own = sources._order[expand_ranges(firsts, lengths)]
        return Matches(own, np.repeat(shared.rows, lengths), np.repeat(shared.pairs, lengths)), is_beyond

    def _of(self, texts: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return which hashes texts have, one text after the other, and the place of the text of each."""
        counts = self.sizes[texts]
        return expand_ranges(self._bounds[texts], counts), np.repeat(np.arange(texts.size), counts)

    @cached_property
    def _order(self) -> NDArray[np.int64]:
        """The hashes by their keys; int64[n]."""
        return np.argsort(self.keys(self.hashes, self.texts))

    @cached_property
    def _runs(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Where in that order each distinct key begins, and how many hashes have it."""
        return equal_runs(self.keys(self.hashes, self.texts)[self._order])

    @cached_property
    def _distinct(self) -> HashSet:
        keys = self.keys(self.hashes, self.texts)
        return HashSet(keys[self._order[self._runs[0]]] if "_runs" in vars(self) else unique_sorted(keys))
