"""Common runs of tokens between two articles, paragraph by paragraph."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Pair = tuple[int, int]


class Run(NamedTuple):
    """Tokens that stand in both, in a row: where they begin in either paragraph, and how many."""

    source: int
    target: int
    length: int


def common_runs(
    source: Sequence[Sequence[str]],
    target: Sequence[Sequence[str]],
    counts: Callable[[str], bool],
) -> dict[Pair, list[Run]]:
    """Find the maximal common runs of two or more tokens.

    Args:
        source: tokens of each of the source's paragraphs.
        target: tokens of each of the target's paragraphs.
        counts: tells whether a token says anything; runs of two that say nothing are left out.

    Returns:
        For each pair (source paragraph, target paragraph) that has any, its runs in target order.
    """
    places: defaultdict[tuple[str, str], list[Pair]] = defaultdict(list)
    for index, tokens in enumerate(source):
        for at in range(len(tokens) - 1):
            places[tokens[at], tokens[at + 1]].append((index, at))
    found: defaultdict[Pair, list[Run]] = defaultdict(list)
    for index, tokens in enumerate(target):
        for at in range(len(tokens) - 1):
            for other, start in places.get((tokens[at], tokens[at + 1]), ()):
                if at and start and tokens[at - 1] == source[other][start - 1]:
                    continue
                length = _length(source[other], start, tokens, at)
                if length > 2 or any(map(counts, tokens[at : at + length])):
                    found[other, index].append(Run(start, at, length))
    return dict(found)


def _length(source: Sequence[str], start: int, target: Sequence[str], at: int) -> int:
    length = 2
    most = min(len(source) - start, len(target) - at)
    while length < most and source[start + length] == target[at + length]:
        length += 1
    return length
