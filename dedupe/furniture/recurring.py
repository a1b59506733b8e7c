"""Sampled shingles that several stories hold, and who holds them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dedupe.candidates.pairs import PairCounter, pairs_in_runs
from dedupe.sketch.postings import MOST_OWNERS, articles_of, keys_of
from dedupe.sketch.sorted_arrays import equal_runs, isin_sorted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

NOBODY = -1
_MOST_PAIRED = (
    12  # holders of a shingle of which all pairs are looked at, else those with the first
)
_LEAST_EXCLUSIVE = 2  # sampled shingles, some eight in all
_SECOND = np.uint64(MOST_OWNERS)


@dataclass(frozen=True, slots=True)
class RecurringShingles:
    """The sampled shingles that several stories hold, and that helped to propose a pair.

    Attributes:
        keys: uint64[n], ascending, as `keys_of` returns them.
        holders: int64[n, h], the articles that hold each, one a story, spread evenly over the time of
            publication; NOBODY where there are fewer than h.
        exclusive: uint64[e], ascending, pairs of articles (as `pair_keys` packs them) that share text
            which no third story has.
    """

    keys: NDArray[np.uint64]
    holders: NDArray[np.int64]
    exclusive: NDArray[np.uint64]


def pair_keys(first: NDArray[np.int64], second: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Pack pairs of articles into one number each, whichever of the two comes first."""
    low, high = np.minimum(first, second), np.maximum(first, second)
    return low.astype(np.uint64) * _SECOND + high.astype(np.uint64)


def find_recurring_shingles(
    samples: Sequence[NDArray[np.uint64]],
    groups: NDArray[np.int64],
    proposed: NDArray[np.int64],
    *,
    least: int,
    most_holders: int,
) -> RecurringShingles:
    """Find the sampled shingles that may be stock text.

    Args:
        samples: sampled shingles that several of `a` articles share, as `shared_postings` returns them.
        groups: int64[a], the first article of each one's near-duplicate group, which is one story.
        proposed: int64[p, 2], pairs of articles; only what such a pair shares is of interest.
        least: stories that must hold a shingle.
        most_holders: articles that are kept of each shingle.
    """
    wanted = np.sort(pair_keys(*proposed.T))
    keys, holders = [np.empty(0, np.uint64)], [np.empty((0, most_holders), np.int64)]
    exclusive = PairCounter()
    for part in samples:
        stories = _one_a_story(part, groups)
        names, articles = keys_of(stories), articles_of(stories)
        starts, lengths = equal_runs(names)
        twice = starts[lengths == 2]
        exclusive.add(np.sort(np.stack([articles[twice], articles[twice + 1]], axis=1), axis=1))
        often = lengths >= least
        often[often] = _helps(articles, starts[often], lengths[often], wanted)
        keys.append(names[starts[often]])
        holders.append(_spread(articles, starts[often], lengths[often], most_holders))
    pairs, times = exclusive.pairs()
    return RecurringShingles(
        np.concatenate(keys),
        np.concatenate(holders),
        pair_keys(*pairs[times >= _LEAST_EXCLUSIVE].T),
    )


def _one_a_story(ascending: NDArray[np.uint64], groups: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Keep of each shingle the first article of each near-duplicate group; packed, ascending."""
    keys, articles = keys_of(ascending), articles_of(ascending)
    order = np.lexsort((articles, groups[articles], keys))
    leaders = groups[articles[order]]
    is_first = np.ones(order.size, dtype=np.bool_)
    is_first[1:] = (np.diff(keys[order].view(np.int64)) != 0) | (np.diff(leaders) != 0)
    return np.sort(ascending[order[is_first]])


def _helps(
    articles: NDArray[np.int64],
    starts: NDArray[np.int64],
    lengths: NDArray[np.int64],
    wanted: NDArray[np.uint64],
) -> NDArray[np.bool_]:
    """Return for each shingle whether two of its holders are a wanted pair; bool[shingles]."""
    pairs = pairs_in_runs(np.arange(articles.size), starts, lengths, _MOST_PAIRED)
    found = isin_sorted(wanted, pair_keys(*articles[pairs].T))
    helps = np.zeros(starts.size, dtype=np.bool_)
    helps[np.searchsorted(starts, pairs[found, 0], "right") - 1] = True
    return helps


def _spread(
    articles: NDArray[np.int64], starts: NDArray[np.int64], lengths: NDArray[np.int64], most: int
) -> NDArray[np.int64]:
    """Choose up to `most` members of each run, evenly; int64[runs, most]."""
    counts = np.minimum(lengths, most)[:, None]
    steps = np.arange(most)[None, :]
    places = steps * (lengths[:, None] - 1) // np.maximum(counts - 1, 1)
    chosen = articles[np.minimum(places, lengths[:, None] - 1) + starts[:, None]]
    return np.where(steps < counts, chosen, NOBODY)
