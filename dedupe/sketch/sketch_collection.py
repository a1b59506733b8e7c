"""The sketches of many batches put together, in large blocks that the system gets back whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from dedupe.sketch.packed_postings import shifted
from dedupe.sketch.sketches import Sketches

Hashes = NDArray[np.uint64]

T = TypeVar("T", np.int64, np.uint64)
_BLOCK = 1 << 25  # bytes, from which on the allocators at hand ask the system for each block


@dataclass(frozen=True, slots=True)
class SketchCollection:
    """The sketches of `n` articles; what is in blocks is there in the order of the articles.

    Attributes:
        sizes: int64[n], tokens an article.
        digests: uint64[n], of their tokens.
        sampled: int64[n], sampled shingles an article.
        counts: int64[n], paragraphs an article.
        bands: uint64[., BANDS], in blocks.
        samples: uint64, packed with the articles, from 0 to n - 1; in blocks.
        pairs: uint64, pairs of words of short articles, packed in the same way; in blocks.
        paragraphs: uint64, a hash of each, in blocks, each of whole articles.
        quotations: uint64, hashes of k tokens in a row within one quotation, in blocks.
    """

    sizes: NDArray[np.int64]
    digests: Hashes
    sampled: NDArray[np.int64]
    counts: NDArray[np.int64]
    bands: tuple[Hashes, ...]
    samples: tuple[Hashes, ...]
    pairs: tuple[Hashes, ...]
    paragraphs: tuple[Hashes, ...]
    quotations: tuple[Hashes, ...]


class _Column(Generic[T]):
    """Arrays that come one after the other."""

    def __init__(self, kind: type[T]) -> None:
        self._kind: type[T] = kind
        self.blocks: list[NDArray[T]] = []
        self._latest: list[NDArray[T]] = []
        self._size = 0

    def add(self, array: NDArray[T]) -> None:
        self._latest.append(array)
        self._size += array.nbytes
        if self._size >= _BLOCK:
            self.close()

    def close(self) -> None:
        if self._latest:
            self.blocks.append(np.concatenate(self._latest))
        self._latest, self._size = [], 0

    def whole(self) -> NDArray[T]:
        self.close()
        return np.concatenate([np.empty(0, dtype=self._kind), *self.blocks])


class SketchCollector:
    """Takes batches of sketches, and lets go of each batch as it goes."""

    def __init__(self) -> None:
        self._articles = 0
        self._sizes, self._sampled, self._counts = (_Column(np.int64) for _ in range(3))
        self._digests, self._bands, self._samples, self._pairs = (
            _Column(np.uint64) for _ in range(4)
        )
        self._paragraphs, self._quotations = _Column(np.uint64), _Column(np.uint64)

    def take(self, batch: Sketches) -> None:
        """Add a batch behind those before it."""
        self._sizes.add(batch.sizes)
        self._sampled.add(batch.samples.counts)
        self._counts.add(np.diff(batch.article_starts))
        self._digests.add(batch.digests)
        self._bands.add(batch.bands)
        self._samples.add(shifted(batch.samples.packed, self._articles))
        self._pairs.add(shifted(batch.pairs, self._articles))
        self._paragraphs.add(batch.paragraphs)
        self._quotations.add(batch.quotations)
        self._articles += batch.sizes.size

    def joined(self) -> SketchCollection:
        """Return what there is."""
        in_blocks = (self._bands, self._samples, self._pairs, self._paragraphs, self._quotations)
        for column in in_blocks:
            column.close()
        return SketchCollection(
            self._sizes.whole(),
            self._digests.whole(),
            self._sampled.whole(),
            self._counts.whole(),
            *(tuple(column.blocks) for column in in_blocks),
        )
