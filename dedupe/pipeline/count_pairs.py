"""What candidates share, counted exactly: articles are read again, a portion of the pairs at a time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dedupe.furniture.paragraph_index import ParagraphIndex
from dedupe.index.catalogue import Catalogue, TokenRequest
from dedupe.text.batch.tokenize import TokenBatch
from dedupe.verify.shared_shingle_counts import (
    SharedCounts,
    count_shared_shingles,
    distinct_shingles,
    join_counts,
)
from dedupe.workers import map_chunks, unchanged

_PORTION = 1024  # pairs
_EVERYTHING = 1 << 30  # shingles that a pair shares whose articles cannot be read again
_LEAST_PORTIONS = 4  # that are worth the start of a process


@dataclass(frozen=True, slots=True)
class Uncounted:
    """What does not count.

    Attributes:
        paragraphs: of all articles, `p` in all.
        flags: bool[p], set where a paragraph does not count.
        stock: uint64[s], ascending, shingles that do not count.
    """

    paragraphs: ParagraphIndex
    flags: NDArray[np.bool_]
    stock: NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class _Portion:
    """Some pairs.

    Attributes:
        pairs: int64[p, 2], of places among the articles.
        left_out: bool, of each of their paragraphs whether it does not count; None if all do.
        owners: int64, of each of their paragraphs the place of its article.
    """

    pairs: NDArray[np.int64]
    wanted: TokenRequest
    left_out: NDArray[np.bool_] | None
    owners: NDArray[np.int64]


def count_pairs(
    pairs: NDArray[np.int64],
    catalogue: Catalogue,
    k: int,
    uncounted: Uncounted | None = None,
    *,
    jobs: int = 1,
) -> SharedCounts:
    """Count what pairs of articles share.

    Where an article has changed since it was first read, or is gone, its pairs count as if they shared everything, and
    resemble each other in nothing: whoever is to compare them finds out, and says so.

    Args:
        pairs: int64[p, 2], ascending.
        uncounted: what to leave out, None to count all.
    """
    starts = range(0, len(pairs), _PORTION)
    portions = [_portion(pairs[at : at + _PORTION], catalogue, uncounted) for at in starts]
    enough = min(jobs, len(portions) // _LEAST_PORTIONS)
    stock = uncounted.stock if uncounted else np.empty(0, np.uint64)
    state = catalogue.kept, k, stock
    return join_counts(list(map_chunks(unchanged, _count, state, portions, enough)))


def _portion(
    pairs: NDArray[np.int64], catalogue: Catalogue, uncounted: Uncounted | None
) -> _Portion:
    unique, places = np.unique(pairs, return_inverse=True)
    articles = unique.tolist()
    left_out, owners = None, np.empty(0, np.int64)
    if uncounted:
        left_out = uncounted.flags[uncounted.paragraphs.of(articles)]
        lengths = np.diff(uncounted.paragraphs.starts)[unique]
        owners = np.repeat(np.arange(unique.size), lengths)
    return _Portion(places.reshape(-1, 2), catalogue.wanted(articles), left_out, owners)


def _count(state: tuple[TokenBatch, int, NDArray[np.uint64]], portion: _Portion) -> SharedCounts:
    kept, k, stock = state
    words = portion.wanted.words(kept)
    is_gone = np.diff(words.bounds) == 0
    left_out = portion.left_out
    if left_out is not None:
        left_out = left_out[~is_gone[portion.owners]]
    counts = count_shared_shingles(portion.pairs, distinct_shingles(words, left_out, k, stock))
    return _with_all_shared(counts, is_gone[portion.pairs].any(axis=1)) if is_gone.any() else counts


def _with_all_shared(counts: SharedCounts, pairs: NDArray[np.bool_]) -> SharedCounts:
    return SharedCounts(
        np.where(pairs, _EVERYTHING, counts.common),
        np.where(pairs, 0.0, counts.resemblance),
        np.where(pairs, 1.0, counts.containment),
    )
