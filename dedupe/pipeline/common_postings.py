"""Who has which keys, in an earlier search and in this one, by numbers that both have in common."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dedupe.cache.store import Store
from dedupe.index.article_postings import postings_of
from dedupe.index.build_index import CandidateSketches
from dedupe.pipeline.common_numbering import Numbering
from dedupe.pipeline.search_memory import FIRST_BAND, PAIRS, SAMPLES, SearchMemory
from dedupe.sketch.packed_postings import keys_of, pack, relabelled
from dedupe.sketch.sketches import Postings
from dedupe.sketch.sorted_arrays import isin_sorted, unique_sorted


class CommonPostings:
    """The postings of the articles of two searches, loaded as far as they are asked for.

    Args:
        memory: of the earlier search.
        numbering: of its articles and those of this one.
        sketches: of the articles of this search.
        fit: bool[a], in order of publication, those that are long enough.
        store: where all this is.
    """

    def __init__(
        self,
        memory: SearchMemory,
        numbering: Numbering,
        sketches: CandidateSketches,
        fit: NDArray[np.bool_],
        store: Store,
    ) -> None:
        self._memory, self._numbering, self._sketches, self._store = memory, numbering, sketches, store
        self._fit = np.ones(numbering.size, np.bool_)
        self._fit[numbering.now] = fit
        self._labels = np.where(numbering.gone[numbering.earlier], -1, numbering.earlier)
        self._added = self._lists_of(np.flatnonzero(numbering.new))

    def keys_of(self, numbers: NDArray[np.int64]) -> dict[int, NDArray[np.uint64]]:
        """Return the keys that some articles have in each list of postings, ascending."""
        return {number: unique_sorted(keys_of(own)) for number, own in self._lists_of(numbers).items()}

    def at(self, number: int, keys: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
        """Return who had some keys of a list, ascending, in the earlier search, and who has them now; packed, ascending."""
        earlier, added = self._memory.postings[number].at(keys), self._added[number]
        now = np.append(relabelled(earlier, self._labels), added[isin_sorted(keys, keys_of(added))])
        return relabelled(earlier, self._numbering.earlier), np.sort(now)

    def _lists_of(self, numbers: NDArray[np.int64]) -> dict[int, NDArray[np.uint64]]:
        """Load the postings of those of some articles that are long enough, packed with their numbers."""
        numbers = numbers[self._fit[numbers]]
        is_here = self._numbering.ranks[numbers] >= 0
        here, gone = numbers[is_here], numbers[~is_here]
        batches, memory = self._sketches.postings.batches, self._memory
        places = batches.places(self._sketches.rows[self._numbering.ranks[here]])
        known = memory.places[np.searchsorted(self._numbering.earlier, gone)]
        parts = (
            postings_of(self._store, batches.contents, places, here),
            postings_of(self._store, memory.contents, known, gone),
        )
        owners = np.concatenate([own for own, _ in parts])
        whole = Postings(*map(np.concatenate, zip(*(postings for _, postings in parts), strict=True)))
        bands = {FIRST_BAND + at: pack(band, owners) for at, band in enumerate(whole.bands.T)}
        return {SAMPLES: whole.samples, PAIRS: whole.pairs, **bands}
