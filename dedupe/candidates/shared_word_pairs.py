"""Copies told anew: pairs of short articles that share many pairs of words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedupe.sketch.packed_postings import OWNER_BITS, articles_of, keys_of, pack, shared_keys
from dedupe.sketch.sorted_arrays import equal_runs, joined, unique_of_blocks, without_rare
from dedupe.sketch.word_pairs import LEAST_SHARED, shares_many

_AT_ONCE = 1 << 22  # pairs of articles that are counted at a time, about


def reworded_candidates(
    pairs: Sequence[NDArray[np.uint64]], groups: NDArray[np.int64], sizes: NDArray[np.int64], *, most: int
) -> NDArray[np.int64]:
    """Propose the pairs that share so many pairs of words that one may tell the other anew; int64[p, 2], ascending.

    They are counted for some of the later articles at a time: the many that share one or two are never held together.

    Args:
        pairs: pairs of words that several of `a` articles share, as `shared_postings` returns them.
        groups: int64[a], as in `partial_candidates`.
        sizes: int64[a], words of each article.
        most: groups up to which those that hold a pair of words are paired; what more hold says nothing.
    """
    parts = [holders for part in pairs for holders in _holders(part, groups, most)]
    found = []
    for low, high in pairwise(_limits(parts, sizes.size)):
        packed = without_rare(
            joined((met for part in parts for met in part.meetings(low, high)), np.uint64), LEAST_SHARED
        )
        packed.sort()
        starts, times = equal_runs(packed)
        kept = packed[starts]
        first, second = _places(kept)
        found.append(kept[shares_many(times, np.minimum(sizes[first], sizes[second]))])
    return np.stack(_places(np.sort(joined(found, np.uint64))), axis=1)


def pairs_by_word_pair(ascending: NDArray[np.uint64], groups: NDArray[np.int64], most: int) -> NDArray[np.int64]:
    """Pair the articles, or groups, that share a pair of words, once for each; int64[p, 2], the smaller article first.

    Args:
        ascending: uint64[n], pairs of words packed with articles.
        groups: int64[a], as in `partial_candidates`.
        most: as in `reworded_candidates`.
    """
    met = (met for part in _holders(ascending, groups, most) for met in part.meetings(0, groups.size))
    return np.stack(_places(joined(met, np.uint64)), axis=1)


class _Holders(NamedTuple):
    """Articles that hold keys, `n` in all, those of one key after the other and ascending.

    Each meets those before it that hold the same key.
    """

    articles: NDArray[np.int32]  # [n]
    before: NDArray[np.int32]  # [n], how many before it hold the same key

    def meetings(self, low: int, high: int) -> Iterator[NDArray[np.uint64]]:
        """Yield the pairs whose later article is in a range, packed, once for each key that they share."""
        chosen = np.flatnonzero((self.articles >= low) & (self.articles < high) & (self.before > 0))
        reach = 0
        while chosen.size:
            reach += 1
            yield self._packed(chosen - reach, chosen)
            chosen = chosen[self.before[chosen] > reach]

    def _packed(self, first: NDArray[np.int64], second: NDArray[np.int64]) -> NDArray[np.uint64]:
        earlier, later = (self.articles[at].astype(np.uint64) for at in (first, second))
        return (earlier << np.uint64(OWNER_BITS)) | later


def _places(packed: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the two articles of packed pairs."""
    return keys_of(packed).view(np.int64), articles_of(packed)


def _holders(ascending: NDArray[np.uint64], groups: NDArray[np.int64], most: int) -> Iterator[_Holders]:
    """Yield the articles that hold keys of which few articles do, then the groups that hold those of few groups.

    What more groups than that hold are phrases that anyone uses.
    """
    owners, starts, lengths = shared_keys(ascending)
    keys = np.repeat(np.arange(starts.size), lengths)
    is_few = np.repeat(lengths <= most, lengths)
    yield _of(owners[is_few], lengths[lengths <= most])
    packed = pack(keys[~is_few].view(np.uint64) << np.uint64(OWNER_BITS), groups[owners[~is_few]])
    leaders = unique_of_blocks([packed])
    _, lengths = equal_runs(keys_of(leaders))
    is_few = np.repeat(lengths <= most, lengths)
    yield _of(articles_of(leaders[is_few]), lengths[lengths <= most])


def _of(articles: NDArray[np.int64], lengths: NDArray[np.int64]) -> _Holders:
    starts = np.cumsum(lengths) - lengths
    before = np.arange(articles.size) - np.repeat(starts, lengths)
    return _Holders(articles.astype(np.int32), before.astype(np.int32))


def _limits(parts: Sequence[_Holders], articles: int) -> list[int]:
    """Divide the articles so that those of a range meet about as many as are counted at a time."""
    met = np.zeros(articles + 1, np.int64)
    for part in parts:
        met[:-1] += np.bincount(part.articles, part.before, articles).astype(np.int64)
    portions = (np.cumsum(met) - met) // _AT_ONCE
    return [*np.flatnonzero(np.diff(portions, prepend=-1)).tolist(), articles]
