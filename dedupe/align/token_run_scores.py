"""Scores of common runs, all at once, so that only runs that can make an edge are looked at one by one.

Scores are counted in hundredths of a word, as integers, so that sums come out alike in any order.
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dedupe.align.token_runs import CommonRuns, TokenSequence
from dedupe.align.word_weights import CONTENT, NAME
from dedupe.sketch.sorted_arrays import unique_sorted
from dedupe.text.batch.expand_ranges import expand_ranges

LEAST_GAIN = 500  # of shared text that make an edge
LEAST_GAIN_IN_LINE = 400  # the same beside another edge of a copy
LEAST_GAIN_OUT_OF_LINE = 700  # and far from any other edge, in another order
_MORE_BY_CHANCE = 100  # needed for each time that two paragraphs are together twice as large
_LARGE = (50 * CONTENT) ** 2  # as two of fifty words of content, which share little by chance
LEAST_SHARE = 0.5  # or this share of the shorter paragraph,
LEAST_OF_SHORT = 200  # if it is two words at the least: "according to the Ledger" has one
UNMATCHED = 0.8  # share of an unused source that must stand in a target
LEAST_UNMATCHED = 400
REUSED = 70  # per cent that a source's word is worth once another target has used it
LONG_RUN = 4  # words of a run after which
LONG_RUN_BONUS = 40  # each further one counts more: even function words do not agree by chance
PHRASE = 6  # words at most
FREE_REPEATS = 2  # times that an article may have a phrase, in lead and body, before it says less
_MOST_SOURCES = 32  # looked at for a target


class _RunPairs:
    """The `q` pairs of paragraphs that `r` runs stand in.

    Attributes:
        source: int64[q], a paragraph of the source.
        target: int64[q], a paragraph of the target.
        of: int64[r], the pair of each run.
    """

    def __init__(self, runs: CommonRuns) -> None:
        width = runs.before.bounds.size
        keys = runs.targets * width + runs.sources
        pairs = unique_sorted(keys)
        self.of = pairs.searchsorted(keys)
        self.target, self.source = np.divmod(pairs, width)

    def sums(self, values: NDArray[np.int64]) -> NDArray[np.int64]:
        """Sum up a value of each run by pair; int64[q]."""
        sums = np.zeros(self.source.size, dtype=np.int64)
        np.add.at(sums, self.of, values)
        return sums


def nearest_sources(runs: CommonRuns) -> CommonRuns:
    """Keep for each target paragraph the runs of the sources that it shares most words with.

    In lists of thousands of lines each line shares some word with all others.
    """
    if runs.before.bounds.size <= _MOST_SOURCES + 1:
        return runs
    pairs = _RunPairs(runs)
    order = np.lexsort((pairs.source, -pairs.sums(runs.lengths), pairs.target))
    ordered = pairs.target[order]
    kept = np.empty(order.size, dtype=np.bool_)
    kept[order] = np.arange(order.size) - np.searchsorted(ordered, ordered) < _MOST_SOURCES
    return runs.select(kept[pairs.of])


class WeightedTokens:
    """The `n` tokens of an article's `p` paragraphs with their weights.

    Attributes:
        weights: int64[n], of each.
        totals: int64[p], of each paragraph.
        sums: int64[n + 1], the weight of the tokens before each place.
    """

    def __init__(self, tokens: TokenSequence, weights: NDArray[np.int64]) -> None:
        self.weights, self._bounds = weights, tokens.bounds
        self.sums = np.append(0, np.cumsum(weights))
        self.totals = np.diff(self.sums[tokens.bounds])

    @cached_property
    def by_paragraph(self) -> list[list[int]]:
        """The weights of the tokens of each paragraph."""
        weights = self.weights.tolist()
        return [weights[start:end] for start, end in pairwise(self._bounds.tolist())]

    def within(self, starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
        """Sum up the weights of ranges of tokens."""
        weight: NDArray[np.int64] = self.sums[starts + lengths] - self.sums[starts]
        return weight


def rarities(runs: CommonRuns) -> NDArray[np.int64]:
    """Return what a word of each run is worth, in per cent: less in a phrase that an article repeats.

    "the state of the union" five times in one article says little of where a sixth one comes from. A run
    longer than a phrase is a sentence, and says as much however often it stands there.
    """
    repeats = np.where(runs.lengths > PHRASE, FREE_REPEATS, np.maximum(runs.repeats, FREE_REPEATS))
    rarity: NDArray[np.int64] = 100 * FREE_REPEATS // repeats
    return rarity


def least_gain_of(sizes: tuple[int, int], least_gain: int) -> int:
    """Return what two paragraphs must share, given their weights and what two of usual size must.

    What chance brings together grows with the logarithm of the product of the lengths (Karlin and Altschul 1990).

    >>> least_gain_of((4_000, 2_000), LEAST_GAIN), least_gain_of((16_000, 5_000), LEAST_GAIN)
    (500, 700)
    """
    return least_gain + _MORE_BY_CHANCE * (sizes[0] * sizes[1] // _LARGE).bit_length()


def run_scores(source: WeightedTokens, target: WeightedTokens, runs: CommonRuns) -> NDArray[np.int64]:
    """Score each run by the lesser weight of each of its words, as `Overlaps` does where none is used."""
    if not runs.lengths.size:
        return runs.lengths
    words = np.minimum(
        source.weights[expand_ranges(runs.source, runs.lengths)],
        target.weights[expand_ranges(runs.target, runs.lengths)],
    )
    starts = np.cumsum(runs.lengths) - runs.lengths
    slight = np.add.reduceat((words == 0) | (words == NAME), starts, dtype=np.int64)
    bonus = np.where(runs.lengths > LONG_RUN, np.maximum(0, runs.lengths - slight - LONG_RUN), 0)
    total = np.add.reduceat(words, starts) + LONG_RUN_BONUS * bonus
    scores: NDArray[np.int64] = total * rarities(runs) // 100
    return scores


def possible_edges(
    source: WeightedTokens, target: WeightedTokens, runs: CommonRuns, scores: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Return which runs are of pairs of paragraphs that share enough to be an edge, if nothing explains it yet.

    That is enough for the lowest threshold of a gain, or nearly all of a source paragraph. The scores of a pair's runs,
    int64[r], are together at least its gain.
    """
    pairs = _RunPairs(runs)
    before, after = source.totals[pairs.source], target.totals[pairs.target]
    of_shorter = np.maximum(LEAST_OF_SHORT, LEAST_SHARE * np.minimum(before, after))
    is_edge = pairs.sums(scores) >= np.minimum(LEAST_GAIN_IN_LINE, of_shorter)
    held = pairs.sums(source.within(runs.source, runs.lengths))
    is_held = (before >= LEAST_UNMATCHED) & (held >= UNMATCHED * before)
    is_possible: NDArray[np.bool_] = (is_edge | is_held)[pairs.of]
    return is_possible
