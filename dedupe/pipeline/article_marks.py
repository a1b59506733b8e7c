"""What is marked in articles: the words in a row that some article quotes, and stock text.

One article that changes may change what is quoted, and so what is marked in any other. Half of each hash of k words in
a row is kept, which tells the few articles that this can be about; only these are read again.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import xxhash
from numpy.typing import NDArray

from dedupe.cache.codec import BrokenError
from dedupe.cache.keys import key, program_key
from dedupe.cache.packed_arrays import pack_arrays, unpack_arrays
from dedupe.cache.store import Store
from dedupe.index.build_index import Index
from dedupe.index.catalogue import TokenRequest
from dedupe.map_chunks import map_chunks
from dedupe.pipeline.article_loader import KnownPassages
from dedupe.sketch.shingles import prefix_hashes
from dedupe.sketch.sorted_arrays import NO_HASHES, HashSet, begins_run, isin_sorted, joined, lonely, unique_sorted
from dedupe.text.batch.expand_ranges import expand_ranges
from dedupe.text.batch.tokenize import TokenBatch

_PORTION = 512  # articles that are marked at a time
_AT_ONCE = 1 << 20  # hashes that are looked up at a time
_MOST_KEPT = 1 << 25  # tokens of the articles whose marks are remembered


class Marks(NamedTuple):
    """What is marked in `n` articles."""

    articles: NDArray[np.uint64]  # [n], digests of their tokens
    marks: NDArray[np.uint64]  # [n, 2], a digest of what is marked in each
    halves: NDArray[np.uint32]  # of the hash of all k words in a row, those of one article after the other
    counts: NDArray[np.int64]  # [n], how many of these are of each

    def take(self, rows: NDArray[np.int64]) -> Marks:
        """Return those of some articles, in this order."""
        starts = np.cumsum(self.counts) - self.counts
        counts = self.counts[rows]
        return Marks(self.articles[rows], self.marks[rows], self.halves[expand_ranges(starts[rows], counts)], counts)

    def find(self, articles: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Return the rows of some articles among these, which ascend; -1 for one that is not among them."""
        rows = np.searchsorted(self.articles, articles)
        rows[rows == self.articles.size] = -1
        if self.articles.size:
            rows[self.articles[rows] != articles] = -1
        return rows

    def without(self, changed: NDArray[np.uint64]) -> Marks:
        """Leave out the articles in which some hashes may stand that came or went; uint64, in any order."""
        if not changed.size:
            return self
        hashes = HashSet(unique_sorted(changed.astype(np.uint32)).astype(np.uint64))
        portions = (self.halves[at : at + _AT_ONCE] for at in range(0, self.halves.size, _AT_ONCE))
        is_met = joined((hashes.contains(part.astype(np.uint64)) for part in portions), np.bool_)
        owners = np.searchsorted(np.cumsum(self.counts), np.flatnonzero(is_met), "right")
        stays = np.ones(self.articles.size, np.bool_)
        stays[owners] = False
        return self.take(np.flatnonzero(stays))


_NONE = Marks(NO_HASHES, NO_HASHES.reshape(0, 2), np.empty(0, np.uint32), np.empty(0, np.int64))


def article_marks(
    index: Index, articles: NDArray[np.int64], passages: KnownPassages, store: Store, jobs: int
) -> list[bytes]:
    """Return a digest of what is marked in each of some articles, 16 bytes each.

    The store has what earlier runs found out.
    """
    digests = index.catalogue.digests[articles]
    name = key("marks", program_key(), passages.k)
    known = _load(store, name, passages)
    rows = known.find(digests)
    is_missing = rows < 0
    missing = articles[is_missing]
    marks = np.empty((articles.size, 2), np.uint64)
    marks[~is_missing] = known.marks[rows[~is_missing]]
    if missing.size:
        is_kept = bool(index.sizes[articles].sum() <= _MOST_KEPT)
        found, is_there = _mark(index, missing, _Seed(passages, index.catalogue.kept, is_kept), jobs)
        marks[is_missing] = found.marks
        if is_kept:
            known = _joined(known.take(unique_sorted(rows[~is_missing])), found.take(np.flatnonzero(is_there)))
            store.put(name, _packed(known, passages))
    return [row.tobytes() for row in marks]


