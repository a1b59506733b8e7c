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
from dedupe.sketch.sorted_arrays import NO_HASHES, intersect_sorted, isin_sorted, joined, unique_in_ranges
from dedupe.text.batch.tokenize import TokenBatch

_LEAST_CONTAINMENT = 0.03
_LEAST_SHARED = 20
_STANDING = 0.1  # containment from which articles are related that share stock text alone
_SAME_FACTS = 0.5  # containment of what is not of the page from which two forms are filled in with the same
_AT_ONCE = 1 << 20  # shingles that are hashed, or looked up among stock text, at a time
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


def distinct_shingles(words: TokenBatch, left_out: NDArray[np.bool_] | None, k: int) -> list[NDArray[np.uint64]]:
    """Return the distinct shingles of each article, uint64[n], ascending.

    Args:
        left_out: bool[paragraphs], the paragraphs that do not count; None if all do.
    """
    tokens, bounds = words.hashes, words.bounds
    if left_out is not None and left_out.any():
        kept = np.repeat(~left_out, np.diff(words.paragraph_starts))
        tokens, bounds = tokens[kept], np.concatenate([[0], np.cumsum(kept)])[bounds]
    found = list[NDArray[np.uint64]]()
    for part in _portions(np.diff(bounds)):
        own = bounds[part.start : part.stop + 1]
        shingles = shingle(tokens[own[0] : own[-1]], own - own[0], k)
        hashes, ends = unique_in_ranges(shingles.hashes, shingles.bounds)
        found += [hashes[start:end] for start, end in pairwise(ends.tolist())]
    return found


def count_shared_shingles(pairs: NDArray[np.int64], shingles: Sequence[NDArray[np.uint64]]) -> SharedCounts:
    """Count what pairs of articles, int64[p, 2], share of their distinct shingles, ascending."""
    (common,) = _count_common(pairs, shingles)
    return _shares(common, _sizes(shingles)[pairs])


def count_story(
    pairs: NDArray[np.int64],
    words: TokenBatch,
    left_out: NDArray[np.bool_],
    k: int,
    stock: NDArray[np.uint64],
    page: NDArray[np.uint64] = NO_HASHES,
) -> StoryCounts:
    """Count what pairs share of their stories, and what of stock text.

    Args:
        pairs: int64[p, 2], of indices of articles.
        left_out: bool[paragraphs], those that are listed as furniture.
        stock: uint64[s], ascending, shingles of stock text, learned or listed.
        page: uint64[.], ascending, those of these that count nowhere.
    """
    shingles = distinct_shingles(words, left_out, k)
    sizes, of_stock, of_page = np.concatenate(
        [_count(shingles[part], stock, page) for part in _portions(_sizes(shingles))], axis=1
    )
    shared, stock_shared, page_shared = _count_common(pairs, shingles, stock, page)
    everything = shared
    if left_out.any():
        (everything,) = _count_common(pairs, distinct_shingles(words, None, k))
    return StoryCounts(
        _shares(shared - stock_shared, (sizes - of_stock)[pairs]),
        _shares(shared - page_shared, (sizes - of_page)[pairs]),
        everything - (shared - stock_shared),
    )


def _count_common(
    pairs: NDArray[np.int64], shingles: Sequence[NDArray[np.uint64]], *known: NDArray[np.uint64]
) -> NDArray[np.int64]:
    """Count what the articles of each pair share, given the distinct shingles of each, as `_count` does; int64[., p]."""
    parts = (pairs[part].tolist() for part in _portions(_sizes(shingles)[pairs].min(axis=1)))
    common = ([intersect_sorted(shingles[a], shingles[b]) for a, b in part] for part in parts)
    return np.concatenate([_count(own, *known) for own in common], axis=1)


def _count(shingles: Sequence[NDArray[np.uint64]], *known: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Count each of several arrays of shingles, and those in each of several sets of which each holds the next.

    Return int64[1 + sets, arrays].
    """
    together, sizes = joined(shingles, np.uint64), _sizes(shingles)
    bounds, places = np.append(0, np.cumsum(sizes)), np.arange(together.size)
    counts = [sizes]
    for ascending in known:
        places = places[isin_sorted(ascending, together[places])]
        counts.append(np.diff(np.searchsorted(places, bounds)))
    return np.stack(counts)


def _sizes(shingles: Sequence[NDArray[np.uint64]]) -> NDArray[np.int64]:
    return np.array([own.size for own in shingles], dtype=np.int64)


def _portions(sizes: NDArray[np.int64]) -> list[slice]:
    """Divide what has these sizes into portions of about `_AT_ONCE`; one at least."""
    cuts = np.flatnonzero(np.diff(np.cumsum(sizes) // _AT_ONCE)) + 1
    return [slice(start, end) for start, end in pairwise([0, *cuts.tolist(), sizes.size])]


def _shares(common: NDArray[np.int64], sizes: NDArray[np.int64]) -> SharedCounts:
    """Return what pairs share, of the sizes of either; int64[p, 2]."""
    union = np.maximum(sizes.sum(axis=1) - common, 1)
    return SharedCounts(common, common / union, common / np.maximum(sizes.min(axis=1), 1))


def join_counts(parts: Sequence[SharedCounts]) -> SharedCounts:
    """Concatenate what portions of the pairs share."""
    return SharedCounts(
        joined((part.common for part in parts), np.int64),
        joined((part.resemblance for part in parts), np.float64),
        joined((part.containment for part in parts), np.float64),
    )


def join_story_counts(parts: Sequence[StoryCounts]) -> StoryCounts:
    """Concatenate what portions of the pairs share of their stories."""
    return StoryCounts(
        join_counts([part.story for part in parts]),
        join_counts([part.with_learned for part in parts]),
        joined((part.furniture for part in parts), np.int64),
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
