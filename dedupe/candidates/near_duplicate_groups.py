"""Near-duplicate groups: each article with the earliest one that it nearly equals."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from dedupe.sketch.sorted_arrays import equal_runs


def equal_groups(digests: NDArray[np.uint64], sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each article the first with the same digest of tokens, itself where it has none; int64[a]."""
    order = np.argsort(digests, kind="stable")
    starts, lengths = equal_runs(digests[order])
    leaders = np.empty(digests.size, dtype=np.int64)
    leaders[order] = np.repeat(order[starts], lengths)
    return np.where(sizes > 0, leaders, np.arange(sizes.size))


def near_groups(leaders: NDArray[np.int64], pairs: NDArray[np.int64]) -> NDArray[np.int64]:
    """Join near-duplicates to the first article of a group, each directly, never through a third.

    Args:
        leaders: int64[a], as `equal_groups` gives them.
        pairs: int64[p, 2], near-duplicate pairs of leaders, ascending.

    Returns:
        int64[a], the first article of each one's group.
    """
    leader_of = leaders.tolist()
    for first, second in pairs.tolist():
        if leader_of[first] == first and leader_of[second] == second:
            leader_of[second] = first
    joined = np.array(leader_of, dtype=np.int64)
    return joined[leaders]


def thinned(pairs: NDArray[np.int64], groups: NDArray[np.int64], most: int) -> NDArray[np.int64]:
    """Leave out the pairs inside large groups, but for those with the first article of the group.

    Args:
        pairs: int64[n, 2], each ascending.
        groups: int64[a], as `near_groups` gives them: all members nearly equal the first.
        most: articles of a group that is not large.
    """
    first, second = groups[pairs].T
    members = np.bincount(groups, minlength=groups.size)[first]
    left: NDArray[np.int64] = pairs[is_kept(pairs[:, 0], first, second, members, most)]
    return left


def is_kept(
    article: Any,  # noqa: ANN401 - numpy's arrays, or columns of a data frame that compare like them
    group: Any,  # noqa: ANN401
    other_group: Any,  # noqa: ANN401
    members: Any,  # noqa: ANN401
    most: int,
) -> Any:  # noqa: ANN401
    """Return for each pair whether it is kept: not inside a large group, or with its first article.

    Args:
        article: the first of each pair.
        other_group: of the second of each pair.
        members: articles in the group of the first.
        most: articles of a group that is not large.
    """
    return ~((members > most) & (group == other_group)) | (group == article)
