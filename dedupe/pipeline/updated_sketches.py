"""What sketches have in common, updated: an earlier search is taken over but for what changed since.

An article that came or went changes who shares its keys, and so how many keys some pairs of others count. The pairs that
its keys made then and make now are compared; where they differ, the keys of one of the two articles are looked up, and all
pairs of that article found anew, by the same functions that find all pairs of a folder.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from dedupe.candidates.lsh import near_pairs, pairs_by_band
from dedupe.candidates.pairs_from_keys import unequal_pairs, unique_pairs
from dedupe.candidates.proposals import MAX_BUCKET
from dedupe.candidates.shared_shingles import pairs_by_shingle
from dedupe.candidates.shared_word_pairs import pairs_by_word_pair
from dedupe.furniture.recurring_shingles import (
    RecurringShingles,
    exclusive_pairs,
    often_exclusive,
    pair_keys,
    pairs_of_keys,
)
from dedupe.index.article_postings import SearchAnewError
from dedupe.pipeline.common_numbering import Numbering
from dedupe.pipeline.common_postings import CommonPostings
from dedupe.pipeline.search_memory import FIRST_BAND, PAIRS, SAMPLES, Proposals
from dedupe.pipeline.shared_sketches import Articles, SharedSketches, Told
from dedupe.sketch.sizes import BANDS
from dedupe.sketch.sorted_arrays import NO_HASHES, isin_sorted, lonely, unique_sorted

Pairs: TypeAlias = NDArray[np.int64]
Postings: TypeAlias = NDArray[np.uint64]
_LARGEST_SHARE = 1 / 16  # of all articles, of which the pairs are found anew; with more a whole search is as quick
_MOST_LED = 1024  # articles that are never too many


class _Counted(NamedTuple):
    """One way to propose pairs: by lists of postings, in each of which articles that share a key are paired."""

    lists: Sequence[int]  # numbers of the lists
    then: Callable[[Postings], Pairs]  # pairs of a list of the earlier search, once for each shared key
    now: Callable[[Postings], Pairs]  # those of this one
    propose: Callable[[Sequence[Postings]], Pairs]  # what the lists propose, each pair once
    known: Pairs  # what they proposed in the earlier search


class UpdatedSketches:
    """What the sketches of several articles have in common, by what an earlier search knew.

    Args:
        found: what the earlier search proposed.
        numbering: of its articles and those of this one.
        postings: of the articles of both.
    """

    def __init__(self, found: Proposals, numbering: Numbering, postings: CommonPostings) -> None:
        self._found, self._numbering, self._postings = found, numbering, postings
        self._gone, self._new = numbering.gone, numbering.new
        self._groups_then = numbering.numbered(found.groups, numbering.earlier)

    @cached_property
    def near(self) -> Pairs:
        """The pairs that share a band of their signatures; int64[n, 2], ascending."""
        pairs = partial(pairs_by_band, most=MAX_BUCKET)
        propose = partial(near_pairs, most=MAX_BUCKET)
        counted = _Counted(range(FIRST_BAND, FIRST_BAND + BANDS), pairs, pairs, propose, self._found.near)
        changed = np.flatnonzero(self._gone | self._new)
        alone = np.arange(self._numbering.size)
        return self._updated(counted, changed, alone)

    def partial(self, told: Told, articles: Articles, stock: Postings) -> Pairs:
        """Propose the pairs that share sampled shingles, but for those of `stock`, as `partial_candidates` does."""
        known, stock_then = {
            Told.ALL: (self._found.loose, stock[:0]),
            Told.NO_STOCK: (self._found.by_text, self._found.stock),
            Told.STANDING: (self._found.standing, self._found.page),
        }[told]
        together = self._together(articles)
        pairs = partial(pairs_by_shingle, most=MAX_BUCKET, rare_only=told is Told.STANDING)
        counted = _Counted(
            (SAMPLES,),
            partial(pairs, groups=self._groups_then, stock=stock_then),
            partial(pairs, groups=together.groups, stock=stock),
            lambda lists: SharedSketches(known[:0], tuple(lists), ()).partial(told, together, stock),
            known,
        )
        other_stock = lonely(unique_sorted(stock_then), unique_sorted(stock))
        return self._updated(counted, self._regrouped(together.groups), together.groups, other_stock)

    def reworded(self, articles: Articles) -> Pairs:
        """Propose the short ones that share many pairs of words, as `reworded_candidates` does."""
        together, known = self._together(articles), self._found.reworded
        pairs = partial(pairs_by_word_pair, most=MAX_BUCKET)
        counted = _Counted(
            (PAIRS,),
            partial(pairs, groups=self._groups_then),
            partial(pairs, groups=together.groups),
            lambda lists: SharedSketches(known[:0], (), tuple(lists)).reworded(together),
            known,
        )
        return self._updated(counted, self._regrouped(together.groups), together.groups)

    def recurring(self, groups: NDArray[np.int64], proposed: Pairs) -> RecurringShingles:
        """Find the sampled shingles that may be of stock text, as `recurring_in_stories` does."""
        known, together = self._found.recurring, self._numbering.numbered(groups, self._numbering.now)
        exclusive = _Counted(
            (SAMPLES,),
            partial(exclusive_pairs, groups=self._groups_then),
            partial(exclusive_pairs, groups=together),
            lambda lists: often_exclusive(lists[0], together),
            pairs_of_keys(known.exclusive),
        )
        regrouped = self._regrouped(together)
        pairs = self._updated(exclusive, regrouped, together)
        proposed_now = self._numbering.now[proposed]
        differ = unequal_pairs(self._numbering.earlier[self._found.loose], proposed_now)
        met = self._postings.keys_of(unique_sorted(np.append(regrouped, differ[:, 0])))[SAMPLES]
        _, postings = self._postings.at(SAMPLES, met)
        anew = SharedSketches(differ[:0], (postings,), ()).recurring(together, proposed_now)
        stays = ~isin_sorted(met, known.keys)
        holders = np.append(self._numbering.earlier, -1)[known.holders[stays]]
        keys = np.append(known.keys[stays], anew.keys)
        order = np.argsort(keys)
        return RecurringShingles(
            keys[order],
            np.append(self._numbering.ranks, -1)[np.concatenate([holders, anew.holders])[order]],
            np.append(known.is_frequent[stays], anew.is_frequent)[order],
            pair_keys(*pairs.T),
        )

    def _updated(
        self, counted: _Counted, changed: NDArray[np.int64], groups: NDArray[np.int64], others: Postings = NO_HASHES
    ) -> Pairs:
        """Return what is proposed now.

        Args:
            changed: numbers of the articles whose keys may count otherwise than before.
            groups: as `Articles` has them, by number.
            others: keys beside theirs that may.
        """
        keys = self._postings.keys_of(changed)
        met = [self._postings.at(at, unique_sorted(np.append(keys[at], others))) for at in counted.lists]
        then = np.concatenate([counted.then(postings) for postings, _ in met])
        now = np.concatenate([counted.now(postings) for _, postings in met])
        differ = unequal_pairs(then, now)
        touched = self._new.copy()
        touched[differ[~(self._gone | self._new)[differ].any(axis=1), 0]] = True
        led = np.flatnonzero(touched | touched[groups])  # pairs of groups are proposed for their first
        if led.size > _MOST_LED and led.size > self._numbering.size * _LARGEST_SHARE:
            raise SearchAnewError
        wanted = self._postings.keys_of(led)
        found = counted.propose([self._postings.at(at, wanted[at])[1] for at in counted.lists])
        known = self._numbering.earlier[counted.known]
        stays = ~(touched | self._gone)[known].any(axis=1)
        pairs = unique_pairs(np.concatenate([known[stays], found]))
        return self._numbering.ranks[pairs]

    def _regrouped(self, groups: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the articles that came, went, or are of another near-duplicate group than before, ascending."""
        return np.flatnonzero(self._gone | self._new | (groups != self._groups_then))

    def _together(self, articles: Articles) -> Articles:
        """Return what is known of the articles by number."""
        now, size = self._numbering.now, self._numbering.size
        brief, sizes = np.zeros(size, np.bool_), np.zeros(size, np.int64)
        brief[now], sizes[now] = articles.brief, articles.sizes
        return Articles(self._numbering.numbered(articles.groups, now), brief, sizes)
