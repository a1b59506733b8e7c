"""How many distinct shingles candidates share, counted exactly on hashes, and which pairs are worth comparing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedupe.candidates.proposals import Reasons
from dedupe.sketch.shingles import shingle
from dedupe.sketch.sorted_arrays import intersect_sorted, isin_sorted, joined, unique_sorted
from dedupe.text.batch.tokenize import TokenBatch

_NOTHING = np.empty(0, dtype=np.uint64)
_LEAST_CONTAINMENT = 0.03
_LEAST_SHARED = 20
_STANDING = 0.1  # containment from which articles are related that share stock text alone
_SAME_FACTS = 0.5  # containment of what is not of the page from which two forms are filled in with the same
_AT_ONCE = 1 << 20  # shared shingles that are kept until they are looked up among stock text
_MOST_FURNITURE = 7  # shingles that may be why two articles share pairs of words, and are not


@dataclass(frozen=True, slots=True)
class SharedCounts:
    """What `p` pairs of articles share."""

    common: NDArray[np.int64]  # [p], the number of shared distinct shingles
    resemblance: NDArray[np.float64]  # [p], their share of all shingles of both
    containment: NDArray[np.float64]  # [p], their share of the shingles of the smaller article


class StoryCounts(NamedTuple):
    """What `p` pairs of articles share, stock text counted or not."""

    story: SharedCounts  # without furniture, listed or learned
    with_learned: SharedCounts  # with stock text, but without the page: what is listed, or very many articles have
    furniture: NDArray[np.int64]  # [p], shared distinct shingles that count in neither, or only in the latter

    @property
    def page(self) -> NDArray[np.int64]:
        """The number of shared distinct shingles that count in neither; int64[p]."""
        return self.furniture - (self.with_learned.common - self.story.common)


def distinct_shingles(
    words: TokenBatch, left_out: NDArray[np.bool_] | None, k: int, stock: NDArray[np.uint64] = _NOTHING
) -> list[NDArray[np.uint64]]:
    """Return the distinct shingles of each article, uint64[n], ascending.

    Args:
        left_out: bool[paragraphs], the paragraphs that do not count; None if all do.
        stock: uint64[s], ascending, shingles that do not count.
    """
    tokens, bounds = words.hashes, words.bounds
    if left_out is not None and left_out.any():
        kept = np.repeat(~left_out, np.diff(words.paragraph_starts))
        tokens, bounds = tokens[kept], np.concatenate([[0], np.cumsum(kept)])[bounds]
    everything = shingle(tokens, bounds, k)
    kept = ~isin_sorted(stock, everything.hashes)
    bounds = np.concatenate([[0], np.cumsum(kept)])[everything.bounds]
    hashes = everything.hashes[kept]
    return [unique_sorted(hashes[a:b]) for a, b in pairwise(bounds.tolist())]


def count_shared_shingles(pairs: NDArray[np.int64], shingles: Sequence[NDArray[np.uint64]]) -> SharedCounts:
    """Count what pairs of articles, int64[p, 2], share of their distinct shingles, ascending."""
    common, _ = _common(pairs, shingles)
    return _shares(common, _sizes(shingles)[pairs])


def count_story(
    pairs: NDArray[np.int64],
    words: TokenBatch,
    left_out: NDArray[np.bool_],
    k: int,
    stock: NDArray[np.uint64],
    page: NDArray[np.uint64] = _NOTHING,
) -> StoryCounts:
    """Count what pairs share of their stories, and what of stock text.

    Args:
        pairs: int64[p, 2], of indices of articles.
        left_out: bool[paragraphs], those that are listed as furniture.
        stock: uint64[s], ascending, shingles of stock text, learned or listed.
        page: uint64[.], ascending, those of these that count nowhere.
    """
    shingles = distinct_shingles(words, left_out, k, page)
    shared, stock_shared = _common(pairs, shingles, stock)
    sizes, story_shared = _sizes(shingles), shared - stock_shared
    story_sizes = sizes - _count_in(stock, shingles)
    furniture = stock_shared
    if left_out.any() or page.size:
        everything, _ = _common(pairs, distinct_shingles(words, None, k))
        furniture = everything - story_shared
    return StoryCounts(_shares(story_shared, story_sizes[pairs]), _shares(shared, sizes[pairs]), furniture)


def _common(
    pairs: NDArray[np.int64], shingles: Sequence[NDArray[np.uint64]], stock: NDArray[np.uint64] = _NOTHING
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Count what the articles of each pair share, given the distinct shingles of each, and how much of it is stock text."""
    most = np.cumsum(_sizes(shingles)[pairs].min(axis=1))
    counts = [np.empty((2, 0), np.int64)]
    for part in np.split(pairs, np.flatnonzero(np.diff(most // _AT_ONCE)) + 1):
        common = [intersect_sorted(shingles[a], shingles[b]) for a, b in part.tolist()]
        counts.append(np.stack([_sizes(common), _count_in(stock, common)]))
    shared, stock_shared = np.concatenate(counts, axis=1)
    return shared, stock_shared


def _count_in(stock: NDArray[np.uint64], shingles: Sequence[NDArray[np.uint64]]) -> NDArray[np.int64]:
    """Count how many of each of several arrays of shingles are stock text."""
    before = np.append(0, np.cumsum(isin_sorted(stock, joined(shingles, np.uint64))))
    counts: NDArray[np.int64] = np.diff(before[np.append(0, np.cumsum(_sizes(shingles)))])
    return counts


def _sizes(shingles: Sequence[NDArray[np.uint64]]) -> NDArray[np.int64]:
    return np.array([own.size for own in shingles], dtype=np.int64)


def _shares(common: NDArray[np.int64], sizes: NDArray[np.int64]) -> SharedCounts:
    """Return what pairs share, of the sizes of either; int64[p, 2]."""
    union = np.maximum(sizes.sum(axis=1) - common, 1)
    return SharedCounts(common, common / union, common / np.maximum(sizes.min(axis=1), 1))


def join_counts(parts: Sequence[SharedCounts]) -> SharedCounts:
    """Concatenate what portions of the pairs share."""
    nothing = np.empty(0, dtype=np.float64)
    return SharedCounts(
        np.concatenate([np.empty(0, np.int64), *(part.common for part in parts)]),
        np.concatenate([nothing, *(part.resemblance for part in parts)]),
        np.concatenate([nothing, *(part.containment for part in parts)]),
    )


def join_story_counts(parts: Sequence[StoryCounts]) -> StoryCounts:
    """Concatenate what portions of the pairs share of their stories."""
    return StoryCounts(
        join_counts([part.story for part in parts]),
        join_counts([part.with_learned for part in parts]),
        np.concatenate([np.empty(0, np.int64), *(part.furniture for part in parts)]),
    )


def worth_comparing(reasons: Reasons, shared: StoryCounts) -> NDArray[np.bool_]:
    """Return which of `n` pairs, proposed for reasons, share enough to be worth comparing; bool[n]."""
    story, told = shared.story, shared.with_learned
    is_form = (told.common < _LEAST_SHARED) & (told.containment < _SAME_FACTS) & (shared.page > told.common)
    is_enough = (story.common >= _LEAST_SHARED) | (story.containment >= _LEAST_CONTAINMENT)
    worth: NDArray[np.bool_] = reasons.is_same | (reasons.shares_text & is_enough)
    worth |= reasons.is_standing & (told.containment >= _STANDING)
    worth |= reasons.is_reworded & (shared.furniture <= _MOST_FURNITURE)
    return worth & (reasons.is_same | ~is_form)
