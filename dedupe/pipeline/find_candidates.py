"""The search for candidates: near-duplicates, stock text learned, and the pairs worth comparing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dedupe.cache.keys import key
from dedupe.cache.packed_arrays import pack_arrays, unpack_arrays
from dedupe.cache.store import Store
from dedupe.candidates.large_stories import highest, large_stories, pairs_with_first, spanning_pairs
from dedupe.candidates.near_duplicate_groups import equal_groups, near_groups
from dedupe.candidates.proposals import MAX_STORY, Reasons
from dedupe.comparison.criteria import USUAL, Criteria, Parameters
from dedupe.furniture.furniture_file import NO_FURNITURE, Furniture
from dedupe.furniture.learn_stock_text import NO_STOCK, StockText, learn_from, stock_keys
from dedupe.furniture.listed_furniture import Marked, find_listed, stock_by_outlet, with_listed
from dedupe.furniture.recurring_shingles import RecurringShingles
from dedupe.furniture.same_story import vocabulary_sample
from dedupe.index.batch_cache import sketches_key
from dedupe.index.build_index import Index, build_index
from dedupe.index.find_pieces import find_input
from dedupe.index.read_and_sketch import read_and_sketch
from dedupe.pipeline.cached_candidate_counts import RememberedCounts
from dedupe.pipeline.candidate_counts import Uncounted
from dedupe.pipeline.found_candidates import CandidateSearch
from dedupe.pipeline.propose_pairs import Proposer, share_sketches
from dedupe.pipeline.search_memory import MemoryWriter, Proposals
from dedupe.pipeline.shared_sketches import Shared, Told
from dedupe.read.file_selection import ALL_FILES, FileSelection
from dedupe.sketch.sorted_arrays import unique_sorted
from dedupe.verify.shared_shingle_counts import StoryCounts, worth_comparing


def search_folder(
    paths: Iterable[str | Path], *, criteria: Criteria = USUAL, jobs: int = 1, selection: FileSelection = ALL_FILES
) -> CandidateSearch:
    """Read files, folders and corpora, and find the pairs worth comparing; an InputError if nothing could be read."""
    parameters = criteria.parameters
    read = read_and_sketch(find_input(paths, criteria.k, selection=selection), criteria.k, jobs=jobs)
    index, sketches = build_index(read, selection)
    del read
    shared, _ = share_sketches(index, sketches, parameters, Store(None))
    del sketches
    return find_candidates(index, shared, parameters, furniture=criteria.furniture, jobs=jobs)


def find_candidates(
    index: Index,
    shared: Shared,
    parameters: Parameters,
    *,
    furniture: Furniture = NO_FURNITURE,
    store: Store | None = None,
    writer: MemoryWriter | None = None,
    jobs: int = 1,
) -> CandidateSearch:
    """Find the pairs worth comparing among articles that were read.

    Args:
        shared: what their sketches have in common.
        parameters: what shapes the answer; the tokens a shingle are those of the articles' sketches.
        furniture: what is furniture beside what is learned, and what is none.
        store: where earlier runs left what pairs share.
        writer: what this search is remembered by, if it is.
    """
    k, store = parameters.k, store or Store(None)
    counter = RememberedCounts(index.catalogue, index.sizes, k, store, jobs)
    equal = equal_groups(index.catalogue.digests, index.sizes)
    near = shared.near
    groups = near_groups(equal, near[counter.shared(near).resemblance >= parameters.near])
    propose = Proposer(index, shared, groups)
    loose, reworded = propose.by_samples(), propose.by_word_pairs()
    recurring = shared.recurring(groups, loose)
    learned = _learned_stock(recurring, groups, counter, store)
    stock, page = (with_listed(hashes, furniture, k) for hashes in learned)
    told, of_page = stock_keys(stock), stock_keys(page)
    by_text = propose.by_samples(Told.NO_STOCK, told)
    standing = propose.by_samples(Told.STANDING, of_page)
    if writer:
        writer.finish(Proposals(groups, near, loose, by_text, standing, reworded, told, of_page, recurring))
    pairs, reasons = propose.for_any_reason(near, by_text, standing, reworded, equal)
    marked = _marked(index, furniture)
    uncounted = Uncounted(index.paragraphs, marked.left_out, stock, page)
    count = partial(counter.stories, uncounted=uncounted)
    candidates, containment = _worth_comparing(pairs, reasons, count(pairs))
    if not index.is_against:
        candidates = _spanning(candidates, containment, groups, count)
    return CandidateSearch(
        replace(index, catalogue=counter.catalogue),
        parameters,
        groups,
        stock,
        stock_by_outlet(stock, furniture, k),
        marked,
        near,
        by_text,
        reworded,
        candidates,
    )


def _marked(index: Index, furniture: Furniture) -> Marked:
    """Return which paragraphs are listed as furniture, or as none."""
    paragraphs = index.paragraphs
    return find_listed(paragraphs.hashes, paragraphs.starts, index.catalogue.records.outlets, furniture)


def _learned_stock(
    recurring: RecurringShingles, groups: NDArray[np.int64], counter: RememberedCounts, store: Store
) -> StockText:
    """Learn stock text, unless an earlier run learned it from the same articles."""
    if not recurring.keys.size:
        return NO_STOCK
    k, sample = counter.k, np.array(vocabulary_sample(groups.size))
    articles = unique_sorted(np.append(recurring.articles, sample))

    def learn() -> StockText:
        counter.keep(articles)
        return learn_from(recurring, groups, counter.catalogue.words, k, counter.jobs)

    if not store.is_open:
        return learn()
    columns = recurring.keys, recurring.holders, recurring.is_frequent, recurring.exclusive, articles, groups[articles]
    texts = sketches_key(counter.catalogue.records.take(articles), k)
    name = key("stock", k, groups.size, texts, *(column.tobytes() for column in columns))
    try:
        return StockText(*unpack_arrays(store.get(name) or b""))
    except (TypeError, ValueError):  # what is not there or broken
        stock = learn()
    if counter.has_words(articles):
        store.put(name, pack_arrays(stock))
    return stock


def _worth_comparing(
    pairs: NDArray[np.int64], reasons: Reasons, shared: StoryCounts
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the pairs that are worth comparing, and how much of the smaller article both have."""
    is_worth = worth_comparing(reasons, shared)
    containment = np.where(reasons.is_standing, shared.with_learned.containment, shared.story.containment)
    return pairs[is_worth], containment[is_worth]


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
