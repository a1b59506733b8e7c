"""Which articles hold a key, looked up in sorted keys that may be larger than memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedupe.archive.array_file import BrokenArchiveError
from dedupe.sketch.packed_postings import OWNER_BITS, articles_of
from dedupe.sketch.sorted_arrays import joined
from dedupe.text.batch.expand_ranges import expand_ranges

FENCE = 512  # values from one fence to the next, a page of memory
_PAGES = 1 << 8  # pages that are read at a time; the system brings sixteen into memory for each
_SHIFT = np.uint64(OWNER_BITS)
_LAST = np.uint64((1 << OWNER_BITS) - 1)  # above the row of any article
_WHOLE = 1 << 8  # holders of a key in one key index, up to which all are read


def nothing_to_let_go() -> None:
    """Let go of nothing: the values are in memory anyway."""


class SortedKeys:
    """Values, uint64[n], ascending, that may be in a file larger than memory, and in memory every 512th, their fences.

    `let_go` is called when pages that were read are needed no more.
    """

    def __init__(
        self, values: NDArray[np.uint64], fences: NDArray[np.uint64], let_go: Callable[[], None] = nothing_to_let_go
    ) -> None:
        if fences.size != -(-values.size // FENCE):
            raise BrokenArchiveError("an array of keys and its fences do not fit together")
        self.values, self._fences, self._let_go = values, fences, let_go

    def places(self, wanted: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Return for each wanted value, uint64[w], ascending, how many of the values are smaller; int64[w]."""
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


@dataclass(frozen=True, slots=True)
class KeyIndex:
    """Articles that can be looked up, `n` of them: a segment of an archive, or files that were read."""

    bands: Sequence[SortedKeys]  # of each band, and last of all their words, keys packed with rows
    samples: SortedKeys  # of sampled shingles, keys packed with rows
    pairs: SortedKeys  # of words of short articles, likewise
    times: NDArray[np.uint64]  # [n], ascending
    id_hashes: NDArray[np.uint64]  # [n], ascending where times are the same
    sampled: NDArray[np.uint32]  # [n], sampled shingles an article
    is_removed: NDArray[np.bool_]  # [n], articles that do not count
    first: int = 0  # the number of its first article among those of all key indexes
    earliest: int = 0  # the first row that counts; those before it are too old


class Holders(NamedTuple):
    """Who holds some keys."""

    keys: NDArray[np.int64]  # [h], the place of a key among those that were looked up, ascending
    articles: NDArray[np.int64]  # [h], an article that holds it; of one key by date, then by hash of identity
    counts: NDArray[np.int64]  # [keys], how many hold each key; of very many, some


def find_holders(
    key_indexes: Sequence[KeyIndex], lookups: Sequence[SortedKeys], keys: NDArray[np.uint64], most: int
) -> Holders:
    """Find who holds keys, looked up in one of the lookups of each key index.

    The keys are uint64[.], 40 bits each, ascending, distinct; no more than `most` holders are returned from either end.
    """
    found = [_in_key_index(*both, keys) for both in zip(key_indexes, lookups, strict=True)]
    wanted, articles = _in_order(key_indexes, found)
    counts = np.bincount(wanted, minlength=keys.size)
    ends = np.cumsum(counts)
    places = np.arange(wanted.size) - np.repeat(ends - counts, counts)
    kept = (places < most) | (places >= np.repeat(counts, counts) - most)
    return Holders(wanted[kept], articles[kept], counts)


def _in_order(
    key_indexes: Sequence[KeyIndex], found: Sequence[tuple[NDArray[np.int64], NDArray[np.int64]]]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Sort what was found in all key indexes in the order of the keys and of publication."""
    pairs = list(zip(key_indexes, (rows for _, rows in found), strict=True))
    wanted = joined((keys for keys, _ in found), np.int64)
    articles = joined((rows + key_index.first for key_index, rows in pairs), np.int64)
    times = joined((key_index.times[rows] for key_index, rows in pairs), np.uint64)
    hashes = joined((key_index.id_hashes[rows] for key_index, rows in pairs), np.uint64)
    order = np.lexsort((hashes, times, wanted))
    return wanted[order], articles[order]


def _in_key_index(
    key_index: KeyIndex, lookup: SortedKeys, keys: NDArray[np.uint64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return places of keys and rows that hold them: of each key all, or enough from either end."""
    low = (keys << _SHIFT) + np.uint64(key_index.earliest)
    starts = lookup.places(low)
    ends = lookup.places((keys << _SHIFT) | _LAST)
    if np.any(ends < starts):
        raise BrokenArchiveError("the keys of an archive are not in order: dedupe archive verify")
    return _rows(key_index, lookup, starts, ends)


def _rows(
    key_index: KeyIndex, lookup: SortedKeys, starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    sizes = ends - starts
    is_large = sizes > _WHOLE
    heads = np.where(is_large, _WHOLE // 2, sizes)
    wanted = np.repeat(np.arange(sizes.size), heads)
    places = expand_ranges(starts, heads)
    tails = np.flatnonzero(is_large)
    wanted = np.concatenate([wanted, np.repeat(tails, _WHOLE // 2)])
    places = np.concatenate([places, expand_ranges(ends[tails] - _WHOLE // 2, np.full(tails.size, _WHOLE // 2))])
    rows = articles_of(lookup.at(places))
    if rows.size and int(rows.max()) >= key_index.is_removed.size:
        raise BrokenArchiveError("an archive names an article that it has not: dedupe archive verify")
    counted = ~key_index.is_removed[rows]
    return wanted[counted], rows[counted]
