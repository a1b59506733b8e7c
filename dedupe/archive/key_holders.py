"""Which articles hold a key: all of them where they are few, else the earliest and the latest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedupe.archive.array_file import BrokenArchiveError
from dedupe.archive.sorted_keys import SortedKeys
from dedupe.sketch.packed_postings import OWNER_BITS, articles_of
from dedupe.text.batch.expand_ranges import expand_ranges

_SHIFT = np.uint64(OWNER_BITS)
_LAST = np.uint64((1 << OWNER_BITS) - 1)  # above the row of any article
_WHOLE = 1 << 8  # holders of a key in one shelf, up to which all are read


@dataclass(frozen=True, slots=True)
class Shelf:
    """Articles that can be looked up, `n` of them: a segment of an archive, or files that were read.

    Attributes:
        bands: of each band, and last of all their words, keys packed with rows.
        samples: of sampled shingles, keys packed with rows.
        pairs: of words of short articles, likewise.
        times: uint64[n], ascending.
        id_hashes: uint64[n], ascending where times are the same.
        sampled: uint32[n], sampled shingles an article.
        is_removed: bool[n], articles that do not count.
        first: the number of its first article among those of all shelves.
        earliest: the first row that counts; those before it are too old.
    """

    bands: Sequence[SortedKeys]
    samples: SortedKeys
    pairs: SortedKeys
    times: NDArray[np.uint64]
    id_hashes: NDArray[np.uint64]
    sampled: NDArray[np.uint32]
    is_removed: NDArray[np.bool_]
    first: int = 0
    earliest: int = 0


class Holders(NamedTuple):
    """Who holds some keys.

    Attributes:
        keys: int64[h], the place of a key among those that were looked up, ascending.
        articles: int64[h], an article that holds it; of one key by date, then by hash of identity.
        counts: int64[keys], how many hold each key; of very many, some.
    """

    keys: NDArray[np.int64]
    articles: NDArray[np.int64]
    counts: NDArray[np.int64]


def find_holders(
    shelves: Sequence[Shelf], lookups: Sequence[SortedKeys], keys: NDArray[np.uint64], most: int
) -> Holders:
    """Find who holds keys.

    Args:
        lookups: of each shelf, that the keys are looked up in.
        keys: uint64[.], 40 bits each, ascending, distinct.
        most: holders of a key that are returned from either end.
    """
    found = [_on_shelf(*both, keys) for both in zip(shelves, lookups, strict=True)]
    wanted, articles = _in_order(shelves, found)
    counts = np.bincount(wanted, minlength=keys.size)
    ends = np.cumsum(counts)
    places = np.arange(wanted.size) - np.repeat(ends - counts, counts)
    kept = (places < most) | (places >= np.repeat(counts, counts) - most)
    return Holders(wanted[kept], articles[kept], counts)


def _in_order(
    shelves: Sequence[Shelf], found: Sequence[tuple[NDArray[np.int64], NDArray[np.int64]]]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Sort what was found on all shelves in the order of the keys and of publication."""
    pairs = list(zip(shelves, (rows for _, rows in found), strict=True))
    wanted = np.concatenate([np.empty(0, np.int64), *(keys for keys, _ in found)])
    articles = np.concatenate(
        [np.empty(0, np.int64), *(rows + shelf.first for shelf, rows in pairs)]
    )
    times = np.concatenate([np.empty(0, np.uint64), *(shelf.times[rows] for shelf, rows in pairs)])
    hashes = np.concatenate(
        [np.empty(0, np.uint64), *(shelf.id_hashes[rows] for shelf, rows in pairs)]
    )
    order = np.lexsort((hashes, times, wanted))
    return wanted[order], articles[order]


def _on_shelf(
    shelf: Shelf, lookup: SortedKeys, keys: NDArray[np.uint64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return places of keys and rows that hold them: of each key all, or enough from either end."""
    low = (keys << _SHIFT) + np.uint64(shelf.earliest)
    starts = lookup.places(low)
    ends = lookup.places((keys << _SHIFT) | _LAST)
    if np.any(ends < starts):
        raise BrokenArchiveError("the keys of an archive are not in order: dedupe archive verify")
    return _rows(shelf, lookup, starts, ends)


def _rows(
    shelf: Shelf, lookup: SortedKeys, starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    sizes = ends - starts
    is_large = sizes > _WHOLE
    heads = np.where(is_large, _WHOLE // 2, sizes)
    wanted = np.repeat(np.arange(sizes.size), heads)
    places = expand_ranges(starts, heads)
    tails = np.flatnonzero(is_large)
    wanted = np.concatenate([wanted, np.repeat(tails, _WHOLE // 2)])
    places = np.concatenate(
        [places, expand_ranges(ends[tails] - _WHOLE // 2, np.full(tails.size, _WHOLE // 2))]
    )
    rows = articles_of(lookup.at(places))
    if rows.size and int(rows.max()) >= shelf.is_removed.size:
        raise BrokenArchiveError(
            "an archive names an article that it has not: dedupe archive verify"
        )
    counted = ~shelf.is_removed[rows]
    return wanted[counted], rows[counted]
