"""Which source paragraph went into which target paragraph: the most telling overlaps first.

Each overlap is worth the weight of the words it shares in runs of two or more that no better overlap has
explained yet, so that a second source counts only for what it adds, and a source that is used elsewhere
already counts for less.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from dedupe.align.runs import Pair, Run, common_runs
from dedupe.align.weights import NAME, weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dedupe.text.passages import Passage

LEAST_GAIN = 5.0  # words' worth of shared text that make an edge
LEAST_GAIN_IN_COPY = 4.0  # the same between articles known to be source and copy
LEAST_SHARE = 0.5  # or this share of the shorter paragraph
_LONG_RUN = 4  # words of a run after which
_LONG_RUN_BONUS = 0.4  # each further one counts more: even function words do not agree by chance
REUSED = 0.7  # what a source's word is worth once another target has used it
ORPHAN = 0.8  # share of an unused source that must stand in a target
_LEAST_ORPHAN = 4.0


class Edge(NamedTuple):
    """A source paragraph and a target paragraph that share text."""

    source: int
    target: int


@dataclass(slots=True)
class Overlaps:
    """Runs between two articles, the weights of their words, and which words are explained so far."""

    runs: Mapping[Pair, Sequence[Run]]
    source: list[tuple[float, ...]]
    target: list[tuple[float, ...]]
    used: list[list[bool]] = field(default_factory=list)
    explained: list[list[bool]] = field(default_factory=list)
    least_gain: float = LEAST_GAIN

    def forget(self, least_gain: float) -> None:
        """Begin anew, with nothing explained."""
        self.used = [[False] * len(weights) for weights in self.source]
        self.explained = [[False] * len(weights) for weights in self.target]
        self.least_gain = least_gain

    def gain(self, pair: Pair) -> tuple[float, list[Run]]:
        """Weigh what a pair explains that is not yet explained, and by which runs."""
        pieces = sorted(
            (-self._worth(pair, piece), piece.target, piece.source, piece.length)
            for run in self.runs[pair]
            for piece in self._free(pair, run)
        )
        source, target = bytearray(len(self.source[pair[0]])), bytearray(len(self.target[pair[1]]))
        taken: list[Run] = []
        total = 0.0
        for worth, after, before, length in pieces:
            here, there = slice(after, after + length), slice(before, before + length)
            if worth and 1 not in target[here] and 1 not in source[there]:
                target[here] = source[there] = bytes([1]) * length
                taken.append(Run(before, after, length))
                total -= worth
        return total, taken

    def may_be_edge(self, pair: Pair) -> bool:
        """Tell cheaply whether a pair can be an edge at all, by the target's weights alone."""
        target = self.target[pair[1]]
        most = sum(
            sum(target[run.target : run.target + run.length])
            + _LONG_RUN_BONUS * max(0, run.length - _LONG_RUN)
            for run in self.runs[pair]
        )
        return self.is_edge(pair, most)

    def _free(self, pair: Pair, run: Run) -> Iterable[Run]:
        """Cut a run to the stretches of two or more words that are not explained yet."""
        explained = self.explained[pair[1]]
        if not any(explained[run.target : run.target + run.length]):
            yield run
            return
        start = run.target
        for at in range(run.target, run.target + run.length + 1):
            if at == run.target + run.length or explained[at]:
                if at - start >= 2:
                    yield Run(run.source + start - run.target, start, at - start)
                start = at + 1

    def _worth(self, pair: Pair, run: Run) -> float:
        source, target, used = self.source[pair[0]], self.target[pair[1]], self.used[pair[0]]
        total, words = 0.0, 0
        for at in range(run.length):
            weight = min(source[run.source + at], target[run.target + at])
            total += weight * (REUSED if used[run.source + at] else 1.0)
            words += weight not in (0.0, NAME)
        return total + _LONG_RUN_BONUS * max(0, words - _LONG_RUN)

    def take(self, pair: Pair, taken: Iterable[Run]) -> None:
        for run in taken:
            for at in range(run.length):
                self.used[pair[0]][run.source + at] = True
                self.explained[pair[1]][run.target + at] = True

    def is_edge(self, pair: Pair, gain: float) -> bool:
        shorter = min(sum(self.source[pair[0]]), sum(self.target[pair[1]]))
        return gain > 0 and (gain >= self.least_gain or gain >= LEAST_SHARE * shorter)


