"""What two articles share, paragraph by paragraph, and how much of it is not explained yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from dedupe.align.alignable_article import AlignableArticle
from dedupe.align.token_run_scores import (
    LEAST_OF_SHORT,
    LEAST_SHARE,
    LONG_RUN,
    LONG_RUN_BONUS,
    REUSED,
    least_gain_of,
    nearest_sources,
    possible_edges,
    rarities,
    run_scores,
)
from dedupe.align.token_runs import CommonRun, ParagraphPair, common_bigrams, join_bigrams
from dedupe.align.word_weights import NAME


class ScoredRun(NamedTuple):
    """A common run of two paragraphs."""

    run: CommonRun  # where it stands
    score: int  # what it is worth as long as nothing of it is explained, in hundredths of a word
    rarity: int  # what a word of it is worth, in per cent


@dataclass(slots=True)
class Overlaps:
    """Runs between two articles, the weights of their words, and which words are explained so far.

    Attributes:
        runs: by pair of paragraphs that can be an edge and are not equal, those worth most first.
        used: the source's words that some target has used, by paragraph.
        explained: the target's words that some source has explained, likewise.
    """

    runs: Mapping[ParagraphPair, Sequence[ScoredRun]]
    equal: Sequence[ParagraphPair]  # pairs of paragraphs that have the same words
    source: Sequence[Sequence[int]]  # weights of the source's words, in hundredths, by paragraph
    target: Sequence[Sequence[int]]  # the same of the target's
    totals: tuple[list[int], list[int]]  # sums of these by paragraph, of either side
    used: dict[int, list[bool]] = field(default_factory=dict)
    explained: dict[int, list[bool]] = field(default_factory=dict)

    def score(self, pair: ParagraphPair) -> tuple[int, list[CommonRun]]:
        """Return the gain of a pair, what it explains that is not explained yet, and by which runs."""
        source, target = bytearray(len(self.source[pair[0]])), bytearray(len(self.target[pair[1]]))
        taken: list[CommonRun] = []
        total = 0
        for run, score in self._unexplained(pair):
            before, after, length = run
            here, there = slice(after, after + length), slice(before, before + length)
            if score and 1 not in target[here] and 1 not in source[there]:
                target[here] = source[there] = b"\1" * length
                taken.append(run)
                total += score
        return total, taken

    def _unexplained(self, pair: ParagraphPair) -> Iterable[tuple[CommonRun, int]]:
        """Return what is left of the runs of a pair, with its scores, the highest first."""
        runs, explained = self.runs[pair], self.explained.get(pair[1])
        if explained is None and pair[0] not in self.used:
            return ((run, score) for run, score, _ in runs)
        left = [
            (piece, self._score(pair, piece, rarity))
            for run, _, rarity in runs
            for piece in _pieces(run, explained or ())
        ]
        return sorted(left, key=lambda found: (-found[1], found[0].target, *found[0]))

    def _score(self, pair: ParagraphPair, run: CommonRun, rarity: int) -> int:
        before, after, length = run
        words = list(
            map(min, self.source[pair[0]][before : before + length], self.target[pair[1]][after : after + length])
        )
        long = length > LONG_RUN and max(0, length - words.count(0) - words.count(NAME) - LONG_RUN)
        total = sum(words)
        used = self.used.get(pair[0])
        if used is not None:
            again = used[before : before + length]
            lost = sum(word * (100 - REUSED) for word, is_used in zip(words, again, strict=True) if is_used)
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
        sizes = self.totals[0][pair[0]], self.totals[1][pair[1]]
        of_shorter = max(LEAST_OF_SHORT, LEAST_SHARE * min(sizes))
        return gain >= min(least_gain_of(sizes, least_gain), of_shorter)


def _pieces(run: CommonRun, explained: Sequence[bool]) -> Iterable[CommonRun]:
    """Cut a run to the pieces of two or more words of the target that are not explained yet."""
    if True not in explained[run.target : run.target + run.length]:
        return (run,)
    found, start, end = [], run.target, run.target + run.length
    for at in range(start, end + 1):
        if at == end or explained[at]:
            if at - start >= 2:
                found.append(CommonRun(run.source + start - run.target, start, at - start))
            start = at + 1
    return found


def find_overlaps(source: AlignableArticle, target: AlignableArticle) -> Overlaps:
    """Find what two articles share."""
    equal = equal_paragraphs(source, target)
    sources, targets = ({pair[side] for pair in equal} for side in (0, 1))
    is_of_other = ~source.bigrams.stand_in(sources)
    is_equal = target.bigrams.stand_in(targets)  # what else stands there is of sources that have no equal
    bigrams = common_bigrams(source.bigrams, target.bigrams.select(~is_equal)).joined(
        common_bigrams(source.bigrams.select(is_of_other), target.bigrams.select(is_equal))
    )
    runs = join_bigrams(bigrams, source.tokens, target.tokens, target.is_content)
    runs, weighted = nearest_sources(runs), (source.weighted, target.weighted)
    scores = run_scores(*weighted, runs)
    is_possible = possible_edges(*weighted, runs, scores)
    runs, scores = runs.select(is_possible), scores[is_possible]
    order = np.lexsort((runs.source, runs.target, -scores))
    runs, scores = runs.select(order), scores[order]
    scored = map(ScoredRun, runs.within_paragraphs(), scores.tolist(), rarities(runs).tolist())
    return Overlaps(
        runs.by_pair(scored),
        equal,
        source.weighted.by_paragraph,
        target.weighted.by_paragraph,
        (source.weighted.totals.tolist(), target.weighted.totals.tolist()),
    )


def equal_paragraphs(source: AlignableArticle, target: AlignableArticle) -> list[ParagraphPair]:
    """Pair the paragraphs that have the same words: the first with the first, the second with the second.

    Where one article has them more often, the others go with the last one of the other article. Such a pair is an
    edge whatever else the articles share: no pair that has one of the two shares more with it.
    """
    pairs: list[ParagraphPair] = []
    for wording, ours in source.places.items():
        theirs = target.places.get(wording, ())
        if theirs:
            most = range(max(len(ours), len(theirs)))
            pairs += [(ours[min(at, len(ours) - 1)], theirs[min(at, len(theirs) - 1)]) for at in most]
    return pairs
