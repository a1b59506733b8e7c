"""What two articles share, paragraph by paragraph, and how much of it is not explained yet."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from heapq import nsmallest
from typing import TYPE_CHECKING

from dedupe.align.runs import Pair, Run, common_runs
from dedupe.align.weights import NAME, weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dedupe.text.passages import Passage

LEAST_GAIN = 5.0  # words' worth of shared text that make an edge
LEAST_SHARE = 0.5  # or this share of the shorter paragraph
REUSED = 0.7  # what a source's word is worth once another target has used it
_LONG_RUN = 4  # words of a run after which
_LONG_RUN_BONUS = 0.4  # each further one counts more: even function words do not agree by chance
_MOST_REPEATED = 8  # times a wording is looked at; further ones follow the first
_MOST_SOURCES = 64  # looked at for a target


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
        """Note that a pair explains the words of some runs."""
        for run in taken:
            for at in range(run.length):
                self.used[pair[0]][run.source + at] = True
                self.explained[pair[1]][run.target + at] = True

    def is_edge(self, pair: Pair, gain: float) -> bool:
        """Tell whether a gain is enough to make a pair an edge."""
        shorter = min(sum(self.source[pair[0]]), sum(self.target[pair[1]]))
        return gain > 0 and (gain >= self.least_gain or gain >= LEAST_SHARE * shorter)


def find_overlaps(
    source: Sequence[Passage], target: Sequence[Passage], plain: frozenset[str]
) -> Overlaps:
    """Find what two articles share; `plain` are the words that say nothing by themselves."""
    runs = common_runs(_looked_at(source), _looked_at(target), lambda word: word not in plain)
    return Overlaps(
        _closest(runs),
        [weights(passage, plain) for passage in source],
        [weights(passage, plain) for passage in target],
    )


def _looked_at(passages: Sequence[Passage]) -> list[tuple[str, ...]]:
    """Give the words of each paragraph, none where it is furniture or a wording often repeated."""
    seen: Counter[tuple[str, ...]] = Counter()
    words: list[tuple[str, ...]] = []
    for passage in passages:
        seen[passage.words] += 1
        is_out = passage.furniture or seen[passage.words] > _MOST_REPEATED
        words.append(() if is_out else passage.words)
    return words


def _closest(runs: Mapping[Pair, Sequence[Run]]) -> dict[Pair, Sequence[Run]]:
    """Keep for each target the sources it shares most words with; long lists share some with all."""
    by_target: defaultdict[int, list[tuple[int, Pair]]] = defaultdict(list)
    for pair, found in runs.items():
        by_target[pair[1]].append((-sum(run.length for run in found), pair))
    kept = {pair for found in by_target.values() for _, pair in nsmallest(_MOST_SOURCES, found)}
    return {pair: found for pair, found in runs.items() if pair in kept}
