"""Furniture learned from a folder: paragraphs that one outlet prints over unrelated stories."""

from __future__ import annotations

from itertools import chain, combinations
from typing import TYPE_CHECKING

import numpy as np

from dedupe.sketch.ordered import contains, distinct, runs, shared
from dedupe.sketch.shingles import shingle
from dedupe.text.hashing import hash_words, mix
from dedupe.text.tables import stopwords
from dedupe.verify.screen import shingles_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from dedupe.text.words import Words

    Shingles = Callable[[int], NDArray[np.uint64]]

LEAST_STORIES = 3  # unrelated stories that make a recurring paragraph furniture
_MOST_LOOKED_AT = 6
# Two articles tell the same story where, recurring paragraphs aside, they share this much:
_RELATED = 0.02  # of the shingles of the shorter one,
_RELATED_IN_WORDS = 0.05  # or of its rare words, names for the most part
_SAMPLE = 256  # articles that tell which words are rare
_RARE = 0.02  # share of them that a rare word stands in at most


def paragraph_hashes(words: Words) -> NDArray[np.uint64]:
    """Hash each paragraph by its tokens; uint64[p], 0 where it has none."""
    starts = words.paragraph_starts
    if not words.hashes.size:
        return np.zeros(starts.size - 1, dtype=np.uint64)
    place = np.arange(words.hashes.size) - np.repeat(starts[:-1], np.diff(starts))
    placed = mix(words.hashes + mix(place.astype(np.uint64) + np.uint64(1)))
    filled = np.diff(starts) > 0
    hashes = np.zeros(starts.size - 1, dtype=np.uint64)
    hashes[filled] = np.add.reduceat(placed, starts[:-1][filled])
    return hashes


def learn_furniture(
    words: Words,
    outlets: Sequence[str | None],
    groups: NDArray[np.int64],
    k: int,
) -> NDArray[np.bool_]:
    """Find the paragraphs that recur within one outlet over unrelated stories.

    Near-duplicates count as one story. Stories that share more than the paragraphs in question, such as
    an outlet's follow-ups with the same background, are related. A text that other outlets carry as
    well, such as a passage of a speech, is no outlet's furniture. Articles whose outlet is unknown
    count as one outlet's.

    Args:
        words: tokens of all articles.
        outlets: of each article.
        groups: int64[a], first article of each one's near-duplicate group.
        k: tokens a shingle.

    Returns:
        bool[p], for each paragraph whether it is furniture.
    """
    owners = np.repeat(np.arange(groups.size), np.diff(words.article_starts))
    codes = {outlet: code for code, outlet in enumerate(dict.fromkeys(outlets))}
    outlet_of = np.array([codes[outlet] for outlet in outlets], dtype=np.uint64)
    recurring = _recurring(paragraph_hashes(words), outlet_of[owners], groups[owners])
    learned = np.zeros(owners.size, dtype=np.bool_)
    learned[list(chain.from_iterable(recurring))] = True
    texts = (shingles_of(words, learned, k), shingles_of(words, learned, 1))
    common = _common_words(texts[1], groups.size) if recurring else np.empty(0, np.uint64)
    for rows in recurring:
        if not _are_unrelated(_few(groups[owners[rows]]), texts, common):
            learned[rows] = False
    return learned & ~_carried_elsewhere(words, learned, outlet_of, k)


def _recurring(
    hashes: NDArray[np.uint64], outlets: NDArray[np.uint64], stories: NDArray[np.int64]
) -> list[list[int]]:
    """List the rows of each paragraph that one outlet prints in enough stories.

    Args:
        hashes: uint64[p], of each paragraph, 0 where it has no words.
        outlets: uint64[p], a number for the outlet that prints it.
        stories: int64[p], the near-duplicate group it stands in.
    """
    keys = mix(hashes + mix(outlets + np.uint64(1)))
    order = np.argsort(keys, kind="stable")
    order = order[hashes[order] != 0]
    starts, lengths = runs(keys[order])
    common = lengths >= LEAST_STORIES
    places = zip(starts[common].tolist(), lengths[common].tolist(), strict=True)
    found = [order[start : start + length] for start, length in places]
    return [rows.tolist() for rows in found if np.unique(stories[rows]).size >= LEAST_STORIES]


def _few(stories: NDArray[np.int64]) -> list[int]:
    """Pick a few of the stories, evenly."""
    listed: list[int] = sorted(set(stories.tolist()))
    return listed[:: max(1, len(listed) // _MOST_LOOKED_AT)][:_MOST_LOOKED_AT]


def _common_words(words_of: Shingles, articles: int) -> NDArray[np.uint64]:
    """Find the words that are not rare: function words, and those that many articles of a sample have.

    Returns:
        uint64[n], ascending.
    """
    sampled = range(0, articles, max(1, articles // _SAMPLE))
    everything = np.sort(np.concatenate([words_of(article) for article in sampled]))
    starts, lengths = runs(everything)
    frequent = everything[starts[lengths > max(3, _RARE * len(sampled))]]
    listed = hash_words(sorted(frozenset[str]().union(*stopwords().values())))
    function = shingle(listed, np.array([0, listed.size]), 1).hashes
    return distinct(np.concatenate([frequent, function]))


def _are_unrelated(
    stories: Sequence[int], texts: tuple[Shingles, Shingles], common: NDArray[np.uint64]
) -> bool:
    """Tell whether most of the stories share next to nothing, recurring paragraphs aside.

    Args:
        stories: articles.
        texts: functions from an article to its distinct shingles, and to its distinct words.
        common: words that are not rare.
    """
    shingles, words = ([text(story) for story in stories] for text in texts)
    rare = [it[~contains(common, it)] for it in words]
    return _median_share(shingles) <= _RELATED and _median_share(rare) <= _RELATED_IN_WORDS


def _median_share(sets: Sequence[NDArray[np.uint64]]) -> float:
    shares = [shared(a, b).size / max(1, min(a.size, b.size)) for a, b in combinations(sets, 2)]
    return float(np.median(shares))


def _carried_elsewhere(
    words: Words, learned: NDArray[np.bool_], outlets: NDArray[np.uint64], k: int
) -> NDArray[np.bool_]:
    """Tell which learned paragraphs share most shingles with articles of other outlets; bool[p]."""
    starts = words.paragraph_starts
    is_learned = np.repeat(learned, np.diff(starts))
    own = shingle(words.hashes[is_learned], _bounds(np.diff(starts)[learned]), k)
    everything = shingle(words.hashes, words.bounds, k)
    asked = distinct(own.hashes)
    at = np.flatnonzero(contains(asked, everything.hashes))
    holder = np.repeat(outlets, np.diff(everything.bounds))[at]
    row = np.searchsorted(asked, everything.hashes[at])
    first = np.full(asked.size, np.iinfo(np.uint64).max, dtype=np.uint64)
    last = np.zeros(asked.size, dtype=np.uint64)
    np.minimum.at(first, row, holder)
    np.maximum.at(last, row, holder)
    foreign = (first != last)[np.searchsorted(asked, own.hashes)]
    owners = np.repeat(np.flatnonzero(learned), np.diff(own.bounds))
    most = np.bincount(owners, foreign * 2.0 - 1, minlength=learned.size)
    return most > 0


def _bounds(lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(lengths)])
