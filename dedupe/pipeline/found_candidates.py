"""What the search for candidates found, and how their articles are read again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dedupe.comparison.comparable_article import ComparableArticle
from dedupe.comparison.criteria import Parameters
from dedupe.furniture.listed_furniture import Marked
from dedupe.index.build_index import Index
from dedupe.index.record_columns import RecordColumns
from dedupe.judge.credit.known_publishers import Publishers
from dedupe.pipeline.article_loader import ArticleLoader, ArticleRequest, KnownPassages


@dataclass(frozen=True, slots=True)
class CandidateSearch:
    """A folder of `a` articles with `p` paragraphs in all."""

    index: Index
    parameters: Parameters  # what shaped the rest
    groups: NDArray[np.int64]  # [a], the first article of each one's near-duplicate group
    stock: NDArray[np.uint64]  # [s], ascending, shingles that unrelated articles have, learned and listed
    own_stock: Mapping[str, NDArray[np.uint64]]  # the same of the outlets that have lists of their own
    marked: Marked  # paragraphs listed as furniture, or as none
    near: NDArray[np.int64]  # [n, 2], pairs that share a band of their signatures
    partial: NDArray[np.int64]  # [n, 2], pairs that share enough sampled shingles
    reworded: NDArray[np.int64]  # [n, 2], pairs of short articles that share many pairs of words
    candidates: NDArray[np.int64]  # [n, 2], pairs worth comparing

    @property
    def records(self) -> RecordColumns:
        """The articles without their text."""
        return self.index.catalogue.records

    def flags(self, at: int) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Return for each paragraph of an article whether it is known to be furniture, and to be none."""
        own = self.index.paragraphs.range_of(at)
        return self.marked.listed[own], self.marked.kept[own]

    def request(self, at: int) -> ArticleRequest:
        """Return what a process needs to read an article again and prepare it."""
        listed, kept = (np.flatnonzero(flags).tolist() for flags in self.flags(at))
        return ArticleRequest(self.records[at], tuple(listed), tuple(kept))

    def known_passages(self) -> KnownPassages:
        """Return what the articles together say of words in a row."""
        k = self.parameters.k
        return KnownPassages(k, self.index.quoted(k), self.stock, self.own_stock)


def article_loader(found: CandidateSearch, publishers: Publishers) -> Callable[[int], ComparableArticle]:
    """Return a function from an article's index to the article, ready to be compared."""
    load = ArticleLoader(found.known_passages(), publishers)
    return lambda row: load(found.request(row))
