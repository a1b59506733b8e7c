"""What candidates share, counted once for all runs: remembered under what the two articles print."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dedupe.cache.remembered_rows import FoundRows, remembered_rows
from dedupe.cache.store import Store
from dedupe.index.catalogue import Catalogue
from dedupe.pipeline.candidate_counts import EVERYTHING, Uncounted, count_pairs, count_stories
from dedupe.text.batch.hashing import mix
from dedupe.verify.shared_shingle_counts import SharedCounts, StoryCounts

_WIDTH = 3  # numbers that a pair shares


class RememberedCounts:
    """What pairs of articles share: counted, unless an earlier run did, with the tokens kept that are read for it.

    Args:
        sizes: int64[a], tokens an article.
        store: where counts are remembered.

    Attributes:
        catalogue: of the articles, with the tokens that were read so far, unless they are very many.
        k: tokens a shingle.
        jobs: processes at most beside this one.
    """

    def __init__(self, catalogue: Catalogue, sizes: NDArray[np.int64], k: int, store: Store, jobs: int) -> None:
        self.catalogue = catalogue
        self.k = k
        self._sizes, self._store, self.jobs = sizes, store, jobs

    def keep(self, articles: NDArray[np.int64]) -> None:
        """Keep the tokens of some articles as well, unless they are very many; int64, in any shape."""
        self.catalogue = self.catalogue.keeping(articles.ravel(), self._sizes, self.jobs)

    def has_words(self, articles: NDArray[np.int64]) -> bool:
        """Return whether the tokens of some articles are kept, as they were when these were first read."""
        with_words = articles[self._sizes[articles] > 0]
        return bool((self.catalogue.rows[with_words] >= 0).all())

    def shared(self, pairs: NDArray[np.int64]) -> SharedCounts:
        """Count what pairs share; int64[p, 2], ascending."""

        def count(missing: NDArray[np.int64]) -> FoundRows:
            self.keep(pairs[missing])
            counts = count_pairs(pairs[missing], self.catalogue, self.k, jobs=self.jobs)
            return FoundRows(_rows(counts), counts.common != EVERYTHING)

        keys = _pair_keys(self.catalogue.digests, pairs)
        return _counts(remembered_rows(self._store, ("counts", self.k), keys, _WIDTH, count))

    def stories(self, pairs: NDArray[np.int64], uncounted: Uncounted) -> StoryCounts:
        """Count what pairs share, and what of that is of the page; int64[p, 2], ascending."""

        def count(missing: NDArray[np.int64]) -> FoundRows:
            self.keep(pairs[missing])
            story, with_learned, furniture = count_stories(
                pairs[missing], self.catalogue, self.k, uncounted, jobs=self.jobs
            )
            columns = _rows(story), _rows(with_learned), furniture.view(np.uint64)[:, None]
            return FoundRows(np.concatenate(columns, axis=1), story.common != EVERYTHING)

        stock = uncounted.stock.tobytes(), uncounted.page.tobytes()
        keys = _pair_keys(uncounted.told_apart(self.catalogue.digests), pairs)
        rows = remembered_rows(self._store, ("stories", self.k, *stock), keys, 2 * _WIDTH + 1, count)
        story, with_learned = _counts(rows[:, :_WIDTH]), _counts(rows[:, _WIDTH : 2 * _WIDTH])
        return StoryCounts(story, with_learned, rows[:, -1].view(np.int64))


def _pair_keys(digests: NDArray[np.uint64], pairs: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Make a key of the digests of each pair, the order of which does not matter; uint64[p]."""
    first, second = np.sort(digests[pairs], axis=1).T
    return mix(mix(first) + second)


def _rows(counts: SharedCounts) -> NDArray[np.uint64]:
    columns = counts.common, counts.resemblance, counts.containment
    return np.stack([column.view(np.uint64) for column in columns], axis=1)


def _counts(rows: NDArray[np.uint64]) -> SharedCounts:
    common, resemblance, containment = np.ascontiguousarray(rows.T)
    return SharedCounts(common.view(np.int64), resemblance.view(np.float64), containment.view(np.float64))
