"""Paragraphs that one outlet prints again and again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dedupe.sketch.ordered import contains, distinct, runs
from dedupe.text.batch.arrays import expand_ranges
from dedupe.text.batch.hashing import mix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_PORTION = 1 << 20  # paragraphs that are looked up at a time


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """The paragraphs of `a` articles, `p` in all.

    Attributes:
        hashes: uint64[p], of each one's tokens, 0 where it has none.
        starts: int64[a + 1], index of each article's first one, then p.
    """

    hashes: NDArray[np.uint64]
    starts: NDArray[np.int64]

    def owners(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Give the article that each of some paragraphs is of."""
        owners: NDArray[np.int64] = np.searchsorted(self.starts, rows, "right") - 1
        return owners

    def of(self, articles: Sequence[int]) -> NDArray[np.int64]:
        """Give the indices of the paragraphs of some articles, one article after the other."""
        chosen = np.array(articles, dtype=np.int64)
        return expand_ranges(self.starts[chosen], self.starts[chosen + 1] - self.starts[chosen])

    def with_hashes(self, ascending: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Give the indices of the paragraphs that have one of some hashes."""
        found = [
            at + np.flatnonzero(contains(ascending, self.hashes[at : at + _PORTION]))
            for at in range(0, self.hashes.size, _PORTION)
        ]
        return np.concatenate([np.empty(0, np.int64), *found])


def recurring_paragraphs(
    paragraphs: Paragraphs, outlets: NDArray[np.uint64], stories: NDArray[np.int64], least: int
) -> list[list[int]]:
    """List the rows of each paragraph that one outlet prints in enough stories.

    Args:
        paragraphs: of all articles.
        outlets: uint64[a], a number for the outlet of each article.
        stories: int64[a], the near-duplicate group of each article.
        least: stories that are enough.
    """
    rows = paragraphs.with_hashes(_frequent(paragraphs.hashes, least))
    owners = paragraphs.owners(rows)
    keys = mix(paragraphs.hashes[rows] + mix(outlets[owners] + np.uint64(1)))
    order = np.argsort(keys, kind="stable")
    starts, lengths = runs(keys[order])
    common = lengths >= least
    places = zip(starts[common].tolist(), lengths[common].tolist(), strict=True)
    found = [order[start : start + length] for start, length in places]
    return [rows[it].tolist() for it in found if np.unique(stories[owners[it]]).size >= least]


def _frequent(hashes: NDArray[np.uint64], least: int) -> NDArray[np.uint64]:
    """Give the hashes, but for that of no words, that stand there often enough; ascending."""
    ascending = np.sort(hashes)
    last = ascending[least - 1 :]
    frequent = distinct(last[last == ascending[: last.size]])
    told: NDArray[np.uint64] = frequent[frequent != 0]
    return told
