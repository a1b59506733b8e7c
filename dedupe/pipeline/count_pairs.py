"""What candidates share, counted exactly: articles are read again, a portion of the pairs at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dedupe.verify.shared_shingle_counts import (
    SharedCounts,
    count_shared_shingles,
    distinct_shingles,
    join_counts,
)
from dedupe.workers import map_chunks, unchanged

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dedupe.furniture.paragraph_index import ParagraphIndex
    from dedupe.index.catalogue import Catalogue, TokenRequest
    from dedupe.text.batch.tokenize import TokenBatch

_PORTION = 1024  # pairs
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
        wanted: the articles.
        left_out: bool, of each of their paragraphs whether it does not count; None if all do.
    """

    pairs: NDArray[np.int64]
    wanted: TokenRequest
    left_out: NDArray[np.bool_] | None


def count_pairs(
    pairs: NDArray[np.int64],
    catalogue: Catalogue,
    k: int,
    uncounted: Uncounted | None = None,
    *,
    jobs: int = 1,
) -> SharedCounts:
    """Count what pairs of articles share.

    Args:
        pairs: int64[p, 2], ascending.
        uncounted: what to leave out, None to count all.

    Raises:
        InputError: an article has changed since it was first read.
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
    left_out = uncounted.flags[uncounted.paragraphs.of(articles)] if uncounted else None
    return _Portion(places.reshape(-1, 2), catalogue.wanted(articles), left_out)


def _count(state: tuple[TokenBatch, int, NDArray[np.uint64]], portion: _Portion) -> SharedCounts:
    kept, k, stock = state
    shingles = distinct_shingles(portion.wanted.words(kept), portion.left_out, k, stock)
    return count_shared_shingles(portion.pairs, shingles)
