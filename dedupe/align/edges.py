"""Which source paragraph went into which target paragraph: the most telling overlaps first.

Each overlap is worth the weight of the words it shares in runs of two or more that no better overlap has
explained yet, so that a second source counts only for what it adds, and a source that is used elsewhere
already counts for less.
"""

from __future__ import annotations

from collections import Counter
from heapq import heappop, heappush
from typing import TYPE_CHECKING, NamedTuple

from dedupe.align.scores import LEAST_GAIN, LEAST_UNMATCHED, UNMATCHED
from dedupe.align.token_runs import ParagraphPair

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dedupe.align.overlaps import Overlaps
    from dedupe.align.token_runs import CommonRun
    from dedupe.prepare.paragraphs import Passage

_Order = tuple[int, int, float, ParagraphPair]


class Edge(NamedTuple):
    """A source paragraph and a target paragraph that share text."""

    source: int
    target: int


def find_edges(
    source: Sequence[Passage],
    target: Sequence[Passage],
    overlaps: Overlaps,
    least_gain: int = LEAST_GAIN,
) -> tuple[Edge, ...]:
    """Find which source paragraphs each target paragraph takes from.

    A post is explained by a post, a paragraph in prose by prose, before either is by the other: an
    article that prints a tweet usually quotes it as well.

    Args:
        source: the source's paragraphs.
        target: the target's paragraphs.
        overlaps: between them.
        least_gain: hundredths of a word, of shared text that make an edge.

    Returns:
        The edges, ascending; none of a paragraph that is furniture.
    """
    overlaps.reset(least_gain)
    alike: dict[bool, list[ParagraphPair]] = {True: [], False: []}
    for pair in overlaps.runs:
        alike[source[pair[0]].post == target[pair[1]].post].append(pair)
    edges = _match_greedily(overlaps, alike[True]) + _match_greedily(overlaps, alike[False])
    edges += _match_unmatched(overlaps, edges)
    edges += _identical(source, target, edges)
    edges += _repeated(source, target, edges)
    return tuple(sorted({Edge(*pair) for pair in edges}))


def _match_greedily(overlaps: Overlaps, pairs: Sequence[ParagraphPair]) -> list[ParagraphPair]:
    """Take the pair with the largest gain, again and again, as long as it makes an edge.

    A gain only shrinks as words are explained, so that it is weighed anew only when it is the largest.
    """
    edges: list[ParagraphPair] = []
    taken: Counter[tuple[str, int]] = Counter()
    waiting: list[tuple[_Order, int, list[CommonRun]]] = []

    def weigh(pair: ParagraphPair) -> None:
        gain, runs = overlaps.score(pair)
        if overlaps.is_edge(pair, gain):
            heappush(waiting, (_order(overlaps, pair, gain), age(pair), runs))

    def age(pair: ParagraphPair) -> int:
        return taken["source", pair[0]] + taken["target", pair[1]]

    for pair in pairs:
        weigh(pair)
    while waiting:
        (*_, pair), weighed_at, runs = heappop(waiting)
        if weighed_at < age(pair):
            weigh(pair)
            continue
        overlaps.consume(pair, runs)
        taken.update([("source", pair[0]), ("target", pair[1])])
        edges.append(pair)
    return edges


def _order(overlaps: Overlaps, pair: ParagraphPair, gain: int) -> _Order:
    """Sort by gain, then by how little else the two paragraphs hold, then by place."""
    source, target = pair
    rest = overlaps.totals[0][source] + overlaps.totals[1][target]
    place = abs(source / len(overlaps.source) - target / len(overlaps.target))
    return (-gain, rest, round(place, 6), pair)


def _match_unmatched(overlaps: Overlaps, edges: Sequence[ParagraphPair]) -> list[ParagraphPair]:
    """Give each unused source that stands nearly whole in a target that target."""
    used = {source for source, _ in edges}
    best: dict[int, tuple[float, int]] = {}
    for (source, target), runs in sorted(overlaps.runs.items()):
        total = overlaps.totals[0][source]
        if source in used or total < LEAST_UNMATCHED:
            continue
        covered = {run.source + at for run, _ in runs for at in range(run.length)}
        share = sum(overlaps.source[source][at] for at in covered) / total
        if share >= UNMATCHED and share > best.get(source, (0.0, 0))[0]:
            best[source] = (share, target)
    return [(source, target) for source, (_, target) in best.items()]


def _identical(
    source: Sequence[Passage], target: Sequence[Passage], edges: Sequence[ParagraphPair]
) -> list[ParagraphPair]:
    """ParagraphPair equal paragraphs that runs did not: too short, or repeated on one side."""
    used, explained = {pair[0] for pair in edges}, {pair[1] for pair in edges}
    first, last = _places(source), _places(target)
    return [
        *(
            (first[p.words], at)
            for at, p in enumerate(target)
            if at not in explained and not p.furniture and p.words in first
        ),
        *(
            (at, last[p.words])
            for at, p in enumerate(source)
            if at not in used and not p.furniture and p.words in last
        ),
    ]


def _repeated(
    source: Sequence[Passage], target: Sequence[Passage], edges: Sequence[ParagraphPair]
) -> list[ParagraphPair]:
    """Give a paragraph that repeats an earlier one, and has no edge, the edge of that one."""
    by_source, by_target = ({pair[side]: pair for pair in reversed(edges)} for side in (0, 1))
    first, other = _places(target), _places(source)
    return [
        *(
            (by_target[first[p.words]][0], at)
            for at, p in enumerate(target)
            if at not in by_target and not p.furniture and first[p.words] in by_target
        ),
        *(
            (at, by_source[other[p.words]][1])
            for at, p in enumerate(source)
            if at not in by_source and not p.furniture and other[p.words] in by_source
        ),
    ]


def _places(passages: Sequence[Passage]) -> dict[tuple[str, ...], int]:
    """Find where each wording first stands, furniture aside."""
    return {p.words: at for at, p in reversed(list(enumerate(passages))) if not p.furniture}
