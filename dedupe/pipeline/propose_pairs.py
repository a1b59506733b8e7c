"""Pairs proposed by what the sketches of articles have in common."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dedupe.candidates.large_stories import pairs_with_first
from dedupe.candidates.lsh import near_candidates
from dedupe.candidates.near_duplicate_groups import thinned
from dedupe.candidates.pairs_from_keys import unique_pairs
from dedupe.candidates.proposals import MAX_BUCKET, MIN_SHARED_SAMPLES, SHORT_SKETCH, Reasons, join_reasons
from dedupe.candidates.shared_shingles import partial_candidates
from dedupe.candidates.shared_word_pairs import reworded_candidates
from dedupe.comparison.criteria import Parameters
from dedupe.index.build_index import CandidateSketches, Index
from dedupe.sketch.sorted_arrays import NO_HASHES


@dataclass(frozen=True, slots=True)
class SharedSketches:
    """What the sketches of several articles have in common, a small part of them all."""

    near: NDArray[np.int64]  # [n, 2], pairs that share a band of their signatures
    samples: tuple[NDArray[np.uint64], ...]  # sampled shingles that several articles share, by `shared_postings`
    pairs: tuple[NDArray[np.uint64], ...]  # pairs of words that several short articles share, in the same way


def share_sketches(index: Index, sketches: CandidateSketches, parameters: Parameters) -> SharedSketches:
    """Find what the sketches of articles that are long enough have in common."""
    fit = sketches.ranks_of(index.sizes >= parameters.least_words)
    near = near_candidates(sketches.bands, fit, MAX_BUCKET)
    return SharedSketches(near, sketches.shared_samples(fit), sketches.shared_pairs(fit))


class Proposer:
    """Proposes pairs by what sketches share, given the first article of each one's near-duplicate group, int64[a]."""

    def __init__(self, index: Index, shared: SharedSketches, groups: NDArray[np.int64]) -> None:
        self._index, self._shared, self._groups = index, shared, groups
        self._brief = index.sampled < SHORT_SKETCH
        counts_once = index.archive[groups] | (not index.is_against)
        self._apart = np.where(counts_once, groups, np.arange(groups.size))

    def by_samples(self, stock: NDArray[np.uint64] = NO_HASHES, *, rare_only: bool = False) -> NDArray[np.int64]:
        """Propose those that share sampled shingles, as `partial_candidates` does.

        Those of `stock`, uint64[s], ascending, propose nothing, nor with `rare_only` those that many articles carry.
        """
        return partial_candidates(
            self._shared.samples,
            self._apart,
            self._brief,
            stock,
            most=MAX_BUCKET,
            required=MIN_SHARED_SAMPLES,
            rare_only=rare_only,
        )

    def by_word_pairs(self) -> NDArray[np.int64]:
        """Propose the short ones that share many pairs of words."""
        sizes = self._index.sizes
        return reworded_candidates(self._shared.pairs, self._apart, sizes, most=MAX_BUCKET)

    def for_any_reason(
        self,
        by_text: NDArray[np.int64],
        reworded: NDArray[np.int64],
        equal: NDArray[np.int64],
        page: NDArray[np.uint64],
    ) -> tuple[NDArray[np.int64], Reasons]:
        """Propose each pair once, int64[n, 2], with all that speaks for it.

        Args:
            by_text: int64[., 2], pairs that share sampled shingles that are no stock text.
            reworded: int64[., 2], pairs that share many pairs of words.
            equal: int64[a], the first article of those that are equal to each.
            page: uint64[.], ascending, keys of sampled shingles of the page, which propose nothing at all.
        """
        return join_reasons(
            self.thinned(unique_pairs(np.concatenate([self._shared.near, by_text]))),
            self.between(self.by_samples(page, rare_only=True)),
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
