"""Furniture learned from a folder: paragraphs that one outlet prints over unrelated stories."""

from __future__ import annotations

from itertools import chain, combinations
from typing import TYPE_CHECKING

import numpy as np

from dedupe.sketch.ordered import contains, distinct, runs, shared
from dedupe.sketch.shingles import shingle
from dedupe.text.hashing import mix
from dedupe.verify.screen import shingles_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from dedupe.text.words import Words

LEAST_STORIES = 3  # unrelated stories that make a recurring paragraph furniture
_MOST_LOOKED_AT = 6
_RELATED = 0.02  # containment above which two articles tell the same story


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
    rest = shingles_of(words, learned, k)
    for rows in recurring:
        if not _are_unrelated(list(dict.fromkeys(groups[owners[rows]].tolist())), rest):
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


def _are_unrelated(stories: Sequence[int], shingles: Callable[[int], NDArray[np.uint64]]) -> bool:
    """Tell whether most of a few of the stories share next to nothing, recurring paragraphs aside."""
    step = max(1, len(stories) // _MOST_LOOKED_AT)
    sets = [shingles(story) for story in stories[::step][:_MOST_LOOKED_AT]]
    shares = [shared(a, b).size / max(1, min(a.size, b.size)) for a, b in combinations(sets, 2)]
    return float(np.median(shares)) <= _RELATED


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
