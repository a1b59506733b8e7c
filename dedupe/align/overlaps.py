"""What two articles share, paragraph by paragraph, and how much of it is not explained yet."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from dedupe.align.scores import (
    LEAST_SHARE,
    LONG_RUN,
    LONG_RUN_BONUS,
    REUSED,
    WeightedTokens,
    nearest_sources,
    possible_edges,
    rarities,
    run_scores,
)
from dedupe.align.token_runs import CommonRun, ParagraphPair, common_runs, token_sequence
from dedupe.align.weights import NAME, weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dedupe.align.token_runs import TokenSequence
    from dedupe.prepare.paragraphs import Passage

_MOST_REPEATED = 8  # times a wording is looked at; further ones follow the first


class ScoredRun(NamedTuple):
    """A common run of two paragraphs.

    Attributes:
        run: where it stands.
        score: what it is worth as long as nothing of it is explained, in hundredths of a word.
        rarity: what a word of it is worth, in per cent.
    """

    run: CommonRun
    score: int
    rarity: int


@dataclass(slots=True)
class Overlaps:
    """Runs between two articles, the weights of their words, and which words are explained so far.

    Attributes:
        runs: by pair of paragraphs; none of pairs that cannot be an edge, and none of equal paragraphs.
        equal: target paragraphs that have the words of one source paragraph and of no other, each with
            that one.
        source: weights of the source's words, in hundredths, by paragraph.
        target: the same of the target's.
        totals: sums of these by paragraph, of either side.
        used: the source's words that some target has used, by paragraph; only paragraphs that have any.
        explained: the target's words that some source has explained, likewise.
    """

    runs: Mapping[ParagraphPair, Sequence[ScoredRun]]
    equal: Mapping[int, int]
    source: list[tuple[int, ...]]
    target: list[tuple[int, ...]]
    totals: tuple[list[int], list[int]]
    used: dict[int, list[bool]] = field(default_factory=dict)
    explained: dict[int, list[bool]] = field(default_factory=dict)

    def score(self, pair: ParagraphPair) -> tuple[int, list[CommonRun]]:
        """Return the gain of a pair, what it explains that is not explained yet, and by which runs."""
        pieces = sorted(
            (-score, piece.target, piece.source, piece.length)
            for scored in self.runs[pair]
            for piece, score in self._unexplained(pair, scored)
        )
        source, target = bytearray(len(self.source[pair[0]])), bytearray(len(self.target[pair[1]]))
        taken: list[CommonRun] = []
        total = 0
        for score, after, before, length in pieces:
            here, there = slice(after, after + length), slice(before, before + length)
            if score and 1 not in target[here] and 1 not in source[there]:
                target[here] = source[there] = b"\1" * length
                taken.append(CommonRun(before, after, length))
                total -= score
        return total, taken

    def _unexplained(
        self, pair: ParagraphPair, scored: ScoredRun
    ) -> Iterable[tuple[CommonRun, int]]:
        """Cut a run to the pieces of two or more words that are not explained yet, and score them."""
        run, whole, rarity = scored
        explained = self.explained.get(pair[1])
        if explained is None or True not in explained[run.target : run.target + run.length]:
            score = self._score(pair, run, rarity) if pair[0] in self.used else whole
            return ((run, score),)
        found = []
        start = run.target
        for at in range(run.target, run.target + run.length + 1):
            if at == run.target + run.length or explained[at]:
                if at - start >= 2:
                    found.append(CommonRun(run.source + start - run.target, start, at - start))
                start = at + 1
        return [(piece, self._score(pair, piece, rarity)) for piece in found]

    def _score(self, pair: ParagraphPair, run: CommonRun, rarity: int) -> int:
        before, after, length = run
        words = list(
            map(
                min,
                self.source[pair[0]][before : before + length],
                self.target[pair[1]][after : after + length],
            )
        )
        long = length > LONG_RUN and max(0, length - words.count(0) - words.count(NAME) - LONG_RUN)
        total = sum(words)
        used = self.used.get(pair[0])
        if used is not None:
            again = used[before : before + length]
            lost = sum(
                word * (100 - REUSED) for word, is_used in zip(words, again, strict=True) if is_used
            )
            total -= lost // 100
        return (total + LONG_RUN_BONUS * long) * rarity // 100

    def consume(self, pair: ParagraphPair, taken: Iterable[CommonRun]) -> None:
        """Note that a pair explains the words of some runs."""
        used = self.used.setdefault(pair[0], [False] * len(self.source[pair[0]]))
        explained = self.explained.setdefault(pair[1], [False] * len(self.target[pair[1]]))
        for before, after, length in taken:
            used[before : before + length] = [True] * length
            explained[after : after + length] = [True] * length

    def is_edge(self, pair: ParagraphPair, gain: int, least_gain: int) -> bool:
        """Return whether a gain is enough to make a pair an edge."""
        shorter = min(self.totals[0][pair[0]], self.totals[1][pair[1]])
        return gain > 0 and (gain >= least_gain or gain >= LEAST_SHARE * shorter)


def find_overlaps(
    source: Sequence[Passage], target: Sequence[Passage], low_weight_words: frozenset[str]
) -> Overlaps:
    """Find what two articles share.

    Args:
        source: the source's paragraphs.
        target: the target's paragraphs.
        low_weight_words: those that say nothing by themselves, of the articles' language.
    """
    before, after = (
        token_sequence([passage.hashes for passage in passages], _excluded_paragraphs(passages))
        for passages in (source, target)
    )
    is_content = np.array(
        [word not in low_weight_words for passage in target for word in passage.words], np.bool_
    )
    ours, theirs = (
        [weights(passage, low_weight_words) for passage in passages]
        for passages in (source, target)
    )
    weighted = WeightedTokens(before, ours), WeightedTokens(after, theirs)
    equal = equal_paragraphs(source, target)
    runs = common_runs(before, after.without(equal), is_content)
    if equal:
        rest = _sharing_with_equal(before, after, equal)
        runs = runs.joined(common_runs(*rest, is_content))
    runs = possible_edges(*weighted, nearest_sources(runs))
    scored = map(
        ScoredRun,
        runs.within_paragraphs(),
        run_scores(*weighted, runs).tolist(),
        rarities(runs).tolist(),
    )
    totals = weighted[0].totals.tolist(), weighted[1].totals.tolist()
    return Overlaps(runs.by_pair(scored), equal, ours, theirs, totals)


def equal_paragraphs(source: Sequence[Passage], target: Sequence[Passage]) -> dict[int, int]:
    """Find the target paragraphs whose words are those of one source paragraph, and of no other.

    Such a pair is an edge whatever else the articles share: no pair that has one of the two shares more
    with it.

    Returns:
        Index of the source paragraph by that of the target paragraph.
    """
    ours, theirs = _unique_paragraphs(source), _unique_paragraphs(target)
    return {at: ours[key] for key, at in theirs.items() if key in ours}


def _unique_paragraphs(passages: Sequence[Passage]) -> dict[tuple[tuple[str, ...], bool, int], int]:
    times = Counter(passage.words for passage in passages if not passage.furniture)
    return {
        (passage.words, passage.post, passage.end): at
        for at, passage in enumerate(passages)
        if not passage.furniture and times[passage.words] == 1
    }


def _sharing_with_equal(
    before: TokenSequence, after: TokenSequence, equal: Mapping[int, int]
) -> tuple[TokenSequence, TokenSequence]:
    """Return what else may stand in paragraphs that have an equal one: sources that have none."""
    others = set(range(after.bounds.size - 1)) - equal.keys()
    return before.without(set(equal.values())), after.without(others)


def _excluded_paragraphs(passages: Sequence[Passage]) -> list[int]:
    """List the paragraphs that share nothing: furniture, and a wording beyond its first few repeats."""
    seen: Counter[tuple[str, ...]] = Counter()
    out: list[int] = []
    for at, passage in enumerate(passages):
        seen[passage.words] += 1
        if passage.furniture or seen[passage.words] > _MOST_REPEATED:
            out.append(at)
    return out
