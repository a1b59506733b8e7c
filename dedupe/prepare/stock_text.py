"""Stock text marked in an article: phrases that say nothing, and passages that belong to the page."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import numpy as np

from dedupe.prepare.shared_quotations import either
from dedupe.sketch.rolling_hash import prefix_hashes
from dedupe.sketch.sorted_arrays import isin_sorted

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from dedupe.prepare.paragraphs import Passage

LEAST_PASSAGE = 12  # tokens; fewer in a row are a phrase of the language, such as an office
_MOST_LEFT = 0.2  # of a paragraph of the page are something else, such as a date


def mark_stock(
    passages: Sequence[Passage], stock: NDArray[np.uint64], k: int, kept: Collection[int] = ()
) -> tuple[Passage, ...]:
    """Mark what unrelated articles have as well.

    Args:
        passages: of one article.
        stock: uint64[n], ascending, hashes of k words in a row that unrelated articles have.
        k: words a hash.
        kept: indices of the passages that are known to belong to the story.

    Returns:
        The passages; one that is stock but for a few words is furniture.
    """
    bounds = list(accumulate((len(passage.words) for passage in passages), initial=0))
    is_stock = stock_tokens(np.concatenate([passage.hashes for passage in passages]), stock, k)
    for index in kept:
        is_stock[bounds[index] : bounds[index + 1]] = False
    if not is_stock.any():
        return tuple(passages)
    is_page = long_runs(is_stock)
    return tuple(
        _marked(passage, is_stock[low:high], is_page[low:high])
        for passage, (low, high) in zip(passages, pairwise(bounds), strict=True)
    )


def stock_tokens(
    hashes: NDArray[np.uint64], stock: NDArray[np.uint64], k: int
) -> NDArray[np.bool_]:
    """Return which tokens of an article stock shingles cover; bool[n].

    Args:
        hashes: uint64[n], of its tokens.
        stock: uint64[.], ascending, the shingles.
        k: tokens a shingle.
    """
    covered = np.zeros(hashes.size, dtype=np.bool_)
    if stock.size:
        starts = np.flatnonzero(isin_sorted(stock, prefix_hashes(hashes).k_grams(k)))
        for offset in range(k):
            covered[starts + offset] = True
    return covered


def long_runs(flags: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Leave of the runs of set flags those that are long enough to be a passage."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8)))
    long = flags.copy()
    for start, end in edges.reshape(-1, 2).tolist():
        long[start:end] = end - start >= LEAST_PASSAGE
    return long


def _marked(passage: Passage, stock: NDArray[np.bool_], page: NDArray[np.bool_]) -> Passage:
    if not stock.any():
        return passage
    left = np.count_nonzero(~page[passage.body : passage.end])
    return replace(
        passage,
        stock=either(passage.stock, stock),
        page=either(passage.page, page),
        furniture=passage.furniture or bool(page.any() and left <= _MOST_LEFT * page.size),
    )
