"""Stock text learned from a folder: passages that articles share which have nothing else in common.

A passage that also stands in articles unrelated to a pair says nothing about the pair, whoever prints it
and wherever in a paragraph it stands: newsletter forms, notes on authors, lists of links, standing
phrases. Background that an agency repeats within one running story stays, since the articles around it
are related; so does what is only much quoted, since who quotes a passage has it from somewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedupe.furniture.recurring_shingles import NOBODY, RecurringShingles, find_recurring_shingles
from dedupe.furniture.reread_articles import read_holders
from dedupe.furniture.same_story import count_unrelated, sampled_keys
from dedupe.map_chunks import map_chunks, unchanged
from dedupe.sketch.shingles import shingle
from dedupe.sketch.sorted_arrays import (
    NO_HASHES,
    begins_run,
    equal_runs,
    isin_sorted,
    joined,
    unique_of_blocks,
    unique_sorted,
)
from dedupe.text.batch.tokenize import TokenBatch

TokensOf = Callable[[Sequence[int]], TokenBatch]


class StockText(NamedTuple):
    """Shingles of stock text, sampled or not."""

    hashes: NDArray[np.uint64]  # [n], ascending
    frequent: NDArray[np.uint64]  # [f], ascending, those of passages that very many stories have, such as forms


NO_STOCK = StockText(NO_HASHES, NO_HASHES)

LEAST_STORIES = 3  # unrelated to each other, in which a passage is stock
MOST_HOLDERS = 8  # articles that are asked about a passage
_BATCH = 512  # articles whose tokens are held at a time
_LEAST_BATCHES = 4  # that are worth the start of a process
_REACH = 64  # shingles around a sampled one that are looked at
_MOST_BITS = 24  # of a hash, by which those are counted that occur too seldom to be sorted
_CLOSE = 16  # shingles around a frequent one that are frequent, twice the distance of sampled ones


def learn_stock(
    samples: Sequence[NDArray[np.uint64]],
    groups: NDArray[np.int64],
    proposed: NDArray[np.int64],
    tokens_of: TokensOf,
    k: int,
    jobs: int = 1,
) -> StockText:
    """Find the stock text of a folder.

    Args:
        samples: sampled shingles that several of `a` articles share, as `shared_postings` returns them.
        groups: int64[a], the first article of each one's near-duplicate group, which is one story.
        proposed: int64[p, 2], pairs of articles that share text.
        tokens_of: returns the tokens of some articles.
    """
    return learn_from(recurring_in_stories(samples, groups, proposed), groups, tokens_of, k, jobs)


def recurring_in_stories(
    samples: Sequence[NDArray[np.uint64]], groups: NDArray[np.int64], proposed: NDArray[np.int64]
) -> RecurringShingles:
    """Find the sampled shingles that may be of stock text; see `learn_stock`."""
    return find_recurring_shingles(samples, groups, proposed, least=LEAST_STORIES, most_holders=MOST_HOLDERS)


def learn_from(
    recurring: RecurringShingles, groups: NDArray[np.int64], tokens_of: TokensOf, k: int, jobs: int = 1
) -> StockText:
    """Find which of the sampled shingles that may be stock text are, and the passages they stand in.

    Args:
        tokens_of: returns the tokens of some articles; it is asked for those that hold the shingles, and for those of
            `vocabulary_sample`.
    """
    articles, count = recurring.articles, groups.size
    vocabulary, quoting = read_holders(articles, recurring.keys, tokens_of, count, k, jobs)
    printed = recurring.without(quoting)
    is_stock = count_unrelated(printed, vocabulary) >= LEAST_STORIES
    holders = printed.holders[is_stock]
    seed = _ZoneSeed(tokens_of, recurring.keys[is_stock], recurring.keys[is_stock & recurring.is_frequent], k)
    return _whole_passages(seed, unique_sorted(holders[holders != NOBODY]), groups, jobs)


def stock_keys(stock: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the keys of the stock shingles that are sampled, ascending."""
    return np.sort(sampled_keys(stock)[1])


class _ZoneSeed(NamedTuple):
    """What every process that looks for stock text is given."""

    tokens_of: TokensOf
    stock: NDArray[np.uint64]  # [s], ascending, keys of sampled stock shingles
    frequent: NDArray[np.uint64]  # [f], ascending, those of these that very many stories hold
    k: int


def _zones_of(seed: _ZoneSeed, articles: NDArray[np.int64]) -> Zones:
    return stock_zones(seed.tokens_of(articles.tolist()), seed.stock, seed.frequent, seed.k)


