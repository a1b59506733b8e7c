"""Near-duplicates by MinHash LSH: bands packed into keys and sorted, instead of kept in dictionaries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from dedupe.candidates.pairs import distinct, pairs_in_runs
from dedupe.sketch.ordered import runs

if TYPE_CHECKING:
    from numpy.typing import NDArray


def near_candidates(keys: NDArray[np.uint64], most: int) -> NDArray[np.int64]:
    """Propose the pairs that share a band.

    Args:
        keys: uint64[a, bands], articles in order of publication.
        most: articles up to which a bucket gives all its pairs; a larger one joins each to its first.

    Returns:
        int64[p, 2], distinct pairs of row indices, ascending.
    """
    found = [np.empty((0, 2), dtype=np.int64)]
    for band in range(keys.shape[1]):
        order = np.argsort(keys[:, band], kind="stable")
        starts, lengths = runs(keys[order, band])
        found.append(distinct(pairs_in_runs(order, starts, lengths, most)))
    return distinct(np.concatenate(found))
