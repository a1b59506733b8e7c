"""What candidates share, counted exactly: articles are read again, a portion of the pairs at a time.

Where an article has changed since it was first read, or is gone, its pairs count as if they shared `EVERYTHING`, and
resemble each other in nothing: whoever is to compare them finds out, and says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import xxhash
from numpy.typing import NDArray

from dedupe.index.build_index import ParagraphIndex
from dedupe.index.catalogue import Catalogue, TokenRequest
from dedupe.map_chunks import map_chunks, unchanged
from dedupe.sketch.sorted_arrays import unique_sorted
from dedupe.text.batch.tokenize import TokenBatch
from dedupe.verify.shared_shingle_counts import (
    SharedCounts,
    StoryCounts,
    count_shared_shingles,
    count_story,
    distinct_shingles,
    join_counts,
    join_story_counts,
)

_PORTION = 512  # pairs
_NOTHING = np.empty(0, np.uint64)
EVERYTHING = 1 << 30  # shingles that a pair shares whose articles cannot be read again
_LEAST_PORTIONS = 2  # that are worth the start of a process


@dataclass(frozen=True, slots=True)
class Uncounted:
    """What belongs to the page and not to the story."""

    paragraphs: ParagraphIndex  # of all articles, `p` in all
    flags: NDArray[np.bool_]  # [p], set where a paragraph is listed
    stock: NDArray[np.uint64]  # [s], ascending, shingles of stock text, learned or listed
    page: NDArray[np.uint64]  # [.], ascending, those of these that are listed, or that very many stories have

    def told_apart(self, digests: NDArray[np.uint64]) -> NDArray[np.uint64]:
        """Return digests that differ also where other paragraphs of the same words are listed; uint64[a]."""
        listed = np.flatnonzero(self.flags)
        owners = np.searchsorted(self.paragraphs.starts, listed, "right") - 1
        apart = digests.copy()
        for at in unique_sorted(owners).tolist():
            own = self.paragraphs.range_of(at)
            shape = self.paragraphs.hashes[own].tobytes() + self.flags[own].tobytes()
            apart[at] ^= np.uint64(xxhash.xxh3_64_intdigest(shape))
        return apart


class _Portion(NamedTuple):
    """Some pairs."""

    pairs: NDArray[np.int64]  # [p, 2], of places among the articles
    wanted: TokenRequest
    flags: NDArray[np.bool_]  # bool, of each of their paragraphs whether it is listed as furniture
    owners: NDArray[np.int64]  # int64, of each of their paragraphs the place of its article


class _Seed(NamedTuple):
    """What every process that counts is given."""

    kept: TokenBatch
    k: int
    stock: NDArray[np.uint64]
    page: NDArray[np.uint64]


def count_pairs(pairs: NDArray[np.int64], catalogue: Catalogue, k: int, *, jobs: int = 1) -> SharedCounts:
    """Count what pairs of articles, int64[p, 2], ascending, share."""
    portions = [_portion(part, catalogue, None) for part in _portions(pairs)]
    seed = _Seed(catalogue.kept, k, _NOTHING, _NOTHING)
    return join_counts(list(map_chunks(unchanged, _count, seed, portions, _enough(jobs, portions))))


def count_stories(
    pairs: NDArray[np.int64], catalogue: Catalogue, k: int, uncounted: Uncounted, *, jobs: int = 1
) -> StoryCounts:
    """Count what pairs of articles, int64[p, 2], ascending, share, and what of that is of the page."""
    portions = [_portion(part, catalogue, uncounted) for part in _portions(pairs)]
    seed = _Seed(catalogue.kept, k, uncounted.stock, uncounted.page)
    counted = map_chunks(unchanged, _count_stories, seed, portions, _enough(jobs, portions))
    return join_story_counts(list(counted))


def _portions(pairs: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    return (pairs[at : at + _PORTION] for at in range(0, len(pairs), _PORTION))


def _enough(jobs: int, portions: Sequence[_Portion]) -> int:
    return min(jobs, len(portions) // _LEAST_PORTIONS)


def _portion(pairs: NDArray[np.int64], catalogue: Catalogue, uncounted: Uncounted | None) -> _Portion:
    unique, places = np.unique(pairs, return_inverse=True)
    articles = unique.tolist()
    flags, owners = np.empty(0, np.bool_), np.empty(0, np.int64)
    if uncounted:
        flags = uncounted.flags[uncounted.paragraphs.of(articles)]
        lengths = np.diff(uncounted.paragraphs.starts)[unique]
        owners = np.repeat(np.arange(unique.size), lengths)
    return _Portion(places.reshape(-1, 2), catalogue.wanted(articles), flags, owners)


def _count(seed: _Seed, portion: _Portion) -> SharedCounts:
    words = portion.wanted.words(seed.kept)
    counts = count_shared_shingles(portion.pairs, distinct_shingles(words, None, seed.k))
    return _with_all_shared(counts, _lacks_words(words, portion.pairs))


def _count_stories(seed: _Seed, portion: _Portion) -> StoryCounts:
    words = portion.wanted.words(seed.kept)
    flags = portion.flags[(np.diff(words.bounds) > 0)[portion.owners]]
    counts = count_story(portion.pairs, words, flags, seed.k, seed.stock, seed.page)
    is_gone = _lacks_words(words, portion.pairs)
    story, with_learned = (_with_all_shared(own, is_gone) for own in (counts.story, counts.with_learned))
    return StoryCounts(story, with_learned, counts.furniture)


def _lacks_words(words: TokenBatch, pairs: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return for each pair whether either article has no words, since it could not be read again; bool[p]."""
    is_gone = np.diff(words.bounds) == 0
    lacks: NDArray[np.bool_] = is_gone[pairs].any(axis=1)
    return lacks


def _with_all_shared(counts: SharedCounts, pairs: NDArray[np.bool_]) -> SharedCounts:
    return SharedCounts(
        np.where(pairs, EVERYTHING, counts.common),
        np.where(pairs, 0.0, counts.resemblance),
        np.where(pairs, 1.0, counts.containment),
    )
