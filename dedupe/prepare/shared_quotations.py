"""What the articles of a folder quote: what one quotes is a quotation in all."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import numpy as np

from dedupe.sketch.rolling_hash import prefix_hashes
from dedupe.sketch.sorted_arrays import HashSet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from dedupe.prepare.paragraphs import Passage

NO_QUOTATIONS = HashSet(np.empty(0, dtype=np.uint64))


def mark_quotations(
    passages: Sequence[Passage], quotations: HashSet, k: int
) -> tuple[Passage, ...]:
    """Mark as quoted what other articles quote.

    Args:
        passages: of one article.
        quotations: hashes of k words in a row that others quote.
        k: as there.
    """
    bounds = list(accumulate((len(passage.words) for passage in passages), initial=0))
    hashes = np.concatenate([passage.hashes for passage in passages] or [NO_QUOTATIONS.ascending])
    quoted = _quoted_tokens(hashes, np.array(bounds), quotations, k)
    return tuple(
        replace(passage, quoted=either(passage.quoted, quoted[low:high]))
        if quoted[low:high].any()
        else passage
        for passage, (low, high) in zip(passages, pairwise(bounds), strict=True)
    )


def _quoted_tokens(
    hashes: NDArray[np.uint64], bounds: NDArray[np.int64], quotations: HashSet, k: int
) -> NDArray[np.bool_]:
    """Return which tokens stand in a quotation that lies in one paragraph; bool[n].

    Args:
        hashes: uint64[n], of the tokens.
        bounds: int64[p + 1], index of each paragraph's first token, then n.
        quotations: hashes of k words in a row.
        k: as there.
    """
    starts = np.flatnonzero(quotations.contains(prefix_hashes(hashes).k_grams(k)))
    ends = bounds[np.searchsorted(bounds, starts, "right")]
    starts = starts[starts + k <= ends]
    quoted = np.zeros(hashes.size, dtype=np.bool_)
    for offset in range(k):
        quoted[starts + offset] = True
    return quoted


def either(flags: Sequence[bool], others: NDArray[np.bool_]) -> tuple[bool, ...]:
    """Return which flags are set in one of two rows."""
    return tuple((np.array(flags, dtype=np.bool_) | others).tolist())
