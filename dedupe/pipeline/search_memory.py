"""What a search found, remembered with all that it found it by, so that the next one need only look at what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedupe.cache.codec import BrokenError
from dedupe.cache.keys import key, program_key
from dedupe.cache.packed_arrays import pack_arrays, unpack_arrays
from dedupe.cache.store import Store
from dedupe.comparison.criteria import Parameters
from dedupe.furniture.recurring_shingles import RecurringShingles
from dedupe.index.article_postings import Batches, SearchAnewError
from dedupe.sketch.packed_postings import OWNER_BITS, key_floor
from dedupe.sketch.sizes import BANDS
from dedupe.sketch.sorted_arrays import NO_HASHES, joined, unique_sorted
from dedupe.text.batch.expand_ranges import expand_ranges

_PART = 1 << 13  # postings that are loaded together, about
SAMPLES, PAIRS = 0, 1  # numbers of the lists of postings; those of the bands come behind
FIRST_BAND = 2
_LISTS = FIRST_BAND + BANDS


@dataclass(frozen=True, slots=True)
class Proposals:
    """What a search proposed, of `a` articles in order of publication."""

    groups: NDArray[np.int64]  # [a], the first article of each one's near-duplicate group
    near: NDArray[np.int64]  # [n, 2], pairs that share a band of their signatures; all pairs ascending
    loose: NDArray[np.int64]  # [n, 2], those that share sampled shingles
    by_text: NDArray[np.int64]  # [n, 2], those that share them but for stock text
    standing: NDArray[np.int64]  # [n, 2], those that share such of few articles, but for those of the page
    reworded: NDArray[np.int64]  # [n, 2], short ones that share pairs of words
    stock: NDArray[np.uint64]  # [s], ascending, keys of the sampled shingles of stock text
    page: NDArray[np.uint64]  # [s], ascending, keys of those of the page
    recurring: RecurringShingles  # that may be stock text


_PROPOSED = [field.name for field in fields(Proposals) if field.name != "recurring"]


class SearchMemory(NamedTuple):
    """An earlier search of `a` articles."""

    names: NDArray[np.uint64]  # [a], of what each article is and says, in order of publication
    contents: tuple[bytes, ...]  # keys of the batches that they were read in
    places: NDArray[np.int64]  # [a, 2], as `Batches.places` returns them
    postings: tuple[StoredPostings, ...]  # of sampled shingles, of pairs of words, and of each band
    found: Proposals


class StoredPostings:
    """Postings in the cache, of which only the parts are loaded that hold some keys.

    Args:
        name: of all of them.
        firsts: uint64[parts], the least that the first key of each part can be packed as.
    """

    def __init__(self, store: Store, name: bytes, firsts: NDArray[np.uint64]) -> None:
        self._store, self._name, self.firsts = store, name, firsts

    def part_keys(self) -> Iterator[bytes]:
        """Yield the keys of all parts in the cache."""
        return (key(self._name, part) for part in range(self.firsts.size))

    def at(self, keys: NDArray[np.uint64]) -> NDArray[np.uint64]:
        """Return the postings of some keys, ascending, as `keys_of` has them; a SearchAnewError if they are gone."""
        lowest = keys << np.uint64(OWNER_BITS)
        parts = unique_sorted(np.searchsorted(self.firsts, lowest, "right") - 1)
        names = [key(self._name, part) for part in parts[parts >= 0].tolist()]
        known = self._store.load(names)
        try:
            blocks = [unpack_arrays(known[name])[0] for name in names]
        except (KeyError, IndexError, BrokenError):
            raise SearchAnewError from None
        postings = joined(blocks, np.uint64)
        starts = np.searchsorted(postings, lowest)
        ends = np.searchsorted(postings, lowest | np.uint64((1 << OWNER_BITS) - 1), "right")
        return postings[expand_ranges(starts, ends - starts)]


class MemoryWriter:
    """Writes a search down while it is made."""

    def __init__(
        self, store: Store, name: bytes, names: NDArray[np.uint64], batches: Batches, rows: NDArray[np.int64]
    ) -> None:
        self._store, self._name, self._names = store, name, names
        self._contents, self._places = batches.contents, batches.places(rows)
        self._firsts = [NO_HASHES] * _LISTS

    def keep(self, number: int, parts: Iterable[NDArray[np.uint64]]) -> Iterator[NDArray[np.uint64]]:
        """Store one of the lists of postings, which comes in parts, all ascending, and yield these."""
        name, firsts = _list_key(self._names, number), list[int]()
        for part in parts:
            cuts = np.searchsorted(part, key_floor(part[::_PART]))  # no key is cut in two
            for own in np.split(part, unique_sorted(cuts[cuts > 0])):
                if own.size:
                    self._store.put(key(name, len(firsts)), pack_arrays((own,)))
                    firsts.append(int(own[0]))
            yield part
        self._firsts[number] = key_floor(np.array(firsts, np.uint64))

    def finish(self, found: Proposals) -> None:
        """Store what was found."""
        contents = np.frombuffer(b"".join(self._contents), np.uint64)
        recurring = found.recurring
        columns = recurring.keys, recurring.holders, recurring.is_frequent.astype(np.int64), recurring.exclusive
        proposed = (getattr(found, name) for name in _PROPOSED)
        arrays = self._names, contents, self._places, *self._firsts, *proposed, *columns
        self._store.put(self._name, pack_arrays(arrays))


def search_key(parameters: Parameters) -> bytes:
    """Return the key under which the last search is remembered that was made by some parameters."""
    return key("search", program_key(), parameters)


def load_memory(store: Store, name: bytes) -> SearchMemory | None:
    """Load what is remembered of a search, None if nothing is."""
    try:
        names, contents, places, *rest = unpack_arrays(store.get(name) or b"")
        firsts, (*proposed, keys, holders, is_frequent, exclusive) = rest[:_LISTS], rest[_LISTS:]
        recurring = RecurringShingles(keys, holders, is_frequent.astype(np.bool_), exclusive)
        postings = [StoredPostings(store, _list_key(names, at), own) for at, own in enumerate(firsts)]
        found = Proposals(**dict(zip(_PROPOSED, proposed, strict=True)), recurring=recurring)
    except (BrokenError, TypeError, ValueError):
        return None
    data = contents.tobytes()
    keys_of_batches = tuple(data[at : at + 16] for at in range(0, len(data), 16))
    for own in postings:
        store.mark_used(own.part_keys())
    return SearchMemory(names, keys_of_batches, places, tuple(postings), found)


def _list_key(names: NDArray[np.uint64], number: int) -> bytes:
    return key("postings of a search", program_key(), names.tobytes(), number)
