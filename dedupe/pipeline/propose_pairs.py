"""Pairs proposed by what the sketches of articles have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from dedupe.cache.store import Store
from dedupe.candidates.large_stories import pairs_with_first
from dedupe.candidates.lsh import near_pairs, sorted_bands
from dedupe.candidates.near_duplicate_groups import thinned
from dedupe.candidates.pairs_from_keys import unique_pairs
from dedupe.candidates.proposals import MAX_BUCKET, SHORT_SKETCH, Reasons, join_reasons
from dedupe.comparison.criteria import Parameters
from dedupe.index.build_index import CandidateSketches, Index
from dedupe.pipeline.common_numbering import number_together
from dedupe.pipeline.common_postings import CommonPostings
from dedupe.pipeline.search_memory import FIRST_BAND, PAIRS, SAMPLES, MemoryWriter, load_memory, search_key
from dedupe.pipeline.shared_sketches import Articles, Shared, SharedSketches, Told
from dedupe.pipeline.updated_sketches import UpdatedSketches
from dedupe.sketch.packed_postings import shared_only, sorted_postings
from dedupe.sketch.sketches import PostingBlocks
from dedupe.sketch.sorted_arrays import NO_HASHES

_LEAST_REMEMBERED = 1 << 12  # articles of which a search is remembered; among fewer it is made anew as quickly
_MOST_CHANGED = 0.02  # articles that came or went, for each there is, up to which an earlier search is of use


def share_sketches(
    index: Index, sketches: CandidateSketches, parameters: Parameters, store: Store
) -> tuple[Shared, MemoryWriter | None]:
    """Find what the sketches of articles that are long enough have in common, by what is remembered of an earlier search.

    A search that is made anew is remembered by the writer that is returned as well, when its proposals are there.
    """
    is_fit = index.sizes >= parameters.least_words
    fit = sketches.ranks_of(is_fit)
    if index.is_against or not store.is_open or index.sizes.size < _LEAST_REMEMBERED:
        return share_all(sketches.postings.all(), fit, None), None
    name, names = search_key(parameters), index.names()
    if sketches.postings.at_hand is None and (memory := load_memory(store, name)):
        numbering = number_together(memory.names, names)
        if numbering and numbering.changes <= _MOST_CHANGED * names.size:
            postings = CommonPostings(memory, numbering, sketches, is_fit, store)
            return UpdatedSketches(memory.found, numbering, postings), None
    writer = MemoryWriter(store, name, names, sketches.postings.batches, sketches.rows)
    return share_all(sketches.postings.all(), fit, writer), writer


def share_all(blocks: PostingBlocks, ranks: NDArray[np.int64], writer: MemoryWriter | None) -> SharedSketches:
    """Find what the sketches of articles have in common, and write them down if a writer is given.

    Args:
        ranks: int64[n], place of each article in the order of publication, -1 for one that takes no part.
    """

    def kept(number: int, parts: Iterable[NDArray[np.uint64]]) -> Iterator[NDArray[np.uint64]]:
        return writer.keep(number, parts) if writer else iter(parts)

    bands = enumerate(sorted_bands(blocks.bands, ranks), FIRST_BAND)
    near = near_pairs((part for number, band in bands for part in kept(number, [band])), MAX_BUCKET)
    lists = (SAMPLES, blocks.samples), (PAIRS, blocks.pairs)
    return SharedSketches(
        near, *(tuple(map(shared_only, kept(number, sorted_postings(own, ranks)))) for number, own in lists)
    )


class Proposer:
    """Proposes pairs by what sketches share, given the first article of each one's near-duplicate group, int64[a]."""

    def __init__(self, index: Index, shared: Shared, groups: NDArray[np.int64]) -> None:
        self._index, self._shared, self._groups = index, shared, groups
        counts_once = index.archive[groups] | (not index.is_against)
        apart = np.where(counts_once, groups, np.arange(groups.size))
        self._articles = Articles(apart, index.sampled < SHORT_SKETCH, index.sizes)

    def by_samples(self, told: Told = Told.ALL, stock: NDArray[np.uint64] = NO_HASHES) -> NDArray[np.int64]:
        """Propose those that share sampled shingles; those of `stock`, uint64[s], ascending, propose nothing."""
        return self._shared.partial(told, self._articles, stock)

    def by_word_pairs(self) -> NDArray[np.int64]:
        """Propose the short ones that share many pairs of words."""
        return self._shared.reworded(self._articles)

    def for_any_reason(
        self,
        near: NDArray[np.int64],
        by_text: NDArray[np.int64],
        standing: NDArray[np.int64],
        reworded: NDArray[np.int64],
        equal: NDArray[np.int64],
    ) -> tuple[NDArray[np.int64], Reasons]:
        """Propose each pair once, int64[n, 2], with all that speaks for it.

        Args:
            near: int64[., 2], pairs that share a band of their signatures.
            by_text: int64[., 2], pairs that share sampled shingles that are no stock text.
            standing: int64[., 2], pairs that share sampled shingles of few articles, but for those of the page.
            reworded: int64[., 2], pairs that share many pairs of words.
            equal: int64[a], the first article of those that are equal to each.
        """
        return join_reasons(
            self.thinned(unique_pairs(np.concatenate([near, by_text]))),
            self.between(standing),
            self.thinned(reworded),
            self.between(pairs_with_first(equal)),
        )

    def thinned(self, pairs: NDArray[np.int64]) -> NDArray[np.int64]:
        """Pair those of a story that very many carry with the first of them only, not each with each."""
        if self._index.is_against:
            return self.between(pairs)
        return thinned(pairs, self._groups, MAX_BUCKET)

    def between(self, pairs: NDArray[np.int64]) -> NDArray[np.int64]:
        """Leave out the pairs within the archive and within what is checked against it, if there is one."""
        if not self._index.is_against:
            return pairs
        first, second = pairs.T
        across: NDArray[np.int64] = pairs[self._index.archive[first] != self._index.archive[second]]
        return across
