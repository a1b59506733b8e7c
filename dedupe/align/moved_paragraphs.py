"""Which paragraphs of a copy stand out of their source's order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence, Set


def find_moved(sources: Mapping[int, Sequence[int]], repeats: Collection[int] = ()) -> frozenset[int]:
    """Find the fewest target paragraphs without which the others stand in the source's order.

    A paragraph made of several stands in order where any of them does. One that uses again what another one,
    in order, has been made of is no sign of another order: a lead that sums up what follows.

    >>> sorted(find_moved({0: [0], 1: [3], 2: [1], 3: [2]}))
    [1]
    >>> sorted(find_moved({0: [0], 1: [2], 2: [1, 3], 3: [4]}))
    []
    >>> sorted(find_moved({0: [2], 1: [0], 2: [1], 3: [2]}))
    []
    >>> sorted(find_moved({0: [1], 1: [2], 2: [7], 3: [8], 4: [7]}))
    []

    Args:
        sources: the source paragraphs that each target paragraph is made of.
        repeats: target paragraphs that repeat an earlier one, and so are never out of order.
    """
    orders = (in_order(sources, repeats, cut) for cut in (bisect_right, bisect_left))
    return min((_out_of_order(sources, repeats, kept) for kept in orders), key=len)


def in_order(
    sources: Mapping[int, Sequence[int]],
    repeats: Collection[int] = (),
    cut: Callable[[Sequence[int], int], int] = bisect_right,
) -> frozenset[int]:
    """Find the most target paragraphs that stand in the source's order, those that only repeat left out.

    Args:
        sources: the source paragraphs that each target paragraph is made of.
        repeats: target paragraphs that repeat an earlier one.
        cut: where a value goes among sorted ones; with `bisect_left` each source paragraph stands for one
            target paragraph only.
    """
    places = [
        (source, target)
        for target in sorted(sources.keys() - set(repeats))
        for source in sorted(sources[target], reverse=True)
    ]
    ascent = _longest_ascent([source for source, _ in places], cut)
    return frozenset(places[at][1] for at in ascent)


def _out_of_order(sources: Mapping[int, Sequence[int]], repeats: Collection[int], kept: Set[int]) -> frozenset[int]:
    """Return the target paragraphs beside those in order that are made of anything else than these."""
    used = {source for target in kept for source in sources[target]}
    return frozenset(target for target in sources.keys() - set(repeats) - kept if not used.issuperset(sources[target]))


def _longest_ascent(values: Sequence[int], cut: Callable[[Sequence[int], int], int]) -> list[int]:
    """Find the positions of a longest ascending subsequence (patience sorting)."""
    tops: list[int] = []
    piles: list[int] = []
    below: list[int] = []
    for at, value in enumerate(values):
        pile = cut(tops, value)
        below.append(piles[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [value]
        piles[pile : pile + 1] = [at]
    chosen = piles[-1:]
    while chosen and below[chosen[-1]] >= 0:
        chosen.append(below[chosen[-1]])
    return chosen[::-1]