class _Seed(NamedTuple):
    """What every process that marks is given."""

    passages: KnownPassages
    kept: TokenBatch
    with_hashes: bool  # whether the hashes of all words in a row are wanted as well


def _mark(index: Index, articles: NDArray[np.int64], seed: _Seed, jobs: int) -> tuple[Marks, NDArray[np.bool_]]:
    """Find out what is marked in some articles, and return for each whether it was still there as well."""
    catalogue, wanted = index.catalogue, articles.tolist()
    portions = [catalogue.wanted(wanted[at : at + _PORTION]) for at in range(0, len(wanted), _PORTION)]
    parts = list(map_chunks(_begin, _marks, seed, portions, jobs))
    found = Marks(
        catalogue.digests[articles],
        np.frombuffer(b"".join(part.marks for part in parts), np.uint64).reshape(-1, 2),
        np.concatenate([part.halves for part in parts]),
        np.concatenate([part.counts for part in parts]),
    )
    return found, np.concatenate([part.is_there for part in parts])


def _begin(seed: _Seed) -> tuple[HashSet, _Seed]:
    return HashSet(seed.passages.quotations), seed


class _Part(NamedTuple):
    """What is marked in some articles, as `Marks` has it."""

    marks: bytes
    halves: NDArray[np.uint32]
    counts: NDArray[np.int64]
    is_there: NDArray[np.bool_]  # whether each could be read again


def _marks(state: tuple[HashSet, _Seed], wanted: TokenRequest) -> _Part:
    quotations, seed = state
    words, k, stock = wanted.words(seed.kept), seed.passages.k, seed.passages.stock
    windows = prefix_hashes(words.hashes).k_grams(k)
    marks = quotations.contains(windows) + np.uint8(2) * isin_sorted(stock, windows)
    bounds = [(a, max(a, b - k + 1)) for a, b in pairwise(words.bounds.tolist())]
    digests = [xxhash.xxh3_128_digest(marks[a:b].tobytes()) for a, b in bounds]
    starts, ends = np.array(bounds, np.int64).reshape(-1, 2).T
    counts = ends - starts if seed.with_hashes else np.zeros(starts.size, np.int64)
    halves = windows[expand_ranges(starts, counts)].astype(np.uint32)
    return _Part(b"".join(digests), halves, counts, np.diff(words.bounds) > 0)


def _joined(known: Marks, found: Marks) -> Marks:
    """Return the marks of all articles, each once and ascending."""
    both = Marks(
        np.append(known.articles, found.articles),
        np.concatenate([known.marks, found.marks]),
        np.append(known.halves, found.halves),
        np.append(known.counts, found.counts),
    )
    order = np.argsort(both.articles, kind="stable")
    return both.take(order[begins_run(both.articles[order])])


def _packed(marks: Marks, passages: KnownPassages) -> bytes:
    halves = np.append(marks.halves, np.zeros(marks.halves.size % 2, np.uint32)).view(np.uint64)
    return pack_arrays((marks.articles, marks.marks, halves, marks.counts, passages.quotations, passages.stock))


def _load(store: Store, name: bytes, passages: KnownPassages) -> Marks:
    """Load the marks of an earlier run, those that what it took for quoted or for stock leaves as they were."""
    try:
        articles, marks, packed, counts, quotations, stock = unpack_arrays(store.get(name) or b"")
    except (BrokenError, ValueError):
        return _NONE
    if not _is_sound(articles, marks, packed, counts) or not quotations.dtype == stock.dtype == np.uint64:
        return _NONE
    known = Marks(articles, marks, packed.view(np.uint32)[: counts.sum()], counts)
    return known.without(np.append(lonely(quotations, passages.quotations), lonely(stock, passages.stock)))


def _is_sound(*columns: NDArray[Any]) -> bool:
    """Return whether packed columns fit together."""
    articles, marks, halves, counts = columns
    return (
        articles.shape == counts.shape == marks.shape[:1]
        and (marks.shape[1:], halves.ndim) == ((2,), 1)
        and articles.dtype == marks.dtype == halves.dtype == np.uint64
        and counts.min(initial=0) >= 0
        and counts.max(initial=0) <= 2 * halves.size
        and 0 <= 2 * halves.size - counts.sum() <= 1
    )
