"""What two articles share, paragraph by paragraph, and how much of it is not explained yet."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from dedupe.align.runs import Pair, Run, by_pair, common_runs, side
from dedupe.align.weights import NAME, weights
from dedupe.text.stretches import indices_within

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from dedupe.align.runs import Runs, Side
    from dedupe.text.passages import Passage

# Worth is counted in hundredths of a word, so that sums come out alike in any order.
LEAST_GAIN = 500  # of shared text that make an edge
LEAST_GAIN_IN_COPY = 400  # the same between articles known to be source and copy
LEAST_SHARE = 0.5  # or this share of the shorter paragraph
ORPHAN = 0.8  # share of an unused source that must stand in a target
LEAST_ORPHAN = 400
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
        worths: of each of these runs, in hundredths, as long as nothing is explained.
        source: weights of the source's words, in hundredths, by paragraph.
        target: the same of the target's.
        totals: sums of these by paragraph, of either side.
        used: the source's words that some target has used, by paragraph; only paragraphs that have any.
        explained: the target's words that some source has explained, likewise.
        least_gain: in hundredths of a word.
    """

    runs: Mapping[Pair, Sequence[Run]]
    worths: Mapping[Pair, Sequence[int]]
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
            (-worth, piece.target, piece.source, piece.length)
            for run, whole in zip(self.runs[pair], self.worths[pair], strict=True)
            for piece, worth in self._free(pair, run, whole)
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

    def _free(self, pair: Pair, run: Run, whole: int) -> Iterable[tuple[Run, int]]:
        """Cut a run to the stretches of two or more words that are not explained yet, and weigh them."""
        explained = self.explained.get(pair[1])
        if explained is None or True not in explained[run.target : run.target + run.length]:
            return ((run, self._worth(pair, run) if pair[0] in self.used else whole),)
        found = []
        start = run.target
        for at in range(run.target, run.target + run.length + 1):
            if at == run.target + run.length or explained[at]:
                if at - start >= 2:
                    found.append(Run(run.source + start - run.target, start, at - start))
                start = at + 1
        return [(piece, self._worth(pair, piece)) for piece in found]

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
    before, after = (
        side([it.hashes for it in passages], _overlooked(passages)) for passages in (source, target)
    )
    says = [word not in plain for passage in target for word in passage.words]
    ours, theirs = ([weights(passage, plain) for passage in side] for side in (source, target))
    totals = list(map(sum, ours)), list(map(sum, theirs))
    runs = common_runs(before, after, np.array(says, dtype=np.bool_))
    runs = _closest(before, after, runs)
    weighed = _Weighed(before, ours), _Weighed(after, theirs)
    runs = _weighty(*weighed, runs)
    worths = by_pair(before, after, runs, _worths(*weighed, runs).tolist())
    return Overlaps(
        by_pair(before, after, runs, runs.located(before, after)), worths, ours, theirs, totals
    )


def _overlooked(passages: Sequence[Passage]) -> list[int]:
    """List the paragraphs that are not looked at: furniture, and a wording often repeated."""
    seen: Counter[tuple[str, ...]] = Counter()
    out: list[int] = []
    for at, passage in enumerate(passages):
        seen[passage.words] += 1
        if passage.furniture or seen[passage.words] > _MOST_REPEATED:
            out.append(at)
    return out


class _Pairs:
    """The pairs of paragraphs that runs stand in.

    Attributes:
        source: int64[q], a paragraph of the source.
        target: int64[q], a paragraph of the target.
        of: int64[r], the pair of each run.
    """

    def __init__(self, source: Side, target: Side, runs: Runs) -> None:
        width = source.bounds.size
        keys = target.paragraphs[runs.target] * width + source.paragraphs[runs.source]
        pairs, self.of = np.unique(keys, return_inverse=True)
        self.target, self.source = np.divmod(pairs, width)

    def sums(self, values: NDArray[np.int64]) -> NDArray[np.int64]:
        """Sum up a value of each run by pair."""
        sums = np.zeros(self.source.size, dtype=np.int64)
        np.add.at(sums, self.of, values)
        return sums


def _closest(source: Side, target: Side, runs: Runs) -> Runs:
    """Keep for each target the sources it shares most words with; long lists share some with all."""
    if source.bounds.size <= _MOST_SOURCES + 1:
        return runs
    pairs = _Pairs(source, target, runs)
    order = np.lexsort((pairs.source, -pairs.sums(runs.lengths), pairs.target))
    ordered = pairs.target[order]
    kept = np.empty(order.size, dtype=np.bool_)
    kept[order] = np.arange(order.size) - np.searchsorted(ordered, ordered) < _MOST_SOURCES
    return runs.at(kept[pairs.of])


class _Weighed:
    """An article's tokens with their weights.

    Attributes:
        side: the tokens.
        weights: int64[n], of each.
        totals: int64[p], of each paragraph.
        sums: int64[n + 1], the weight of the tokens before each place.
    """

    def __init__(self, side: Side, weights: Sequence[Sequence[int]]) -> None:
        self.side = side
        self.weights = np.fromiter(chain.from_iterable(weights), np.int64, side.hashes.size)
        self.sums = np.append(0, np.cumsum(self.weights))
        self.totals = np.diff(self.sums[side.bounds])

    def within(self, starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
        """Weigh stretches of tokens."""
        weight: NDArray[np.int64] = self.sums[starts + lengths] - self.sums[starts]
        return weight


def _weighty(source: _Weighed, target: _Weighed, runs: Runs) -> Runs:
    """Keep the runs of pairs that can be an edge, or hold nearly all of a source, at the very most."""
    pairs = _Pairs(source.side, target.side, runs)
    bonus = _LONG_RUN_BONUS * np.maximum(0, runs.lengths - _LONG_RUN)
    gain = pairs.sums(target.within(runs.target, runs.lengths) + bonus)
    held = pairs.sums(source.within(runs.source, runs.lengths))
    before, after = source.totals[pairs.source], target.totals[pairs.target]
    is_edge = (gain >= LEAST_GAIN_IN_COPY) | (gain >= LEAST_SHARE * np.minimum(before, after))
    is_held = (before >= LEAST_ORPHAN) & (held >= ORPHAN * before)
    return runs.at(((is_edge & (gain > 0)) | is_held)[pairs.of])


def _worths(source: _Weighed, target: _Weighed, runs: Runs) -> NDArray[np.int64]:
    """Weigh each run by the lesser weight of each of its words, as `Overlaps` does where none is used."""
    if not runs.lengths.size:
        return runs.lengths
    words = np.minimum(
        source.weights[indices_within(runs.source, runs.lengths)],
        target.weights[indices_within(runs.target, runs.lengths)],
    )
    starts = np.cumsum(runs.lengths) - runs.lengths
    slight = np.add.reduceat((words == 0) | (words == NAME), starts, dtype=np.int64)
    bonus = np.where(runs.lengths > _LONG_RUN, np.maximum(0, runs.lengths - slight - _LONG_RUN), 0)
    worths: NDArray[np.int64] = np.add.reduceat(words, starts) + _LONG_RUN_BONUS * bonus
    return worths
