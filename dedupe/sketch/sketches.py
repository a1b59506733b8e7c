"""Everything that is kept of articles once their text is let go: of a batch, and of many batches together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from dedupe.sketch.blocks_on_disk import on_disk
from dedupe.sketch.fracminhash import sample
from dedupe.sketch.minhash import bands, sign
from dedupe.sketch.packed_postings import pack, shifted
from dedupe.sketch.shingles import drop_crossing, prefix_hashes
from dedupe.sketch.sizes import BANDS, BINS, ROWS, SCALE, SHORT
from dedupe.sketch.sorted_arrays import NO_HASHES, joined, unique_sorted
from dedupe.sketch.word_pairs import is_content_word, word_pairs
from dedupe.text.batch.expand_ranges import expand_ranges
from dedupe.text.batch.tokenize import TokenBatch

Hashes = NDArray[np.uint64]
T = TypeVar("T", np.int64, np.uint64)
_BLOCK = 1 << 25  # bytes, from which on the allocators at hand ask the system for each block
_FEW = 16  # blocks, after as many of which they become larger: each on disk holds a file open


class Postings(NamedTuple):
    """What of the sketches of `a` articles finds those with something in common: by far the most of them."""

    bands: Hashes  # uint64[a, BANDS], as in `Sketches`
    samples: Hashes
    pairs: Hashes


NO_POSTINGS = Postings(np.empty((0, BANDS), np.uint64), NO_HASHES, NO_HASHES)


class PostingBlocks(NamedTuple):
    """The postings of many articles, in blocks, on disk if there are many."""

    bands: tuple[Hashes, ...]  # uint64[., BANDS], in the order of the articles
    samples: tuple[Hashes, ...]  # uint64, packed with the articles, from 0 on; each block ascending
    pairs: tuple[Hashes, ...]  # uint64, pairs of words of short articles, packed in the same way


@dataclass(frozen=True, slots=True)
class Sketches:
    """What is kept of `a` articles with `p` paragraphs in all."""

    sizes: NDArray[np.int64]  # [a], tokens an article
    digests: NDArray[np.uint64]  # [a], equal for articles with the same tokens in the same order
    bands: NDArray[np.uint64]  # [a, BANDS], equal where all values of a band of two signatures agree
    samples: NDArray[np.uint64]  # [s], ascending within each article: a sampled shingle of it, with the article
    sampled: NDArray[np.int64]  # [a], how many are of each article
    pairs: NDArray[np.uint64]  # [w], ascending: a pair of words of a short article, with the article
    paragraphs: NDArray[np.uint64]  # [p], a hash of the tokens of each, 0 where it has none
    article_starts: NDArray[np.int64]  # [a + 1], index of each article's first paragraph, then p
    quotations: NDArray[np.uint64]  # [q], hashes of k tokens in a row within one quotation

    @property
    def postings(self) -> Postings:
        """What finds articles with something in common."""
        return Postings(self.bands, self.samples, self.pairs)

    def with_postings(self, postings: Postings) -> Sketches:
        """Return the same with other postings, or none."""
        return replace(self, **postings._asdict())


def sketch(words: TokenBatch, k: int) -> Sketches:
    """Sketch a batch of articles by shingles of k tokens."""
    rolling = prefix_hashes(words.hashes)
    windows = rolling.k_grams(k)
    shingles = drop_crossing(windows, words.bounds, k)
    return Sketches(
        np.diff(words.bounds),
        rolling.span_hashes(words.bounds),
        bands(sign(shingles, BINS), BANDS, ROWS),
        *sample(shingles, SCALE),
        pairs_of_short(words),
        rolling.span_hashes(words.paragraph_starts),
        words.article_starts,
        quoted_shingles(windows, words.quotations, k),
    )


def join_sketches(batches: Sequence[Sketches]) -> Sketches:
    """Join the sketches of batches, whose articles and paragraphs follow each other."""
    articles = np.cumsum([0, *(batch.sizes.size for batch in batches)]).tolist()
    paragraphs = np.cumsum([0, *(batch.paragraphs.size for batch in batches)]).tolist()
    packed, pairs = (
        [shifted(array, at) for array, at in zip(arrays, articles, strict=False)]
        for arrays in ([batch.samples for batch in batches], [batch.pairs for batch in batches])
    )
    starts = [batch.article_starts[:-1] + at for batch, at in zip(batches, paragraphs, strict=False)]
    return Sketches(
        np.concatenate([batch.sizes for batch in batches]),
        np.concatenate([batch.digests for batch in batches]),
        np.concatenate([batch.bands for batch in batches]),
        np.concatenate(packed),
        np.concatenate([batch.sampled for batch in batches]),
        np.sort(np.concatenate(pairs)),
        np.concatenate([batch.paragraphs for batch in batches]),
        np.append(np.concatenate(starts), paragraphs[-1]),
        np.concatenate([batch.quotations for batch in batches]),
    )


def pairs_of_short(words: TokenBatch) -> NDArray[np.uint64]:
    """Return the pairs of words that stand close in the short articles of a batch, quotations aside.

    uint64[w], ascending: each pair, once an article, with the article.
    """
    sizes = np.diff(words.bounds)
    at = expand_ranges(words.bounds[:-1], np.where(sizes <= SHORT, sizes, 0))
    paragraphs = np.searchsorted(words.paragraph_starts, at, "right") - 1
    tokens = words.hashes[at]
    pairs = word_pairs(tokens, paragraphs, is_content_word(tokens) & ~words.quoted[at])
    owners = np.searchsorted(words.bounds, at[pairs.first], "right") - 1
    return unique_sorted(pack(pairs.hashes, owners))


def quoted_shingles(windows: NDArray[np.uint64], quotations: NDArray[np.int64], k: int) -> NDArray[np.uint64]:
    """Return the hashes of every k tokens in a row that stand in one quotation, uint64, in reading order.

    Args:
        windows: uint64[n - k + 1], of all k tokens in a row.
        quotations: int64[q, 2], as `TokenBatch` has them.
    """
    counts = np.maximum(quotations[:, 1] - quotations[:, 0] - k + 1, 0)
    return windows.take(expand_ranges(quotations[:, 0], counts))


@dataclass(frozen=True, slots=True)
class SketchCollection:
    """The sketches of `n` articles; what is in blocks is there in the order of the articles, and on disk if it is large."""

    sizes: NDArray[np.int64]  # [n], tokens an article
    digests: Hashes  # uint64[n], of their tokens
    sampled: NDArray[np.int64]  # [n], sampled shingles an article
    counts: NDArray[np.int64]  # [n], paragraphs an article
    bands: tuple[Hashes, ...]  # uint64[., BANDS], in blocks
    samples: tuple[Hashes, ...]  # uint64, packed with the articles, from 0 to n - 1; in blocks, each ascending
    pairs: tuple[Hashes, ...]  # uint64, pairs of words of short articles, packed in the same way; likewise
    paragraphs: tuple[Hashes, ...]  # uint64, a hash of each, in blocks, each of whole articles
    quotations: tuple[Hashes, ...]  # uint64, hashes of k tokens in a row within one quotation, in blocks

    @property
    def postings(self) -> PostingBlocks:
        """What finds articles with something in common."""
        return PostingBlocks(self.bands, self.samples, self.pairs)


class _Column(Generic[T]):
    """Arrays that come one after the other, put together in blocks; `ascending` if their order within one is free."""

    def __init__(self, kind: type[T], *, ascending: bool = False) -> None:
        self._kind: type[T] = kind
        self._ascending = ascending
        self.blocks: list[NDArray[T]] = []
        self._latest: list[NDArray[T]] = []
        self._size = 0

    def add(self, array: NDArray[T]) -> None:
        self._latest.append(array)
        self._size += array.nbytes
        if self._size >= _BLOCK * (1 + len(self.blocks) // _FEW):
            self.blocks.append(on_disk(self._block()))

    def closed(self) -> tuple[NDArray[T], ...]:
        if self._latest:
            self.blocks.append(self._block())
        return tuple(self.blocks)

    def _block(self) -> NDArray[T]:
        block = np.concatenate(self._latest)
        if self._ascending:
            block.sort()
        self._latest, self._size = [], 0
        return block

    def whole(self) -> NDArray[T]:
        return joined(self.closed(), self._kind)


class PostingCollector:
    """Takes the postings of batches, and lets go of each as it goes."""

    def __init__(self) -> None:
        self._articles = 0
        self._bands = _Column(np.uint64)
        self._samples, self._pairs = (_Column(np.uint64, ascending=True) for _ in range(2))

    def take(self, batch: Postings, articles: int) -> None:
        """Add those of so many articles behind those before them."""
        self._bands.add(batch.bands)
        self._samples.add(shifted(batch.samples, self._articles))
        self._pairs.add(shifted(batch.pairs, self._articles))
        self._articles += articles

    def joined(self) -> PostingBlocks:
        """Return what there is."""
        return PostingBlocks(*(column.closed() for column in (self._bands, self._samples, self._pairs)))


class SketchCollector:
    """Takes batches of sketches, and lets go of each batch as it goes."""

    def __init__(self) -> None:
        self._postings = PostingCollector()
        self._sizes, self._sampled, self._counts = (_Column(np.int64) for _ in range(3))
        self._digests, self._paragraphs, self._quotations = (_Column(np.uint64) for _ in range(3))

    def take(self, batch: Sketches) -> None:
        """Add a batch behind those before it."""
        self._sizes.add(batch.sizes)
        self._sampled.add(batch.sampled)
        self._counts.add(np.diff(batch.article_starts))
        self._digests.add(batch.digests)
        self._postings.take(batch.postings, batch.sizes.size)
        self._paragraphs.add(batch.paragraphs)
        self._quotations.add(batch.quotations)

    def joined(self) -> SketchCollection:
        """Return what there is."""
        return SketchCollection(
            self._sizes.whole(),
            self._digests.whole(),
            self._sampled.whole(),
            self._counts.whole(),
            *self._postings.joined(),
            self._paragraphs.closed(),
            self._quotations.closed(),
        )
