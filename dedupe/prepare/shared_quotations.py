"""What the articles of a folder quote: what one quotes is a quotation in all."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import numpy as np

from dedupe.sketch.shingles import shingle
from dedupe.sketch.sorted_arrays import isin_sorted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from dedupe.prepare.paragraphs import Passage

NONE = np.empty(0, dtype=np.uint64)


def mark_quotations(
    passages: Sequence[Passage], quotations: NDArray[np.uint64], k: int
) -> tuple[Passage, ...]:
    """Mark as quoted what other articles quote.

    Args:
        passages: of one article.
        quotations: uint64[n], ascending, hashes of k words in a row that others quote.
        k: as there.
    """
    if not quotations.size:
        return tuple(passages)
    bounds = list(accumulate((len(passage.words) for passage in passages), initial=0))
    hashes = np.concatenate([passage.hashes for passage in passages] or [NONE])
    starts = _shingle_starts(bounds, k)
    found = isin_sorted(quotations, shingle(hashes, np.array(bounds), k).hashes)
    quoted = np.zeros(hashes.size, dtype=np.bool_)
    for offset in range(k):
        quoted[starts[found] + offset] = True
    return tuple(
        replace(passage, quoted=tuple(map(max, passage.quoted, quoted[low:high].tolist())))
        if quoted[low:high].any()
        else passage
        for passage, (low, high) in zip(passages, pairwise(bounds), strict=True)
    )


def _shingle_starts(bounds: Sequence[int], k: int) -> NDArray[np.int64]:
    return np.concatenate(
        [np.arange(low, max(low, high - k + 1)) for low, high in pairwise(bounds)]
        or [np.empty(0, np.int64)]
    ).astype(np.int64)