def find_edges(
    source: Sequence[Passage],
    target: Sequence[Passage],
    overlaps: Overlaps,
    least_gain: float = LEAST_GAIN,
) -> tuple[Edge, ...]:
    """Find which source paragraphs each target paragraph takes from.

    A post is explained by a post, a paragraph in prose by prose, before either is by the other: an
    article that prints a tweet usually quotes it as well.

    Args:
        source: the source's paragraphs.
        target: the target's paragraphs.
        overlaps: between them.
        least_gain: words' worth of shared text that make an edge.

    Returns:
        The edges, ascending; none of a paragraph that is furniture.
    """
    overlaps.forget(least_gain)
    alike = [pair for pair in overlaps.runs if source[pair[0]].post == target[pair[1]].post]
    edges = _choose(overlaps, alike)
    edges += _choose(overlaps, [pair for pair in overlaps.runs if pair not in set(alike)])
    edges += _orphans(overlaps, edges)
    edges += _identical(source, target, edges)
    return tuple(sorted({Edge(*pair) for pair in edges}))


def find_overlaps(
    source: Sequence[Passage], target: Sequence[Passage], plain: frozenset[str]
) -> Overlaps:
    """Find what two articles share; `plain` are the words that say nothing by themselves."""
    before = [() if passage.furniture else passage.words for passage in source]
    after = [() if passage.furniture else passage.words for passage in target]
    return Overlaps(
        common_runs(before, after, lambda word: word not in plain),
        [weights(passage, plain) for passage in source],
        [weights(passage, plain) for passage in target],
    )


def _choose(overlaps: Overlaps, pairs: Sequence[Pair]) -> list[Pair]:
    """Take the pair with the largest gain, again and again, as long as it makes an edge."""
    edges: list[Pair] = []
    gains = {pair: overlaps.gain(pair) for pair in pairs if overlaps.may_be_edge(pair)}
    while gains := {p: found for p, found in gains.items() if overlaps.is_edge(p, found[0])}:
        best = min(gains, key=lambda pair: _order(overlaps, pair, gains[pair][0]))
        overlaps.take(best, gains.pop(best)[1])
        edges.append(best)
        for pair in gains:
            if pair[0] == best[0] or pair[1] == best[1]:
                gains[pair] = overlaps.gain(pair)
    return edges


def _order(overlaps: Overlaps, pair: Pair, gain: float) -> tuple[float, float, float, Pair]:
    """Sort by gain, then by how little else the two paragraphs hold, then by place."""
    source, target = pair
    rest = sum(overlaps.source[source]) + sum(overlaps.target[target])
    place = abs(source / len(overlaps.source) - target / len(overlaps.target))
    return (-round(gain, 6), round(rest, 6), round(place, 6), pair)


def _orphans(overlaps: Overlaps, edges: Sequence[Pair]) -> list[Pair]:
    """Give each unused source that stands nearly whole in a target that target."""
    used = {source for source, _ in edges}
    best: dict[int, tuple[float, int]] = {}
    for (source, target), runs in sorted(overlaps.runs.items()):
        total = sum(overlaps.source[source])
        if source in used or total < _LEAST_ORPHAN:
            continue
        covered = {run.source + at for run in runs for at in range(run.length)}
        share = sum(overlaps.source[source][at] for at in covered) / total
        if share >= ORPHAN and share > best.get(source, (0.0, 0))[0]:
            best[source] = (share, target)
    return [(source, target) for source, (_, target) in best.items()]


def _identical(
    source: Sequence[Passage], target: Sequence[Passage], edges: Sequence[Pair]
) -> list[Pair]:
    """Pair equal paragraphs that runs did not: too short, or repeated on one side."""
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


def _places(passages: Sequence[Passage]) -> dict[tuple[str, ...], int]:
    """Find where each wording first stands, furniture aside."""
    return {p.words: at for at, p in reversed(list(enumerate(passages))) if not p.furniture}