def _whole_passages(seed: _ZoneSeed, articles: NDArray[np.int64], groups: NDArray[np.int64], jobs: int) -> StockText:
    """Extend sampled stock shingles to all shingles of the passages that they stand in.

    A shingle is of such a passage where enough stories have it, and the sampled shingles next to it in
    the passage, before and after, are stock.
    """
    batches = [articles[at : at + _BATCH] for at in range(0, articles.size, _BATCH)]
    zones = list(map_chunks(unchanged, _zones_of, seed, batches, min(jobs, len(batches) // _LEAST_BATCHES)))
    hashes = joined((zone.hashes for zone in zones), np.uint64)
    owners = [groups[own[zone.owners]] for own, zone in zip(batches, zones, strict=True)]
    frequent = _held_by(hashes, joined(owners, np.int64), LEAST_STORIES)
    found = [stock_within(zone.choose(isin_sorted(frequent, zone.hashes))) for zone in zones]
    return StockText(*(unique_of_blocks(blocks) for blocks in zip(*found, strict=True)) if found else NO_STOCK)


@dataclass(frozen=True, slots=True)
class Zones:
    """The `n` shingles around the sampled stock ones of some articles, in reading order."""

    hashes: NDArray[np.uint64]  # [n]
    owners: NDArray[np.int64]  # [n], the article of each, ascending
    places: NDArray[np.int64]  # [n], ascending within an article, successive where the shingles are
    verdicts: NDArray[np.int8]  # [n], whether each is stock, and frequent, for the sampled ones

    def choose(self, chosen: NDArray[np.bool_]) -> Zones:
        """Keep some of the shingles."""
        return Zones(self.hashes[chosen], self.owners[chosen], self.places[chosen], self.verdicts[chosen])


def stock_zones(tokens: TokenBatch, stock: NDArray[np.uint64], frequent: NDArray[np.uint64], k: int) -> Zones:
    """Find the shingles around the sampled stock ones, given by the keys of these and of the frequent ones among them."""
    windows = shingle(tokens.hashes, tokens.bounds, k)
    sampled, keys = sampled_keys(windows.hashes)
    is_stock = isin_sorted(stock, keys)
    found = sampled[is_stock]
    owners = np.searchsorted(windows.bounds, found, "right") - 1
    near = np.zeros(windows.hashes.size + 1, dtype=np.int64)
    np.add.at(near, np.maximum(found - _REACH, windows.bounds[owners]), 1)
    np.add.at(near, np.minimum(found + _REACH, windows.bounds[owners + 1]), -1)
    at = np.flatnonzero(np.cumsum(near[:-1]) > 0)
    verdicts = np.full(windows.hashes.size, _UNSAMPLED, dtype=np.int8)
    verdicts[sampled] = np.where(is_stock, np.where(isin_sorted(frequent, keys), _FREQUENT, _STOCK), _OTHER)
    owners = np.searchsorted(windows.bounds, at, "right") - 1
    return Zones(windows.hashes[at], owners, at, verdicts[at])


def stock_within(zones: Zones) -> StockText:
    """Find the shingles whose sampled neighbours in a passage, a run of those that enough stories have, are stock.

    They are frequent where such a one is close in the passage: what stands between the parts of a form.
    """
    is_new = np.ones(zones.places.size, dtype=np.bool_)
    is_new[1:] = (np.diff(zones.places) != 1) | (np.diff(zones.owners) != 0)
    passages: NDArray[np.int64] = np.cumsum(is_new, dtype=np.int64)
    before = _nearest(zones.verdicts, passages)
    after = _nearest(zones.verdicts[::-1], passages[::-1])[::-1]
    is_stock = np.maximum(before, after) >= _STOCK
    is_stock &= (before != _OTHER) & (after != _OTHER)
    is_frequent = is_stock & _is_close(zones.verdicts == _FREQUENT, passages)
    return StockText(unique_sorted(zones.hashes[is_stock]), unique_sorted(zones.hashes[is_frequent]))


_UNSAMPLED, _OTHER, _STOCK, _FREQUENT = np.int8(-1), np.int8(0), np.int8(1), np.int8(2)


def _nearest(verdicts: NDArray[np.int8], passages: NDArray[np.int64]) -> NDArray[np.int8]:
    """Return for each shingle the verdict on the last sampled one up to it in its passage; int8[n]."""
    places = np.where(verdicts != _UNSAMPLED, np.arange(verdicts.size), -1)
    last = np.maximum.accumulate(places) if places.size else places
    known = (last >= 0) & (passages[last] == passages)
    return np.where(known, verdicts[last], _UNSAMPLED)


def _is_close(marked: NDArray[np.bool_], passages: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which shingles are close to one of the marked ones in their passage; bool[n]."""
    steps = np.zeros(marked.size + 1, dtype=np.int64)
    at = np.flatnonzero(marked)
    np.add.at(steps, np.maximum(at - _CLOSE, np.searchsorted(passages, passages[at])), 1)
    np.add.at(steps, np.minimum(at + _CLOSE + 1, np.searchsorted(passages, passages[at], "right")), -1)
    close: NDArray[np.bool_] = np.cumsum(steps[:-1]) > 0
    return close


def _held_by(hashes: NDArray[np.uint64], stories: NDArray[np.int64], least: int) -> NDArray[np.uint64]:
    """Return the hashes that enough different stories hold, ascending."""
    bits = min(hashes.size.bit_length() + 1, _MOST_BITS)
    slots = (hashes >> np.uint64(64 - bits)).view(np.int64)
    kept = np.flatnonzero(np.bincount(slots, minlength=1)[slots] >= least)  # and few others, which share a slot
    ordered = np.sort(hashes[kept])
    starts, lengths = equal_runs(ordered)
    kept = kept[isin_sorted(ordered[starts[lengths >= least]], hashes[kept])]
    order = kept[np.lexsort((stories[kept], hashes[kept]))]
    hashes, stories = hashes[order], stories[order]
    is_new = begins_run(hashes, stories)
    starts, lengths = equal_runs(hashes[is_new])
    return hashes[is_new][starts[lengths >= least]]
