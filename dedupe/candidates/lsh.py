"""Near-duplicates by MinHash LSH: bands packed into keys and sorted, instead of kept in dictionaries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from dedupe.candidates.pairs_from_keys import pairs_in_runs, unique_pairs
from dedupe.sketch.blocks_on_disk import release
from dedupe.sketch.packed_postings import pack, shared_keys


def near_candidates(keys: Sequence[NDArray[np.uint64]], ranks: NDArray[np.int64], most: int) -> NDArray[np.int64]:
    """Propose the pairs that share a band.

    Args:
        keys: uint64[., bands], those of `a` articles in batches, on disk or not.
        ranks: int64[a], the place of each article in the order of publication; negative for one that
            takes no part.
        most: articles up to which a bucket gives all its pairs; a larger one joins each to its first.

    Returns:
        int64[p, 2], distinct pairs of places in the order of publication, ascending.
    """
    return near_pairs(sorted_bands(keys, ranks), most)


def near_pairs(bands: Iterable[NDArray[np.uint64]], most: int) -> NDArray[np.int64]:
    """Propose the pairs that share a band, given the keys of each band, packed with the articles and ascending."""
    found = [np.empty((0, 2), dtype=np.int64)]
    return unique_pairs(np.concatenate([*found, *(unique_pairs(pairs_by_band(band, most)) for band in bands)]))


def pairs_by_band(ascending: NDArray[np.uint64], most: int) -> NDArray[np.int64]:
    """Pair the articles that share a key of one band, packed as above; int64[p, 2], the smaller article first."""
    return pairs_in_runs(*shared_keys(ascending), most)


def sorted_bands(keys: Sequence[NDArray[np.uint64]], ranks: NDArray[np.int64]) -> Iterator[NDArray[np.uint64]]:
    """Yield the keys of each band, packed with the ranks of the articles and ascending; see `near_candidates`."""
    taking_part = np.flatnonzero(ranks >= 0)
    for band in range(keys[0].shape[1] if keys else 0):
        column = np.concatenate([batch[:, band] for batch in keys])
        for batch in keys:
            release(batch)
        packed = pack(column.take(taking_part), ranks.take(taking_part))
        packed.sort()
        yield packed
