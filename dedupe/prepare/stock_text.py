"""Stock text in articles: phrases that say nothing, and passages that belong to the page."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dedupe.sketch.shingles import prefix_hashes
from dedupe.sketch.sorted_arrays import isin_sorted

LEAST_PASSAGE = 12  # tokens; fewer in a row are a phrase of the language, such as an office
_MOST_LEFT = 0.2  # of a paragraph of the page are something else, such as a date


def stock_tokens(
    hashes: NDArray[np.uint64], articles: NDArray[np.int64], stock: NDArray[np.uint64], k: int
) -> NDArray[np.bool_]:
    """Return which tokens stock shingles cover; bool[n].

    Args:
        hashes: uint64[n], of the tokens of some articles.
        articles: int64[n], ascending, the article of each.
        stock: uint64[s], ascending, hashes of k words in a row that unrelated articles have.
    """
    covered = np.zeros(hashes.size, dtype=np.bool_)
    if stock.size:
        starts = np.flatnonzero(isin_sorted(stock, prefix_hashes(hashes).k_grams(k)))
        starts = starts[articles[starts] == articles[starts + k - 1]]
        for offset in range(k):
            covered[starts + offset] = True
    return covered


def long_runs(flags: NDArray[np.bool_], owners: NDArray[np.int64], least: int = LEAST_PASSAGE) -> NDArray[np.bool_]:
    """Leave of the runs of set flags, each within an article or paragraph, those that are long enough; bool[n]."""
    is_first = flags.copy()
    is_first[1:] &= ~flags[:-1] | (owners[1:] != owners[:-1])
    run = np.cumsum(is_first)
    long: NDArray[np.bool_] = flags & (np.bincount(run, flags) >= least)[run]
    return long


def furniture_of_stock(
    is_page: NDArray[np.bool_], bounds: NDArray[np.int64], body: NDArray[np.int64], end: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Return which paragraphs belong to the page but for a few words; bool[p].

    Args:
        is_page: bool[n], tokens of passages that belong to the page.
        bounds: int64[p + 1], index of each paragraph's first token, then n.
        body: int64[p], tokens of its dateline.
        end: int64[p], tokens before its signature.
    """
    before = np.concatenate([[0], np.cumsum(is_page)])
    firsts = bounds[:-1]
    left = end - body - (before[firsts + end] - before[firsts + body])
    found: NDArray[np.bool_] = left <= _MOST_LEFT * np.diff(bounds)
    found &= before[bounds[1:]] > before[firsts]
    return found
