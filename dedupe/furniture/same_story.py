"""Whether articles tell of the same matter, by the rare words that they share outside recurring text."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedupe.furniture.recurring_shingles import NOBODY, RecurringShingles, pair_keys
from dedupe.sketch.packed_postings import keys_of
from dedupe.sketch.shingles import shingle
from dedupe.sketch.sizes import SCALE
from dedupe.sketch.sorted_arrays import (
    HashSet,
    equal_runs,
    isin_sorted,
    joined,
    unique_in_ranges,
    unique_sorted,
    without_repeats,
)
from dedupe.text.batch.expand_ranges import expand_ranges
from dedupe.text.batch.hashing import hash_words
from dedupe.text.batch.tokenize import TokenBatch
from dedupe.text.language import stopwords

# Articles on one running matter share a fifth of their rare words and more, names for the most part,
# even where months lie between them; on different matters of one country's politics a twentieth.
_LEAST_SHARE = 0.12
_LEAST_SHARED = 3  # rare words, of short articles
_LEAST_OWN = 16  # rare words beside recurring text, of an article that is no form
_MARGIN = 5  # tokens beside a recurring sampled shingle that recur as well, as like as not
_SAMPLE = 256  # articles that show which words are rare
_RARE = 0.02  # share of them that a rare word stands in at most
_LESS_RARE = 0.1  # and one that a form may be filled in with, as with figures
_PAIRS = 1 << 14  # pairs that are compared at a time
UPPER = np.uint64(32)
_BESIDE = 1  # set in a packed word that stands beside recurring text,
_FREQUENT = 2  # and in one that is not rare, but less frequent than the text of a form
_FLAGS = _BESIDE | _FREQUENT


def sampled_keys(windows: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    """Return which windows are sampled, int64[n], and the keys of these as samples have them."""
    sampled = np.flatnonzero(windows <= np.uint64((1 << 64) // SCALE - 1))
    return sampled, keys_of(windows[sampled] * np.uint64(SCALE))


class Vocabulary:
    """The rare words of some articles.

    Args:
        articles: int64[n], ascending.
        words: uint64, ascending, as `rare_words` returns them of these articles.
    """

    def __init__(self, articles: NDArray[np.int64], words: NDArray[np.uint64]) -> None:
        self._articles = articles
        plain, flags = words & ~np.uint64(_FLAGS), words & np.uint64(_FLAGS)
        self._beside = _RareWords(plain[flags == _BESIDE], articles.size)
        self._rare = _RareWords(without_repeats(plain[flags < _FREQUENT]), articles.size)
        self._all = _RareWords(without_repeats(plain), articles.size)

    def are_related(
        self, first: NDArray[np.int64], second: NDArray[np.int64], is_frequent: NDArray[np.bool_]
    ) -> NDArray[np.bool_]:
        """Return for each pair of articles whether they share many of their rare words; bool[pairs].

        An article that has next to none beside recurring text does not show that its matter is another one, unless
        that text is frequent, bool[pairs], and the words show it that a form is filled in with.
        """
        left, right = (np.searchsorted(self._articles, articles) for articles in (first, second))
        related = []
        for start in range(0, left.size, _PAIRS):
            portion = slice(start, start + _PAIRS)
            pairs = left[portion], right[portion]
            filled = np.flatnonzero(is_frequent[portion] & self._beside.may_be_forms(*pairs))
            forms = [side[filled] for side in pairs]
            found = self._beside.are_related(*pairs)
            found[filled] &= self._rare.are_related(*forms) & self._all.are_related(*forms)
            related.append(found)
        return joined(related, np.bool_)


class _RareWords:
    """Rare words of `n` articles, given packed with their articles' numbers, uint64, ascending."""

    def __init__(self, words: NDArray[np.uint64], articles: int) -> None:
        self._words, self._known = words, HashSet(words)
        self._starts = np.searchsorted(words, np.arange(articles + 1, dtype=np.uint64) << UPPER)

    def may_be_forms(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return for each pair whether one of the two has next to none, and the other not many; bool[pairs]."""
        sizes = np.diff(self._starts)[np.stack([left, right])]
        are_forms: NDArray[np.bool_] = (sizes.min(axis=0) < _LEAST_SHARED) & (sizes.max(axis=0) < _LEAST_OWN)
        return are_forms

    def are_related(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return for each pair whether the one with fewer shares many of them, or has next to none; bool[pairs]."""
        sizes = np.diff(self._starts)
        is_swapped = sizes[left] > sizes[right]
        left, right = np.where(is_swapped, right, left), np.where(is_swapped, left, right)
        words = self._words[expand_ranges(self._starts[left], sizes[left])]
        pairs = np.repeat(np.arange(left.size), sizes[left])
        found = self._known.contains(_packed(right[pairs], words << UPPER))
        shared = np.bincount(pairs[found], minlength=left.size)
        is_enough = shared >= np.maximum(_LEAST_SHARED, _LEAST_SHARE * sizes[left])
        related: NDArray[np.bool_] = is_enough | (sizes[left] < _LEAST_SHARED)
        return related


class CommonWords(NamedTuple):
    """Function words and those of many articles."""

    words: NDArray[np.uint64]  # ascending, those that are not rare
    frequent: NDArray[np.uint64]  # ascending, those of these that very many articles have


class RecurringPlaces(NamedTuple):
    """Where the recurring shingles of a batch of articles stand, `n` in all."""

    which: NDArray[np.int64]  # [n], index of the shingle
    owners: NDArray[np.int64]  # [n], ascending, index of the article
    starts: NDArray[np.int64]  # [n], ascending, index of the first token


def find_recurring(tokens: TokenBatch, recurring: NDArray[np.uint64], k: int) -> RecurringPlaces:
    """Find where the recurring shingles, given by the keys of sampled ones, uint64, ascending, stand in a batch."""
    windows = shingle(tokens.hashes, tokens.bounds, k)
    at, keys = sampled_keys(windows.hashes)
    is_recurring = isin_sorted(recurring, keys)
    at = at[is_recurring]
    owners = np.searchsorted(windows.bounds, at, "right") - 1
    starts = at - windows.bounds[owners] + tokens.bounds[owners]
    return RecurringPlaces(np.searchsorted(recurring, keys[is_recurring]), owners, starts)


def only_quoted(tokens: TokenBatch, places: RecurringPlaces, k: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Find the recurring shingles that an article has nowhere but inside quotation marks.

    Return int64[m] and int64[m], the index of each such shingle and that of the article.
    """
    quoted_before = np.append(0, np.cumsum(tokens.quoted))
    is_printed = quoted_before[places.starts + k] - quoted_before[places.starts] < k
    articles = tokens.bounds.size - 1
    found, rows = np.unique(places.which * articles + places.owners, return_inverse=True)
    printed = np.bincount(rows, is_printed, minlength=found.size)
    which, owners = np.divmod(found[printed == 0], articles)
    return which, owners


def rare_words(tokens: TokenBatch, common: CommonWords, places: RecurringPlaces, k: int) -> NDArray[np.uint64]:
    """Find the rare words of a batch of articles outside recurring text.

    Of an article that has not many they are those within it as well, and words that are not quite as rare.

    Args:
        places: where recurring shingles stand.

    Returns:
        uint64, ascending: the article of each in the upper half, most of half of the word's hash in the lower, and in
        the two lowest bits whether it stands outside recurring text, and whether it is less rare.
    """
    is_rare = ~isin_sorted(common.words, tokens.hashes)
    is_beside = is_rare & ~_recurs(tokens, places, k)
    words = (tokens.hashes >> UPPER).astype(np.uint32) & ~np.uint32(_FLAGS)
    beside, bounds = unique_in_ranges(words[is_beside], np.append(0, np.cumsum(is_beside))[tokens.bounds])
    beside |= np.uint32(_BESIDE)
    found = [beside[start:end] for start, end in pairwise(bounds.tolist())]
    for at in np.flatnonzero(np.diff(bounds) < _LEAST_OWN).tolist():
        own = slice(tokens.bounds[at], tokens.bounds[at + 1])
        within = words[own] | np.where(is_rare[own], np.uint32(0), np.uint32(_FREQUENT))
        is_told = ~isin_sorted(common.frequent, tokens.hashes[own])
        found[at] = unique_sorted(np.concatenate([found[at], within[is_told]]))
    owners = np.repeat(np.arange(len(found)), [rare.size for rare in found])
    return (owners.view(np.uint64) << UPPER) | joined(found, np.uint32)


def count_unrelated(recurring: RecurringShingles, vocabulary: Vocabulary) -> NDArray[np.int64]:
    """Count for each recurring shingle the stories that have nothing else to do with each other; int64[n].

    The holders are gone through in the order of publication, and each is counted that is related to none of those
    counted before it.
    """
    held = np.column_stack([recurring.holders, recurring.is_frequent])
    distinct, rows = np.unique(held, axis=0, return_inverse=True)
    holders, is_frequent = distinct[:, :-1], distinct[:, -1] > 0
    counted = np.zeros(holders.shape, dtype=np.bool_)
    for place in range(holders.shape[1]):
        article, is_free = holders[:, place], holders[:, place] != NOBODY
        for earlier in range(place):
            asked = np.flatnonzero(is_free & counted[:, earlier])
            pairs = holders[asked, earlier], article[asked]
            is_free[asked] &= ~_related(recurring, vocabulary, *pairs, is_frequent[asked])
        counted[:, place] = is_free
    counts: NDArray[np.int64] = counted.sum(axis=1)[rows.reshape(-1)]
    return counts


def _related(
    recurring: RecurringShingles,
    vocabulary: Vocabulary,
    first: NDArray[np.int64],
    second: NDArray[np.int64],
    is_frequent: NDArray[np.bool_],
) -> NDArray[np.bool_]:
    asked = np.stack([pair_keys(first, second), is_frequent.astype(np.uint64)], axis=1)
    distinct, at, rows = np.unique(asked, axis=0, return_index=True, return_inverse=True)
    related = isin_sorted(recurring.exclusive, distinct[:, 0])
    rest = at[~related]
    related[~related] = vocabulary.are_related(first[rest], second[rest], is_frequent[rest])
    return related[rows.reshape(-1)]


def _packed(owners: NDArray[np.int64], words: NDArray[np.uint64]) -> NDArray[np.uint64]:
    return (owners.astype(np.uint64) << UPPER) | (words >> UPPER)


def _recurs(tokens: TokenBatch, places: RecurringPlaces, k: int) -> NDArray[np.bool_]:
    """Return which tokens recurring sampled shingles cover, or stand close to; bool[n]."""
    first, end = tokens.bounds[places.owners], tokens.bounds[places.owners + 1]
    steps = np.zeros(tokens.hashes.size + 1, dtype=np.int64)
    np.add.at(steps, np.maximum(places.starts - _MARGIN, first), 1)
    np.add.at(steps, np.minimum(places.starts + k + _MARGIN, end), -1)
    covered: NDArray[np.bool_] = np.cumsum(steps[:-1]) > 0
    return covered


def vocabulary_sample(count: int) -> range:
    """Choose the articles that show which words are rare, evenly over the time of publication."""
    return range(0, count, max(1, count // _SAMPLE))


def common_words(tokens: TokenBatch) -> CommonWords:
    """Find the words that are not rare, by the articles of a sample."""
    articles = tokens.bounds.size - 1
    words = np.sort(unique_in_ranges(tokens.hashes, tokens.bounds)[0])
    starts, lengths = equal_runs(words)
    function = hash_words(sorted(frozenset[str]().union(*stopwords().values())))

    def of_more_than(share: float) -> NDArray[np.uint64]:
        frequent = words[starts[lengths > max(3, share * articles)]]
        return unique_sorted(np.concatenate([frequent, function]))

    return CommonWords(of_more_than(_RARE), of_more_than(_LESS_RARE))
