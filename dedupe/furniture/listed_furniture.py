"""What furniture listed by hand adds to what is learned, and what never counts as such."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dedupe.furniture.furniture_file import ANY, UNKNOWN, Furniture
from dedupe.sketch.shingles import paragraph_hashes, shingle
from dedupe.sketch.sorted_arrays import isin_sorted, unique_sorted
from dedupe.text.batch.tokenize import tokenize_article, tokenize_batch


@dataclass(frozen=True, slots=True)
class Marked:
    """The paragraphs of a batch that are listed."""

    listed: NDArray[np.bool_]  # [p], those that are furniture
    kept: NDArray[np.bool_]  # [p], those that are not

    @property
    def left_out(self) -> NDArray[np.bool_]:
        """Those that count nowhere; bool[p]."""
        return self.listed & ~self.kept


def find_listed(
    hashes: NDArray[np.uint64], starts: NDArray[np.int64], outlets: Sequence[str | None], furniture: Furniture
) -> Marked:
    """Find the paragraphs that are listed.

    Args:
        hashes: uint64[p], of all paragraphs.
        starts: int64[a + 1], index of each article's first paragraph, then p.
    """

    def found(lists: Mapping[str, Sequence[str]]) -> NDArray[np.bool_]:
        flags = np.zeros(hashes.size, dtype=np.bool_)
        for outlet, paragraphs in lists.items():
            known = paragraph_hashes(tokenize_article(list(paragraphs)))
            is_known = np.isin(hashes, known[known != 0])
            if outlet != ANY:
                own = np.array([(name or UNKNOWN) == outlet for name in outlets], dtype=np.bool_)
                is_known &= np.repeat(own, np.diff(starts))
            flags |= is_known
        return flags

    return Marked(found(furniture.listed), found(furniture.kept))


def with_listed(stock: NDArray[np.uint64], furniture: Furniture, k: int, outlet: str = ANY) -> NDArray[np.uint64]:
    """Add to the stock shingles those of the passages listed for an outlet, without the kept ones.

    Args:
        stock: uint64[n], ascending.
        outlet: whose list it is; by default the one for any outlet.
    """
    listed, kept = (passage_shingles(lists, k, outlet) for lists in (furniture.listed, furniture.kept))
    together = unique_sorted(np.concatenate([stock, listed]))
    return together[~isin_sorted(kept, together)]


def stock_by_outlet(stock: NDArray[np.uint64], furniture: Furniture, k: int) -> dict[str, NDArray[np.uint64]]:
    """Return the stock shingles of all, and of the outlets with lists of their own; each uint64[.], ascending."""
    outlets = sorted({*furniture.listed, *furniture.kept} - {ANY})
    return {outlet: with_listed(stock, furniture, k, outlet) for outlet in outlets}


def passage_shingles(lists: Mapping[str, Sequence[str]], k: int, outlet: str = ANY) -> NDArray[np.uint64]:
    """Return the shingles of the passages that are listed for an outlet; uint64[n], ascending."""
    batch = tokenize_batch([[paragraph] for paragraph in lists.get(outlet, ())])
    return unique_sorted(shingle(batch.hashes, batch.bounds, k).hashes)
