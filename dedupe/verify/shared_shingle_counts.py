"""How many distinct shingles candidates share, counted exactly on the hashes of their tokens."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from dedupe.sketch.shingles import shingle
from dedupe.sketch.sorted_arrays import intersect_sorted, isin_sorted, unique_sorted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from dedupe.text.batch.tokenize import TokenBatch


_NOTHING = np.empty(0, dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class SharedCounts:
    """What `p` pairs of articles share.

    Attributes:
        common: int64[p], the number of shared distinct shingles.
        resemblance: float64[p], their share of all shingles of both.
        containment: float64[p], their share of the shingles of the smaller article.
    """

    common: NDArray[np.int64]
    resemblance: NDArray[np.float64]
    containment: NDArray[np.float64]


def distinct_shingles(
    words: TokenBatch,
    left_out: NDArray[np.bool_] | None,
    k: int,
    stock: NDArray[np.uint64] = _NOTHING,
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


def count_shared_shingles(
    pairs: NDArray[np.int64], shingles: Sequence[NDArray[np.uint64]]
) -> SharedCounts:
    """Count what pairs share.

    Args:
        pairs: int64[p, 2], of indices of articles.
        shingles: distinct ones of each article, ascending.
    """
    sizes = np.array([own.size for own in shingles], dtype=np.int64)[pairs]
    both = [intersect_sorted(shingles[a], shingles[b]).size for a, b in pairs.tolist()]
    common = np.array(both, dtype=np.int64)
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
