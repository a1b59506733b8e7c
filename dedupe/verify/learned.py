"""Furniture learned from a folder: paragraphs that one outlet prints over unrelated stories."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from dedupe.candidates.pairs import runs
from dedupe.text.hashing import mix

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
    shingles: Callable[[int], NDArray[np.uint64]],
) -> NDArray[np.bool_]:
    """Find the paragraphs that recur within one outlet over unrelated stories.

    Near-duplicates count as one story. Stories that share more than the paragraphs in question, such as
    an outlet's follow-ups with the same background, are related. Articles whose outlet is unknown
    count as one outlet's.

    Args:
        words: tokens of all articles.
        outlets: of each article.
        groups: int64[a], first article of each one's near-duplicate group.
        shingles: distinct shingles of an article, all its paragraphs counted.

    Returns:
        bool[p], for each paragraph whether it is furniture.
    """
    hashes = paragraph_hashes(words)
    owners = np.repeat(np.arange(groups.size), np.diff(words.article_starts))
    codes = {outlet: code for code, outlet in enumerate(dict.fromkeys(outlets))}
    outlet_of = np.array([codes[outlet] for outlet in outlets], dtype=np.uint64)
    keys = mix(hashes + mix(outlet_of[owners] + np.uint64(1)))
    keys[hashes == 0] = 0
    learned = np.zeros(hashes.size, dtype=np.bool_)
    order = np.argsort(keys, kind="stable")
    starts, lengths = runs(keys[order])
    common = (lengths >= LEAST_STORIES) & (keys[order][starts] != 0)
    for start, length in zip(starts[common].tolist(), lengths[common].tolist(), strict=True):
        rows = order[start : start + length]
        stories = list(dict.fromkeys(groups[owners[rows]].tolist()))
        if len(stories) >= LEAST_STORIES and _are_unrelated(stories, shingles):
            learned[rows] = True
    return learned


def _are_unrelated(stories: Sequence[int], shingles: Callable[[int], NDArray[np.uint64]]) -> bool:
    """Tell whether a few of the stories share next to nothing but what all of them share."""
    step = max(1, len(stories) // _MOST_LOOKED_AT)
    sets = [shingles(story) for story in stories[::step][:_MOST_LOOKED_AT]]
    common = sets[0]
    for other in sets[1:]:
        common = np.intersect1d(common, other, assume_unique=True)
    shares = [
        (np.intersect1d(a, b, assume_unique=True).size - common.size)
        / max(1, min(a.size, b.size) - common.size)
        for at, a in enumerate(sets)
        for b in sets[at + 1 :]
    ]
    return float(np.median(shares)) <= _RELATED
