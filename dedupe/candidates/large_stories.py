"""Stories that very many carry, each in a version of its own: what is compared of them grows with the articles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dedupe.candidates.near_duplicate_groups import near_groups
from dedupe.sketch.sorted_arrays import equal_runs

_SAME_STORY = 0.5  # containment from which two articles are versions of one story


def large_stories(
    pairs: NDArray[np.int64], containment: NDArray[np.float64], groups: NDArray[np.int64], most: int
) -> NDArray[np.int64]:
    """Return the first article of the story of each, itself where that has no more than `most` versions; int64[a].

    Args:
        pairs: int64[n, 2], each ascending.
        containment: float64[n], of the pairs.
        groups: int64[a], as `near_groups` returns them.
    """
    stories = near_groups(groups, pairs[containment >= _SAME_STORY])
    is_large = np.bincount(stories, minlength=stories.size)[stories] > most
    return np.where(is_large, stories, np.arange(stories.size))


def pairs_with_first(groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """Pair the first article of each group, as int64[a] has it, with all others of it; int64[p, 2]."""
    others = np.flatnonzero(groups != np.arange(groups.size))
    return np.stack([groups[others], others], axis=1)


def spanning_pairs(
    pairs: NDArray[np.int64], containment: NDArray[np.float64], stories: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Leave out the pairs inside large stories, but for one of each article.

    That is the pair with the first article of the story if this is a version of the same, else the one with
    the earlier article that it has most in common with.

    Args:
        pairs: int64[n, 2], ascending, each once, those of `pairs_with_first` among them.
        containment: float64[n], of the pairs.
        stories: int64[a], as `large_stories` returns them.

    Returns:
        int64[m, 2], the pairs that are left, in their order.
    """
    story, other = stories[pairs].T
    inside = np.flatnonzero(story == other)
    first, second = pairs[inside].T
    is_version = (first == story[inside]) & (containment[inside] >= _SAME_STORY)
    order = np.lexsort((first, -containment[inside], ~is_version, second))
    starts, _ = equal_runs(second[order])
    kept = story != other
    kept[inside[order[starts]]] = True
    left: NDArray[np.int64] = pairs[kept]
    return left


def highest(
    parts: Sequence[tuple[NDArray[np.int64], NDArray[np.float64]]],
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return each pair once, ascending, with the highest value, float64[n], that any part has for it."""
    pairs, values = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.lexsort((-values, pairs[:, 1], pairs[:, 0]))
    pairs, values = pairs[order], values[order]
    is_first = np.ones(len(pairs), dtype=np.bool_)
    is_first[1:] = (pairs[1:] != pairs[:-1]).any(axis=1)
    return pairs[is_first], values[is_first]
