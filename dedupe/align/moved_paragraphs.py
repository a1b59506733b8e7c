"""Which paragraphs of a copy stand out of their source's order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence


def find_moved(
    sources: Mapping[int, Sequence[int]], repeats: Collection[int] = ()
) -> frozenset[int]:
    """Find the fewest target paragraphs without which the others stand in the source's order.

    A paragraph made of several stands in order where any of them does. One that uses again what another one,
    in order, has been made of is no sign of another order: a lead that sums up what follows.

    >>> sorted(find_moved({0: [0], 1: [3], 2: [1], 3: [2]}))
    [1]
    >>> sorted(find_moved({0: [0], 1: [2], 2: [1, 3], 3: [4]}))
    []
    >>> sorted(find_moved({0: [2], 1: [0], 2: [1], 3: [2]}))
    []

    Args:
        sources: the source paragraphs that each target paragraph is made of.
        repeats: target paragraphs that repeat an earlier one, and so are never out of order.
    """
    kept = in_order(sources, repeats)
    used = {source for target in kept for source in sources[target]}
    return frozenset(
        target
        for target in sources.keys() - set(repeats) - kept
        if not used.issuperset(sources[target])
    )


def in_order(sources: Mapping[int, Sequence[int]], repeats: Collection[int] = ()) -> frozenset[int]:
    """Find the most target paragraphs that stand in the source's order, those that only repeat left out.

    Args:
        sources: the source paragraphs that each target paragraph is made of.
        repeats: target paragraphs that repeat an earlier one.
    """
    places = [
        (source, target)
        for target in sorted(sources.keys() - set(repeats))
        for source in sorted(sources[target], reverse=True)
    ]
    return frozenset(places[at][1] for at in _longest_ascent([source for source, _ in places]))


def _longest_ascent(values: Sequence[int]) -> list[int]:
    """Find the positions of a longest non-descending subsequence (patience sorting)."""
    tops: list[int] = []
    piles: list[int] = []
    below: list[int] = []
    for at, value in enumerate(values):
        pile = bisect_right(tops, value)
        below.append(piles[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [value]
        piles[pile : pile + 1] = [at]
    chosen = piles[-1:]
    while chosen and below[chosen[-1]] >= 0:
        chosen.append(below[chosen[-1]])
    return chosen[::-1]
