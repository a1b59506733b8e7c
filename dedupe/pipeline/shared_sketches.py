"""What the sketches of articles have in common, and the pairs that it proposes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from dedupe.candidates.proposals import MAX_BUCKET, MIN_SHARED_SAMPLES
from dedupe.candidates.shared_shingles import partial_candidates
from dedupe.candidates.shared_word_pairs import reworded_candidates
from dedupe.furniture.learn_stock_text import recurring_in_stories
from dedupe.furniture.recurring_shingles import RecurringShingles


class Told(Enum):
    """Which sampled shingles propose pairs."""

    ALL = "all"
    NO_STOCK = "no stock"  # those of no stock text
    STANDING = "standing"  # those of few articles, of stock text or not, but none of the page


class Articles(NamedTuple):
    """What pairs are proposed by, of `a` articles, beside what they share."""

    groups: NDArray[np.int64]  # [a], the first article of each one's near-duplicate group, itself where alone
    brief: NDArray[np.bool_]  # [a], articles so short that one shared sampled shingle is enough
    sizes: NDArray[np.int64]  # [a], words of each


class Shared(Protocol):
    """What the sketches of several articles have in common."""

    @property
    def near(self) -> NDArray[np.int64]:
        """The pairs that share a band of their signatures; int64[n, 2], ascending."""

    def partial(self, told: Told, articles: Articles, stock: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Propose the pairs that share sampled shingles, but for those of `stock`, as `partial_candidates` does."""

    def reworded(self, articles: Articles) -> NDArray[np.int64]:
        """Propose the short ones that share many pairs of words, as `reworded_candidates` does."""

    def recurring(self, groups: NDArray[np.int64], proposed: NDArray[np.int64]) -> RecurringShingles:
        """Find the sampled shingles that may be of stock text, as `recurring_in_stories` does."""


@dataclass(frozen=True, slots=True)
class SharedSketches:
    """What the sketches of several articles have in common, a small part of them all."""

    near: NDArray[np.int64]  # [n, 2], pairs that share a band of their signatures, ascending
    samples: tuple[NDArray[np.uint64], ...]  # sampled shingles that several articles share, by `shared_postings`
    pairs: tuple[NDArray[np.uint64], ...]  # pairs of words that several short articles share, in the same way

    def partial(self, told: Told, articles: Articles, stock: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Propose the pairs that share sampled shingles, but for those of `stock`, as `partial_candidates` does."""
        return partial_candidates(
            self.samples,
            articles.groups,
            articles.brief,
            stock,
            most=MAX_BUCKET,
            required=MIN_SHARED_SAMPLES,
            rare_only=told is Told.STANDING,
        )

    def reworded(self, articles: Articles) -> NDArray[np.int64]:
        """Propose the short ones that share many pairs of words, as `reworded_candidates` does."""
        return reworded_candidates(self.pairs, articles.groups, articles.sizes, most=MAX_BUCKET)

    def recurring(self, groups: NDArray[np.int64], proposed: NDArray[np.int64]) -> RecurringShingles:
        """Find the sampled shingles that may be of stock text, as `recurring_in_stories` does."""
        return recurring_in_stories(self.samples, groups, proposed)
