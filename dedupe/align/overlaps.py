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

# Worth is counted in hundredths of a word, so that sums come out alike in any order.
LEAST_GAIN = 500  # of shared text that make an edge
LEAST_SHARE = 0.5  # or this share of the shorter paragraph
REUSED = 70  # per cent that a source's word is worth once another target has used it
_LONG_RUN = 4  # words of a run after which
_LONG_RUN_BONUS = 40  # each further one counts more: even function words do not agree by chance
_MOST_REPEATED = 8  # times a wording is looked at; further ones follow the first
_MOST_SOURCES = 64  # looked at for a target


@dataclass(slots=True)
class Overlaps:
    """Runs between two articles, the weights of their words, and which words are explained so far.

    Attributes:
        runs: by pair of paragraphs.
        source: weights of the source's words, in hundredths, by paragraph.
        target: the same of the target's.
        totals: sums of these by paragraph, of either side.
        used: the source's words that some target has used, by paragraph; only paragraphs that have any.
        explained: the target's words that some source has explained, likewise.
        least_gain: in hundredths of a word.
    """

    runs: Mapping[Pair, Sequence[Run]]
    source: list[tuple[int, ...]]
    target: list[tuple[int, ...]]
    totals: tuple[list[int], list[int]]
    used: dict[int, list[bool]] = field(default_factory=dict)
    explained: dict[int, list[bool]] = field(default_factory=dict)
    least_gain: int = LEAST_GAIN
    _fresh: dict[Pair, tuple[int, list[Run]]] = field(default_factory=dict)

    def forget(self, least_gain: int) -> None:
        """Begin anew, with nothing explained."""
        self.used, self.explained = {}, {}
        self.least_gain = least_gain

    def gain(self, pair: Pair) -> tuple[int, list[Run]]:
        """Weigh what a pair explains that is not yet explained, and by which runs."""
        if pair[0] in self.used or pair[1] in self.explained:
            return self._gain(pair)
        if pair not in self._fresh:
            self._fresh[pair] = self._gain(pair)
        return self._fresh[pair]

    def _gain(self, pair: Pair) -> tuple[int, list[Run]]:
        pieces = sorted(
            (-self._worth(pair, piece), piece.target, piece.source, piece.length)
            for run in self.runs[pair]
            for piece in self._free(pair, run)
        )
        source, target = bytearray(len(self.source[pair[0]])), bytearray(len(self.target[pair[1]]))
        taken: list[Run] = []
        total = 0
        for worth, after, before, length in pieces:
            here, there = slice(after, after + length), slice(before, before + length)
            if worth and 1 not in target[here] and 1 not in source[there]:
                target[here] = source[there] = b"\1" * length
                taken.append(Run(before, after, length))
                total -= worth
        return total, taken

    def may_be_edge(self, pair: Pair) -> bool:
        """Tell cheaply whether a pair can be an edge at all, by the target's weights alone."""
        target = self.target[pair[1]]
        most = 0
        for _, start, length in self.runs[pair]:
            most += sum(target[start : start + length])
            most += _LONG_RUN_BONUS * max(0, length - _LONG_RUN)
        return self.is_edge(pair, most)

    def _free(self, pair: Pair, run: Run) -> Iterable[Run]:
        """Cut a run to the stretches of two or more words that are not explained yet."""
        explained = self.explained.get(pair[1])
        if explained is None or True not in explained[run.target : run.target + run.length]:
            return (run,)
        found = []
        start = run.target
        for at in range(run.target, run.target + run.length + 1):
            if at == run.target + run.length or explained[at]:
                if at - start >= 2:
                    found.append(Run(run.source + start - run.target, start, at - start))
                start = at + 1
        return found

    def _worth(self, pair: Pair, run: Run) -> int:
        before, after, length = run
        words = list(
            map(
                min,
                self.source[pair[0]][before : before + length],
                self.target[pair[1]][after : after + length],
            )
        )
        long = length > _LONG_RUN and max(
            0, length - words.count(0) - words.count(NAME) - _LONG_RUN
        )
        used = self.used.get(pair[0])
        total = sum(words)
        if used is not None:
            again = used[before : before + length]
            lost = sum(word * (100 - REUSED) for word, it in zip(words, again, strict=True) if it)
            total -= lost // 100
        return total + _LONG_RUN_BONUS * long

    def take(self, pair: Pair, taken: Iterable[Run]) -> None:
        """Note that a pair explains the words of some runs."""
        used = self.used.setdefault(pair[0], [False] * len(self.source[pair[0]]))
        explained = self.explained.setdefault(pair[1], [False] * len(self.target[pair[1]]))
        for before, after, length in taken:
            used[before : before + length] = [True] * length
            explained[after : after + length] = [True] * length

    def is_edge(self, pair: Pair, gain: int) -> bool:
        """Tell whether a gain is enough to make a pair an edge."""
        shorter = min(self.totals[0][pair[0]], self.totals[1][pair[1]])
        return gain > 0 and (gain >= self.least_gain or gain >= LEAST_SHARE * shorter)


def find_overlaps(
    source: Sequence[Passage], target: Sequence[Passage], plain: frozenset[str]
) -> Overlaps:
    """Find what two articles share; `plain` are the words that say nothing by themselves."""
    runs = common_runs(_looked_at(source), _looked_at(target), lambda word: word not in plain)
    ours, theirs = ([weights(passage, plain) for passage in side] for side in (source, target))
    return Overlaps(_closest(runs), ours, theirs, (list(map(sum, ours)), list(map(sum, theirs))))


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
