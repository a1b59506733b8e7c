"""What two articles share, paragraph by paragraph, and how much of it is not explained yet."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from dedupe.align.scores import (
    LEAST_GAIN,
    LEAST_SHARE,
    LONG_RUN,
    LONG_RUN_BONUS,
    REUSED,
    WeightedTokens,
    nearest_sources,
    possible_edges,
    run_scores,
)
from dedupe.align.token_runs import CommonRun, ParagraphPair, common_runs, token_sequence
from dedupe.align.weights import NAME, weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dedupe.prepare.paragraphs import Passage

_MOST_REPEATED = 8  # times a wording is looked at; further ones follow the first


@dataclass(slots=True)
class Overlaps:
    """CommonRuns between two articles, the weights of their words, and which words are explained so far.

    Attributes:
        runs: by pair of paragraphs, each with its worth as long as nothing is explained.
        source: weights of the source's words, in hundredths, by paragraph.
        target: the same of the target's.
        totals: sums of these by paragraph, of either side.
        used: the source's words that some target has used, by paragraph; only paragraphs that have any.
        explained: the target's words that some source has explained, likewise.
        least_gain: in hundredths of a word.
    """

    runs: Mapping[ParagraphPair, Sequence[tuple[CommonRun, int]]]
    source: list[tuple[int, ...]]
    target: list[tuple[int, ...]]
    totals: tuple[list[int], list[int]]
    used: dict[int, list[bool]] = field(default_factory=dict)
    explained: dict[int, list[bool]] = field(default_factory=dict)
    least_gain: int = LEAST_GAIN
    _initial_scores: dict[ParagraphPair, tuple[int, list[CommonRun]]] = field(default_factory=dict)

    def reset(self, least_gain: int) -> None:
        """Begin anew, with nothing explained."""
        self.used, self.explained = {}, {}
        self.least_gain = least_gain

    def score(self, pair: ParagraphPair) -> tuple[int, list[CommonRun]]:
        """Weigh what a pair explains that is not yet explained, and by which runs."""
        if pair[0] in self.used or pair[1] in self.explained:
            return self._score(pair)
        if pair not in self._initial_scores:
            self._initial_scores[pair] = self._score(pair)
        return self._initial_scores[pair]

    def _score(self, pair: ParagraphPair) -> tuple[int, list[CommonRun]]:
        pieces = sorted(
            (-worth, piece.target, piece.source, piece.length)
            for run, whole in self.runs[pair]
            for piece, worth in self._unexplained(pair, run, whole)
        )
        source, target = bytearray(len(self.source[pair[0]])), bytearray(len(self.target[pair[1]]))
        taken: list[CommonRun] = []
        total = 0
        for worth, after, before, length in pieces:
            here, there = slice(after, after + length), slice(before, before + length)
            if worth and 1 not in target[here] and 1 not in source[there]:
                target[here] = source[there] = b"\1" * length
                taken.append(CommonRun(before, after, length))
                total -= worth
        return total, taken

    def _unexplained(
        self, pair: ParagraphPair, run: CommonRun, whole: int
    ) -> Iterable[tuple[CommonRun, int]]:
        """Cut a run to the stretches of two or more words that are not explained yet, and weigh them."""
        explained = self.explained.get(pair[1])
        if explained is None or True not in explained[run.target : run.target + run.length]:
            return ((run, self._worth(pair, run) if pair[0] in self.used else whole),)
        found = []
        start = run.target
        for at in range(run.target, run.target + run.length + 1):
            if at == run.target + run.length or explained[at]:
                if at - start >= 2:
                    found.append(CommonRun(run.source + start - run.target, start, at - start))
                start = at + 1
        return [(piece, self._worth(pair, piece)) for piece in found]

    def _worth(self, pair: ParagraphPair, run: CommonRun) -> int:
        before, after, length = run
        words = list(
            map(
                min,
                self.source[pair[0]][before : before + length],
                self.target[pair[1]][after : after + length],
            )
        )
        long = length > LONG_RUN and max(0, length - words.count(0) - words.count(NAME) - LONG_RUN)
        used = self.used.get(pair[0])
        total = sum(words)
        if used is not None:
            again = used[before : before + length]
            lost = sum(word * (100 - REUSED) for word, it in zip(words, again, strict=True) if it)
            total -= lost // 100
        return total + LONG_RUN_BONUS * long

    def consume(self, pair: ParagraphPair, taken: Iterable[CommonRun]) -> None:
        """Note that a pair explains the words of some runs."""
        used = self.used.setdefault(pair[0], [False] * len(self.source[pair[0]]))
        explained = self.explained.setdefault(pair[1], [False] * len(self.target[pair[1]]))
        for before, after, length in taken:
            used[before : before + length] = [True] * length
            explained[after : after + length] = [True] * length

    def is_edge(self, pair: ParagraphPair, gain: int) -> bool:
        """Tell whether a gain is enough to make a pair an edge."""
        shorter = min(self.totals[0][pair[0]], self.totals[1][pair[1]])
        return gain > 0 and (gain >= self.least_gain or gain >= LEAST_SHARE * shorter)


def find_overlaps(
    source: Sequence[Passage], target: Sequence[Passage], plain: frozenset[str]
) -> Overlaps:
    """Find what two articles share; `plain` are the words that say nothing by themselves."""
    before, after = (
        token_sequence([it.hashes for it in passages], _excluded_paragraphs(passages))
        for passages in (source, target)
    )
    is_content = [word not in plain for passage in target for word in passage.words]
    ours, theirs = ([weights(passage, plain) for passage in side] for side in (source, target))
    weighed = WeightedTokens(before, ours), WeightedTokens(after, theirs)
    runs = common_runs(before, after, np.array(is_content, dtype=np.bool_))
    runs = possible_edges(*weighed, nearest_sources(runs))
    pairs = runs.by_pair(zip(runs.located(), run_scores(*weighed, runs).tolist(), strict=True))
    totals = weighed[0].totals.tolist(), weighed[1].totals.tolist()
    return Overlaps(pairs, ours, theirs, totals)


def _excluded_paragraphs(passages: Sequence[Passage]) -> list[int]:
    """List the paragraphs that are not looked at: furniture, and a wording often repeated."""
    seen: Counter[tuple[str, ...]] = Counter()
    out: list[int] = []
    for at, passage in enumerate(passages):
        seen[passage.words] += 1
        if passage.furniture or seen[passage.words] > _MOST_REPEATED:
            out.append(at)
    return out
