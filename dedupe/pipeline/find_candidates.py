"""The search for candidates: near-duplicates, stock text learned, and the pairs worth comparing."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dedupe.align.alignment import LEAST_NARRATIVE
from dedupe.candidates.large_stories import highest, large_stories, spanning_pairs, versions
from dedupe.candidates.lsh import near_candidates
from dedupe.candidates.near_duplicate_groups import equal_groups, near_groups, thinned
from dedupe.candidates.pairs_from_keys import unique_pairs
from dedupe.candidates.proposal_limits import (
    MAX_BUCKET,
    MAX_STORY,
    MIN_SHARED_SAMPLES,
    SHORT_SKETCH,
)
from dedupe.candidates.shared_shingles import partial_candidates
from dedupe.comparison.comparable_article import ComparableArticle
from dedupe.comparison.compare_articles import K
from dedupe.furniture.learn_stock_text import learn_stock, stock_keys
from dedupe.furniture.listed_furniture import (
    NO_FURNITURE,
    Furniture,
    Marked,
    find_listed,
    stock_by_outlet,
    with_listed,
)
from dedupe.index.build_index import CandidateSketches, Index, build_index
from dedupe.index.record_columns import RecordColumns
from dedupe.judge.credit.known_publishers import Publishers
from dedupe.judge.relation import LEAST_SHARED as LEAST_STOCK
from dedupe.judge.relation import NEAR
from dedupe.pipeline.article_loader import ArticleLoader, ArticleRequest
from dedupe.pipeline.count_pairs import Uncounted, count_pairs
from dedupe.read.file_selection import ALL_FILES, FileSelection
from dedupe.sketch.sketches import BANDS, ROWS
from dedupe.sketch.word_pairs import LEAST_SHARED
from dedupe.verify.shared_shingle_counts import SharedCounts

LEAST_WORDS = 10  # a shorter article is only compared for equality
_LEAST_CONTAINMENT = 0.03
_LEAST_SHARED = 20
_NO_STOCK = np.empty(0, dtype=np.uint64)
STANDING = 0.1  # containment from which articles are related that share stock text alone


@dataclass(frozen=True, slots=True)
class Parameters:
    """What shapes the answer of a check, for the record."""

    k: int = K
    bands: int = BANDS
    rows: int = ROWS
    near: float = NEAR
    least_words: int = LEAST_WORDS
    least_narrative: int = LEAST_NARRATIVE


@dataclass(frozen=True, slots=True)
class CandidateSearch:
    """A folder of `a` articles with `p` paragraphs in all.

    Attributes:
        parameters: what shaped the rest.
        groups: int64[a], the first article of each one's near-duplicate group.
        stock: uint64[s], ascending, shingles that unrelated articles have, learned and listed.
        own_stock: the same of the outlets that have lists of their own.
        marked: paragraphs listed as furniture, or as none.
        near: int64[n, 2], pairs that share a band of their signatures.
        partial: int64[n, 2], pairs that share enough sampled shingles.
        reworded: int64[n, 2], pairs of short articles that share many pairs of words.
        candidates: int64[n, 2], pairs worth comparing: of the proposed ones those that share enough
            text, furniture aside, the reworded ones, and those with the same words.
    """

    index: Index
    parameters: Parameters
    groups: NDArray[np.int64]
    stock: NDArray[np.uint64]
    own_stock: Mapping[str, NDArray[np.uint64]]
    marked: Marked
    near: NDArray[np.int64]
    partial: NDArray[np.int64]
    reworded: NDArray[np.int64]
    candidates: NDArray[np.int64]

    @property
    def records(self) -> RecordColumns:
        """The articles without their text."""
        return self.index.catalogue.records

    def paragraphs_of(self, at: int) -> slice:
        """Return the range of an article's paragraphs among those of all articles."""
        starts = self.index.paragraphs.starts
        return slice(starts[at], starts[at + 1])

    def flags(self, at: int) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Return for each paragraph of an article whether it is known to be furniture, and to be none."""
        own = self.paragraphs_of(at)
        return self.marked.listed[own], self.marked.kept[own]

    def request(self, at: int) -> ArticleRequest:
        """Return what a process needs to read an article again and prepare it."""
        listed, kept = (np.flatnonzero(flags).tolist() for flags in self.flags(at))
        return ArticleRequest(self.records[at], tuple(listed), tuple(kept))

    def loader(self, publishers: Publishers) -> ArticleLoader:
        """Return what reads articles and makes them ready to be compared."""
        k = self.parameters.k
        return ArticleLoader(self.index.quoted(k), self.stock, k, publishers, self.own_stock)


def search_folder(
    paths: Iterable[str | Path],
    parameters: Parameters,
    *,
    furniture: Furniture = NO_FURNITURE,
    jobs: int = 1,
    selection: FileSelection = ALL_FILES,
) -> CandidateSearch:
    """Read a folder and find the pairs worth comparing.

    Args:
        paths: files, folders and corpora.
        furniture: what is furniture beside what is learned, and what is none.
        selection: what is known of the files: which to leave out, whose they are, which are wire.

    Raises:
        InputError: nothing at all could be read.
    """
    index, sketches = build_index(paths, k=parameters.k, jobs=jobs, selection=selection)
    shared = share_sketches(index, sketches, parameters)
    del sketches
    return find_candidates(index, shared, parameters, furniture=furniture, jobs=jobs)


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
    jobs: int = 1,
) -> CandidateSearch:
    """Find the pairs worth comparing among articles that were read.

    Args:
        shared: what their sketches have in common.
        parameters: what shapes the answer; the tokens a shingle are those of the articles' sketches.
        furniture: what is furniture beside what is learned, and what is none.
    """
    k, archive, catalogue, sizes = (parameters.k, index.archive, index.catalogue, index.sizes)
    outlets = catalogue.records.outlets
    near, samples = shared.near, shared.samples
    catalogue = catalogue.keeping(near.ravel(), sizes, jobs)
    equal = np.where(sizes > 0, equal_groups(catalogue.digests), np.arange(sizes.size))
    resemblance = count_pairs(near, catalogue, k, jobs=jobs).resemblance
    groups = near_groups(equal, near[resemblance >= parameters.near])
    paragraphs = index.paragraphs
    marked = find_listed(paragraphs.hashes, paragraphs.starts, outlets, furniture)
    apart = np.where(archive[groups] | (not index.is_against), groups, np.arange(groups.size))
    brief = index.sampled < SHORT_SKETCH
    find_partial = functools.partial(
        partial_candidates, samples, apart, brief, most=MAX_BUCKET, required=MIN_SHARED_SAMPLES
    )
    loose = find_partial()
    catalogue = catalogue.keeping(loose.ravel(), sizes, jobs)
    stock = learn_stock(samples, groups, loose, catalogue.words, k)
    stock = with_listed(stock, furniture, k)
    by_hand = Uncounted(
        paragraphs, marked.listed & ~marked.kept, with_listed(_NO_STOCK, furniture, k)
    )
    partial = find_partial(stock=stock_keys(stock))
    reworded = partial_candidates(
        shared.pairs, apart, np.zeros_like(brief), most=MAX_BUCKET, required=LEAST_SHARED
    )
    # A story that very many carry is compared with the first of them, not each with each.
    proposed, retold = (
        _between(index, pairs if index.is_against else thinned(pairs, groups, MAX_BUCKET))
        for pairs in (unique_pairs(np.concatenate([near, partial])), reworded)
    )
    uncounted = Uncounted(paragraphs, marked.listed & ~marked.kept, stock)
    counts = count_pairs(proposed, catalogue, k, uncounted, jobs=jobs)
    catalogue = catalogue.keeping(retold.ravel(), sizes, jobs)
    whole, told = (count_pairs(retold, catalogue, k, left, jobs=jobs) for left in (None, uncounted))
    retold = retold[share_little_stock(whole, told)]
    standing = _between(index, loose)
    raw = count_pairs(standing, catalogue, k, by_hand, jobs=jobs).containment
    enough, stands = share_enough(counts), raw >= STANDING
    copies = np.flatnonzero(equal != np.arange(equal.size))
    same = _between(index, np.stack([equal[copies], copies], axis=1))
    found = [
        (proposed[enough], counts.containment[enough]),
        (retold, np.zeros(len(retold))),
        (standing[stands], raw[stands]),
        (same, np.ones(len(same))),
    ]
    candidates, containment = highest(found)
    stories = large_stories(candidates, containment, groups, MAX_STORY)
    if not index.is_against and (first := versions(stories)).size:
        shared_with_first = count_pairs(first, catalogue, k, uncounted, jobs=jobs).containment
        candidates, containment = highest([(candidates, containment), (first, shared_with_first)])
        candidates = spanning_pairs(candidates, containment, stories)
    return CandidateSearch(
        replace(index, catalogue=catalogue),
        parameters,
        groups,
        stock,
        stock_by_outlet(stock, furniture, k),
        marked,
        near,
        partial,
        reworded,
        candidates,
    )


def share_little_stock(whole: SharedCounts, told: SharedCounts) -> NDArray[np.bool_]:
    """Return for each pair whether it shares so little stock text that its pairs of words are not of that; bool[pairs].

    Args:
        whole: what the articles share.
        told: what they share, furniture aside.
    """
    return (whole.common - told.common) < LEAST_STOCK


def share_enough(shared: SharedCounts) -> NDArray[np.bool_]:
    """Return for each pair whether it shares enough text to be worth comparing; bool[pairs]."""
    return (shared.common >= _LEAST_SHARED) | (shared.containment >= _LEAST_CONTAINMENT)


def _between(index: Index, pairs: NDArray[np.int64]) -> NDArray[np.int64]:
    """Leave out the pairs within the archive and within what is checked against it, if there is one."""
    if not index.is_against:
        return pairs
    first, second = pairs.T
    across: NDArray[np.int64] = pairs[index.archive[first] != index.archive[second]]
    return across


def article_loader(
    found: CandidateSearch, publishers: Publishers
) -> Callable[[int], ComparableArticle]:
    """Return a function from an article's index to the article, ready to be compared."""
    load = found.loader(publishers)
    return lambda row: load(found.request(row))
