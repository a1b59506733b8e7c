"""What of the sketches finds articles with something in common: at hand, or in the cache until it is wanted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedupe.cache.codec import BrokenError
from dedupe.cache.store import Store
from dedupe.index.batch_cache import postings_key, unpack_postings
from dedupe.sketch.packed_postings import relabelled
from dedupe.sketch.sketches import NO_POSTINGS, PostingBlocks, PostingCollector, Postings
from dedupe.sketch.sorted_arrays import equal_runs


class SearchAnewError(Exception):
    """What an earlier run left is of no use: it is gone, or too much has changed since."""


class Batches(NamedTuple):
    """The batches in which articles were read."""

    contents: tuple[bytes, ...]  # keys of their sketches in the cache
    starts: NDArray[np.int64]  # [batches + 1], the first article of each, then the number of all

    def places(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return of some articles the batch of each, and its place there; int64[rows, 2]."""
        batches = np.searchsorted(self.starts, rows, "right") - 1
        return np.stack([batches, rows - self.starts[batches]], axis=1)


@dataclass(frozen=True, slots=True)
class ArticlePostings:
    """The postings of the articles that were read."""

    batches: Batches
    at_hand: PostingBlocks | None  # None where the cache has them
    store: Store

    def all(self) -> PostingBlocks:
        """Return those of all articles, by the order in which these were read.

        A SearchAnewError says that the cache does not have them any more.
        """
        if self.at_hand is not None:
            return self.at_hand
        collector = PostingCollector()
        for content, articles in zip(self.batches.contents, np.diff(self.batches.starts).tolist(), strict=True):
            postings = load_postings(self.store, content)
            if len(postings.bands) != articles:
                raise SearchAnewError
            collector.take(postings, articles)
        return collector.joined()


def load_postings(store: Store, content: bytes) -> Postings:
    """Load the postings of a batch, or raise a SearchAnewError if the cache does not have them."""
    try:
        return unpack_postings(store.get(postings_key(content)) or b"")
    except BrokenError:
        raise SearchAnewError from None


def postings_of(
    store: Store, contents: tuple[bytes, ...], places: NDArray[np.int64], labels: NDArray[np.int64]
) -> tuple[NDArray[np.int64], Postings]:
    """Load the postings of some articles.

    Args:
        contents: keys of batches.
        places: int64[n, 2], as `Batches.places` returns them.
        labels: int64[n], what each article is called in the answer.

    Returns:
        The articles in the order of their bands, int64[n], and their postings, packed with the labels and ascending.
    """
    order = np.lexsort((places[:, 1], places[:, 0]))
    parts = _parts(store, contents, places[order], labels[order])
    bands, samples, pairs = map(np.concatenate, zip(NO_POSTINGS, *parts, strict=True))
    return labels[order], Postings(bands, np.sort(samples), np.sort(pairs))


def _parts(
    store: Store, contents: tuple[bytes, ...], places: NDArray[np.int64], labels: NDArray[np.int64]
) -> Iterator[Postings]:
    starts, lengths = equal_runs(places[:, 0])
    for start, length in zip(starts.tolist(), lengths.tolist(), strict=True):
        rows, whole = places[start : start + length, 1], load_postings(store, contents[places[start, 0]])
        if rows.max() >= len(whole.bands):
            raise SearchAnewError
        called = np.full(len(whole.bands), -1)
        called[rows] = labels[start : start + length]
        yield Postings(whole.bands[rows], relabelled(whole.samples, called), relabelled(whole.pairs, called))
