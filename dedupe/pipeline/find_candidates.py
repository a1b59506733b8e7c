"""The search for candidates: near-duplicates, stock text learned, and the pairs worth comparing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dedupe.cache.codec import pack_arrays, unpack_arrays
from dedupe.cache.keys import key
from dedupe.cache.store import Store
from dedupe.candidates.large_stories import highest, large_stories, pairs_with_first, spanning_pairs
from dedupe.candidates.lsh import near_candidates
from dedupe.candidates.near_duplicate_groups import equal_groups, near_groups, thinned
from dedupe.candidates.pairs_from_keys import unique_pairs
from dedupe.candidates.proposal_limits import (
    MAX_BUCKET,
    MAX_STORY,
    MIN_SHARED_SAMPLES,
    SHORT_SKETCH,
)
from dedupe.candidates.proposals import join_reasons
from dedupe.candidates.shared_shingles import partial_candidates
from dedupe.comparison.criteria import USUAL, Criteria
from dedupe.furniture.learn_stock_text import learn_from, recurring_in_stories, stock_keys
from dedupe.furniture.listed_furniture import (
    NO_FURNITURE,
    Furniture,
    find_listed,
    stock_by_outlet,
    with_listed,
)
from dedupe.furniture.recurring_shingles import RecurringShingles
from dedupe.furniture.same_story import vocabulary_sample
from dedupe.index.batch_cache import sketches_key
from dedupe.index.build_index import CandidateSketches, Index, build_index
from dedupe.index.read_and_sketch import read_and_sketch
from dedupe.pipeline.candidate_search import CandidateSearch, Parameters
from dedupe.pipeline.count_pairs import PairCounter, Uncounted
from dedupe.read.file_selection import ALL_FILES, FileSelection
from dedupe.sketch.sorted_arrays import NO_HASHES, unique_sorted
from dedupe.sketch.word_pairs import LEAST_SHARED
from dedupe.verify.shared_shingle_counts import StoryCounts
from dedupe.verify.worth_comparing import worth_comparing


def search_folder(
    paths: Iterable[str | Path],
    *,
    criteria: Criteria = USUAL,
    jobs: int = 1,
    selection: FileSelection = ALL_FILES,
) -> CandidateSearch:
    """Read a folder and find the pairs worth comparing.

    Args:
        paths: files, folders and corpora.
        criteria: what makes a copy.
        selection: what is known of the files: which to leave out, whose they are, which are wire.

    Raises:
        InputError: nothing at all could be read.
    """
    parameters = Parameters(k=criteria.k, least_narrative=criteria.least_narrative)
    read = read_and_sketch(paths, criteria.k, jobs=jobs, selection=selection)
    index, sketches = build_index(read, selection)
    del read
    shared = share_sketches(index, sketches, parameters)
    del sketches
    return find_candidates(index, shared, parameters, furniture=criteria.furniture, jobs=jobs)


@dataclass(frozen=True, slots=True)
class SharedSketches:
    """What the sketches of several articles have in common, a small part of them all.

    Attributes:
        near: int64[n, 2], pairs that share a band of their signatures.
        samples: sampled shingles that several articles share, as `shared_postings` returns them.
        pairs: pairs of words that several short articles share, in the same way.
    """

    near: NDArray[np.int64]
    samples: tuple[NDArray[np.uint64], ...]
    pairs: tuple[NDArray[np.uint64], ...]


def share_sketches(
    index: Index, sketches: CandidateSketches, parameters: Parameters
) -> SharedSketches:
    """Find what the sketches of articles that are long enough have in common."""
    fit = sketches.ranks_of(index.sizes >= parameters.least_words)
    near = near_candidates(sketches.bands, fit, MAX_BUCKET)
    return SharedSketches(near, sketches.shared_samples(fit), sketches.shared_pairs(fit))


def find_candidates(
    index: Index,
    shared: SharedSketches,
    parameters: Parameters,
    *,
    furniture: Furniture = NO_FURNITURE,
    store: Store | None = None,
    jobs: int = 1,
) -> CandidateSearch:
    """Find the pairs worth comparing among articles that were read.

    Args:
        shared: what their sketches have in common.
        parameters: what shapes the answer; the tokens a shingle are those of the articles' sketches.
        furniture: what is furniture beside what is learned, and what is none.
        store: where earlier runs left what pairs share.
    """
    k, store = parameters.k, store or Store(None)
    counter = PairCounter(index.catalogue, index.sizes, k, store, jobs)
    equal = equal_groups(index.catalogue.digests, index.sizes)
    resemblance = counter.shared(shared.near).resemblance
    groups = near_groups(equal, shared.near[resemblance >= parameters.near])
    propose = _Proposer(index, shared, groups)
    loose, reworded = propose.by_samples(), propose.by_word_pairs()
    recurring = recurring_in_stories(shared.samples, groups, loose)
    stock = with_listed(_learned_stock(recurring, groups, counter, store), furniture, k)
    by_text = propose.by_samples(stock_keys(stock))
    pairs, reasons = join_reasons(
        propose.thinned(unique_pairs(np.concatenate([shared.near, by_text]))),
        propose.between(propose.by_samples(rare_only=True)),
        propose.thinned(reworded),
        propose.between(pairs_with_first(equal)),
    )
    paragraphs, outlets = index.paragraphs, index.catalogue.records.outlets
    marked = find_listed(paragraphs.hashes, paragraphs.starts, outlets, furniture)
    listed = with_listed(NO_HASHES, furniture, k)
    uncounted = Uncounted(paragraphs, marked.listed & ~marked.kept, stock, listed)
    count = partial(counter.stories, uncounted=uncounted)
    counts = count(pairs)
    is_worth = worth_comparing(reasons, counts)
    containment = np.where(
        reasons.is_standing, counts.with_learned.containment, counts.story.containment
    )
    candidates, containment = pairs[is_worth], containment[is_worth]
    if not index.is_against:
        candidates = _spanning(candidates, containment, groups, count)
    return CandidateSearch(
        replace(index, catalogue=counter.catalogue),
        parameters,
        groups,
        stock,
        stock_by_outlet(stock, furniture, k),
        marked,
        shared.near,
        by_text,
        reworded,
        candidates,
    )


def _learned_stock(
    recurring: RecurringShingles, groups: NDArray[np.int64], counter: PairCounter, store: Store
) -> NDArray[np.uint64]:
    """Learn stock text, unless an earlier run learned it from the same articles."""
    if not recurring.keys.size:
        return NO_HASHES
    k, sample = counter.k, np.array(vocabulary_sample(groups.size))
    articles = unique_sorted(np.append(recurring.articles, sample))
    columns = recurring.keys, recurring.holders, recurring.exclusive, articles, groups[articles]
    texts = sketches_key(counter.catalogue.records.take(articles), k)
    name = key("stock", k, groups.size, texts, *(column.tobytes() for column in columns))
    try:
        (stock,) = unpack_arrays(store.get(name) or b"")
    except ValueError:  # what is not there or broken
        counter.keep(articles)
        stock = learn_from(recurring, groups, counter.catalogue.words, k, counter.jobs)
        if counter.has_words(articles):
            store.put(name, pack_arrays((stock,)))
    return stock


class _Proposer:
    """Proposes pairs by what the sketches of articles share.

    Args:
        groups: int64[a], the first article of each one's near-duplicate group.
    """

    def __init__(self, index: Index, shared: SharedSketches, groups: NDArray[np.int64]) -> None:
        self._index, self._shared, self._groups = index, shared, groups
        self._brief = index.sampled < SHORT_SKETCH
        counts_once = index.archive[groups] | (not index.is_against)
        self._apart = np.where(counts_once, groups, np.arange(groups.size))

    def by_samples(
        self, stock: NDArray[np.uint64] = NO_HASHES, *, rare_only: bool = False
    ) -> NDArray[np.int64]:
        """Propose those that share sampled shingles, as `partial_candidates` does.

        Args:
            stock: uint64[s], ascending, keys of sampled shingles that propose nothing.
            rare_only: whether those that many articles carry propose nothing either.
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
        none = np.zeros_like(self._brief)
        return partial_candidates(
            self._shared.pairs, self._apart, none, most=MAX_BUCKET, required=LEAST_SHARED
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


def _spanning(
    candidates: NDArray[np.int64],
    containment: NDArray[np.float64],
    groups: NDArray[np.int64],
    count: Callable[[NDArray[np.int64]], StoryCounts],
) -> NDArray[np.int64]:
    """Leave of the candidates inside stories that very many carry one for each article.

    Args:
        containment: float64[n], of the candidates.
        groups: int64[a], the first article of each one's near-duplicate group.
        count: counts what pairs share.
    """
    stories = large_stories(candidates, containment, groups, MAX_STORY)
    first = pairs_with_first(stories)
    if not first.size:
        return candidates
    known = (candidates, containment), (first, count(first).story.containment)
    return spanning_pairs(*highest(known), stories)
