"""Common runs weighed all at once, so that only those that can make an edge are looked at one by one."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from dedupe.align.weights import NAME
from dedupe.text.batch.arrays import expand_ranges

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from dedupe.align.token_runs import CommonRuns, TokenSequence

# Worth is counted in hundredths of a word, so that sums come out alike in any order.
LEAST_GAIN = 500  # of shared text that make an edge
LEAST_GAIN_IN_COPY = 400  # the same between articles known to be source and copy
LEAST_SHARE = 0.5  # or this share of the shorter paragraph
UNMATCHED = 0.8  # share of an unused source that must stand in a target
LEAST_UNMATCHED = 400
REUSED = 70  # per cent that a source's word is worth once another target has used it
LONG_RUN = 4  # words of a run after which
LONG_RUN_BONUS = 40  # each further one counts more: even function words do not agree by chance
_MOST_SOURCES = 64  # looked at for a target


class _Pairs:
    """The pairs of paragraphs that runs stand in.

    Attributes:
        source: int64[q], a paragraph of the source.
        target: int64[q], a paragraph of the target.
        of: int64[r], the pair of each run.
    """

    def __init__(self, runs: CommonRuns) -> None:
        width = runs.before.bounds.size
        keys = runs.targets * width + runs.sources
        pairs, self.of = np.unique(keys, return_inverse=True)
        self.target, self.source = np.divmod(pairs, width)

    def sums(self, values: NDArray[np.int64]) -> NDArray[np.int64]:
        """Sum up a value of each run by pair."""
        sums = np.zeros(self.source.size, dtype=np.int64)
        np.add.at(sums, self.of, values)
        return sums


def nearest_sources(runs: CommonRuns) -> CommonRuns:
    """Keep for each target the sources it shares most words with; long lists share some with all."""
    if runs.before.bounds.size <= _MOST_SOURCES + 1:
        return runs
    pairs = _Pairs(runs)
    order = np.lexsort((pairs.source, -pairs.sums(runs.lengths), pairs.target))
    ordered = pairs.target[order]
    kept = np.empty(order.size, dtype=np.bool_)
    kept[order] = np.arange(order.size) - np.searchsorted(ordered, ordered) < _MOST_SOURCES
    return runs.at(kept[pairs.of])


class WeightedTokens:
    """An article's tokens with their weights.

    Attributes:
        weights: int64[n], of each.
        totals: int64[p], of each paragraph.
        sums: int64[n + 1], the weight of the tokens before each place.
    """

    def __init__(self, side: TokenSequence, weights: Sequence[Sequence[int]]) -> None:
        self.weights = np.fromiter(chain.from_iterable(weights), np.int64, side.hashes.size)
        self.sums = np.append(0, np.cumsum(self.weights))
        self.totals = np.diff(self.sums[side.bounds])

    def within(self, starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
        """Weigh stretches of tokens."""
        weight: NDArray[np.int64] = self.sums[starts + lengths] - self.sums[starts]
        return weight


def possible_edges(source: WeightedTokens, target: WeightedTokens, runs: CommonRuns) -> CommonRuns:
    """Keep the runs of pairs that can be an edge, or hold nearly all of a source, at the very most."""
    pairs = _Pairs(runs)
    bonus = LONG_RUN_BONUS * np.maximum(0, runs.lengths - LONG_RUN)
    gain = pairs.sums(target.within(runs.target, runs.lengths) + bonus)
    held = pairs.sums(source.within(runs.source, runs.lengths))
    before, after = source.totals[pairs.source], target.totals[pairs.target]
    is_edge = (gain >= LEAST_GAIN_IN_COPY) | (gain >= LEAST_SHARE * np.minimum(before, after))
    is_held = (before >= LEAST_UNMATCHED) & (held >= UNMATCHED * before)
    return runs.at(((is_edge & (gain > 0)) | is_held)[pairs.of])


def run_scores(
    source: WeightedTokens, target: WeightedTokens, runs: CommonRuns
) -> NDArray[np.int64]:
    """Weigh each run by the lesser weight of each of its words, as `Overlaps` does where none is used."""
    if not runs.lengths.size:
        return runs.lengths
    words = np.minimum(
        source.weights[expand_ranges(runs.source, runs.lengths)],
        target.weights[expand_ranges(runs.target, runs.lengths)],
    )
    starts = np.cumsum(runs.lengths) - runs.lengths
    slight = np.add.reduceat((words == 0) | (words == NAME), starts, dtype=np.int64)
    bonus = np.where(runs.lengths > LONG_RUN, np.maximum(0, runs.lengths - slight - LONG_RUN), 0)
    worth: NDArray[np.int64] = np.add.reduceat(words, starts) + LONG_RUN_BONUS * bonus
    return worth
