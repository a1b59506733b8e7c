"""Sampled shingles that several stories hold, and who holds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from dedupe.candidates.pairs_from_keys import PairCounter, pairs_in_runs
from dedupe.candidates.proposals import MAX_STORY
from dedupe.sketch.packed_postings import MOST_OWNERS, articles_of, keys_of
from dedupe.sketch.sorted_arrays import begins_run, equal_runs, isin_sorted, unique_sorted

NOBODY = -1
_MOST_PAIRED = 12  # holders of a shingle of which all pairs are looked at, else those with the first
LEAST_EXCLUSIVE = 2  # sampled shingles, some eight in all
_SECOND = np.uint64(MOST_OWNERS)


@dataclass(frozen=True, slots=True)
class RecurringShingles:
    """The sampled shingles that several stories hold, and that helped to propose a pair."""

    keys: NDArray[np.uint64]  # [n], ascending, as `keys_of` returns them
    holders: NDArray[np.int64]  # [n, h], articles that hold each, one a story, spread over time; NOBODY for fewer
    is_frequent: NDArray[np.bool_]  # [n], whether more stories hold each than carry one story in versions of their own
    exclusive: NDArray[np.uint64]  # [e], ascending, `pair_keys` of articles that share what no third story has

    @property
    def articles(self) -> NDArray[np.int64]:
        """All holders, ascending; int64[.]."""
        return unique_sorted(self.holders[self.holders != NOBODY])

    def without(self, quoting: NDArray[np.uint64]) -> RecurringShingles:
        """Leave out the holders that only quote a shingle which another one prints without quotation marks.

        These are packed, the key of a shingle with an article that only quotes it; uint64, ascending.
        """
        rows, columns = np.nonzero(self.holders != NOBODY)
        only_quotes = isin_sorted(quoting, held_keys(self.keys[rows], self.holders[rows, columns]))
        holders = self.holders.copy()
        holders[rows[only_quotes], columns[only_quotes]] = NOBODY
        is_printed = (holders != NOBODY).any(axis=1, keepdims=True)
        return replace(self, holders=np.where(is_printed, holders, self.holders))


def pair_keys(first: NDArray[np.int64], second: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Pack pairs of articles into one number each, whichever of the two comes first."""
    low, high = np.minimum(first, second), np.maximum(first, second)
    return low.astype(np.uint64) * _SECOND + high.astype(np.uint64)


def pairs_of_keys(keys: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Return the pairs that `pair_keys` packed; int64[p, 2], each ascending."""
    return np.stack(np.divmod(keys, _SECOND), axis=1).astype(np.int64)


def held_keys(keys: NDArray[np.uint64], articles: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Pack keys of shingles, as `keys_of` returns them, with articles that hold them; uint64[n]."""
    return keys * _SECOND + articles.astype(np.uint64)


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
    is_frequent = [np.empty(0, np.bool_)]
    exclusive = PairCounter()
    for part in samples:
        shared = holders_by_story(part, groups)
        exclusive.add(shared.exclusive_pairs())
        recurring = shared.held_by(least)
        recurring = recurring.choose(_helps(recurring, wanted))
        keys.append(recurring.keys)
        holders.append(recurring.spread(most_holders))
        is_frequent.append(recurring.is_frequent)
    return RecurringShingles(
        np.concatenate(keys), np.concatenate(holders), np.concatenate(is_frequent), pair_keys(*_often(exclusive).T)
    )


def exclusive_pairs(samples: NDArray[np.uint64], groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """Pair the holders of the sampled shingles that two stories hold, once for each; int64[p, 2], each ascending.

    The arguments are those of `holders_by_story`.
    """
    return holders_by_story(samples, groups).exclusive_pairs()


def often_exclusive(samples: NDArray[np.uint64], groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return those of these pairs that share enough such shingles, each once; int64[p, 2], ascending."""
    counter = PairCounter()
    counter.add(exclusive_pairs(samples, groups))
    return _often(counter)


def _often(exclusive: PairCounter) -> NDArray[np.int64]:
    pairs, times = exclusive.pairs()
    often: NDArray[np.int64] = pairs[times >= LEAST_EXCLUSIVE]
    return often


@dataclass(frozen=True, slots=True)
class StoryHolders:
    """Who holds each of `n` sampled shingles, one article a story."""

    keys: NDArray[np.uint64]  # [n], ascending, as `keys_of` returns them
    starts: NDArray[np.int64]  # [n], where the holders of each begin
    lengths: NDArray[np.int64]  # [n], how many there are
    articles: NDArray[np.int64]  # [.], the holders, in the order of publication

    def choose(self, chosen: NDArray[np.bool_]) -> StoryHolders:
        """Keep some of the shingles."""
        return StoryHolders(self.keys[chosen], self.starts[chosen], self.lengths[chosen], self.articles)

    def held_by(self, least: int) -> StoryHolders:
        """Keep the shingles that so many stories hold."""
        return self.choose(self.lengths >= least)

    @property
    def is_frequent(self) -> NDArray[np.bool_]:
        """Whether more stories hold each than carry one story in versions of their own; bool[n]."""
        return self.lengths > MAX_STORY

    def exclusive_pairs(self) -> NDArray[np.int64]:
        """Return the holders of the shingles that two stories hold; int64[p, 2], each ascending."""
        first = self.starts[self.lengths == 2]
        pairs = np.stack([self.articles[first], self.articles[first + 1]], axis=1)
        return np.sort(pairs, axis=1)

    def pairs(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Pair the holders of each shingle, those of one that many hold with the first of them.

        Return int64[p, 2], the pairs, and int64[p], which of the shingles both have.
        """
        places = pairs_in_runs(np.arange(self.articles.size), self.starts, self.lengths, _MOST_PAIRED)
        return self.articles[places], np.searchsorted(self.starts, places[:, 0], "right") - 1

    def spread(self, most: int) -> NDArray[np.int64]:
        """Choose up to `most` holders of each shingle, evenly; int64[n, most], NOBODY where there are fewer."""
        counts = np.minimum(self.lengths, most)[:, None]
        steps = np.arange(most)[None, :]
        lengths, starts = self.lengths[:, None], self.starts[:, None]
        places = steps * (lengths - 1) // np.maximum(counts - 1, 1)
        chosen = self.articles[np.minimum(places, lengths - 1) + starts]
        return np.where(steps < counts, chosen, NOBODY)


def holders_by_story(ascending: NDArray[np.uint64], groups: NDArray[np.int64]) -> StoryHolders:
    """Find who holds each sampled shingle, of each near-duplicate group the first article.

    Args:
        ascending: uint64[.], packed sampled shingles.
        groups: int64[a], the first article of each one's near-duplicate group.
    """
    stories = _one_a_story(ascending, groups)
    keys = keys_of(stories)
    starts, lengths = equal_runs(keys)
    return StoryHolders(keys[starts], starts, lengths, articles_of(stories))


def _one_a_story(ascending: NDArray[np.uint64], groups: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Keep of each shingle the first article of each near-duplicate group; packed, ascending."""
    keys, articles = keys_of(ascending), articles_of(ascending)
    order = np.lexsort((articles, groups[articles], keys))
    leaders = groups[articles[order]]
    return np.sort(ascending[order[begins_run(keys[order], leaders)]])


def _helps(shared: StoryHolders, wanted: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Return for each shingle whether two of its holders are a wanted pair; bool[n]."""
    pairs, shingles = shared.pairs()
    helps = np.zeros(shared.keys.size, dtype=np.bool_)
    helps[shingles[isin_sorted(wanted, pair_keys(*pairs.T))]] = True
    return helps
