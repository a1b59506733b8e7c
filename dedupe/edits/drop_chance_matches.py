"""Matches that are there by chance, dropped, so that edits are phrases and not crumbs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from dedupe.edits.figure_tokens import FIGURE_MARKS
from dedupe.edits.lexicon import Lexicon
from dedupe.edits.match_words import Hunk, Match, ParagraphPair
from dedupe.edits.paragraph_tokens import ParagraphTokens

_CONTENT, _FUNCTION, _FIGURE, _OPENING = 1.0, 0.3, 2.0, 1.0
_FLIPPED = 0.5  # of the weight of a run that is quoted on one side only
_STRONG = 5.0  # weight of a run that stays whatever stands around it
_SHARE = 0.35  # of the smaller change beside it that a run must weigh to stay
_LONE, _FAR = 1.0, 4.0  # weight of a run that goes where the changes on both sides weigh this much
_NEAR = 3  # words over which a word only changed its place


class _Run(NamedTuple):
    """Matches in a row: where they begin on either side, and how many."""

    source: int
    target: int
    length: int


class Tidier:
    """Drops the matches of a pair that say too little for what stands around them."""

    def __init__(self, pair: ParagraphPair) -> None:
        self._pair = pair
        extent = pair.extent
        self._start = _Run(extent.source.start, extent.target.start, 0)
        self._end = _Run(extent.source.stop, extent.target.stop, 0)
        self._source = _weighed(pair.source, pair.lexicon)
        self._target = _weighed(pair.target, pair.lexicon)

    def tidied(self, matches: Sequence[Match]) -> list[Match]:
        """Drop the weakest run of matches again and again, as long as one is too weak to stay."""
        runs = _runs(matches)
        excess = [self._excess(runs, at) for at in range(len(runs))]
        while runs and min(excess) < 0:
            weakest = excess.index(min(excess))
            del runs[weakest], excess[weakest]
            for at in range(max(0, weakest - 1), min(len(runs), weakest + 1)):
                excess[at] = self._excess(runs, at)
        return [(run.source + at, run.target + at) for run in runs for at in range(run.length)]

    def _excess(self, runs: Sequence[_Run], at: int) -> float:
        """Weigh a run against what it would have to weigh to stay; below 0 it is too weak."""
        run = runs[at]
        weight = self._weight(run)
        if weight >= _STRONG:
            return 0.0
        left, right = self._gap(runs, at), self._gap(runs, at + 1)
        if weight <= _LONE and min(max(left), max(right)) >= _FAR:
            return weight - _STRONG
        # What is lost here may stand in another paragraph, unless the two have no other partners.
        is_exclusive = self._pair.is_exclusive
        gaps = (max(left), max(right)) if is_exclusive else (left[1], right[1])
        if not all(gaps):
            return 0.0
        if weight <= 2 * _FUNCTION or (run.length <= _NEAR and self._is_leapt(runs, at)):
            return weight - _STRONG
        return min(0.0, weight - _SHARE * min(gaps))

    def _weight(self, run: _Run) -> float:
        weight = self._source[run.source + run.length] - self._source[run.source]
        source, target = self._pair.source, self._pair.target
        if source.is_quoted[run.source] != target.is_quoted[run.target]:
            return weight * _FLIPPED
        return weight + _OPENING * (source.starts_sentence[run.source] and target.starts_sentence[run.target])

    def _gap(self, runs: Sequence[_Run], at: int) -> tuple[float, float]:
        """Weigh both sides of the change before the run with an index."""
        lost, new = self._change(runs, at)
        return (self._source[lost.stop] - self._source[lost.start], self._target[new.stop] - self._target[new.start])

    def _change(self, runs: Sequence[_Run], at: int) -> Hunk:
        before = runs[at - 1] if at else self._start
        after = runs[at] if at < len(runs) else self._end
        return Hunk(
            range(before.source + before.length, after.source), range(before.target + before.length, after.target)
        )

    def _is_leapt(self, runs: Sequence[_Run], at: int) -> bool:
        """Return whether a word only leapt over a run, so that it is lost before and new behind."""
        left, right = self._change(runs, at), self._change(runs, at + 1)
        if max(map(len, (*left, *right))) > _NEAR:
            return False
        lost, new = map(self._telling, self._pair.keys_in(left))
        lost_behind, new_behind = map(self._telling, self._pair.keys_in(right))
        return bool(lost & new_behind or new & lost_behind)

    def _telling(self, keys: Iterable[str]) -> set[str]:
        """Keep the words that say something; figures that change places are no reordering."""
        function = self._pair.lexicon.function
        return {key for key in keys if key not in function and key[0] not in FIGURE_MARKS}


def _weighed(side: ParagraphTokens, lexicon: Lexicon) -> list[float]:
    """Weigh the words before each index."""
    function = lexicon.function
    weights = [
        (_FUNCTION if key in function else _CONTENT) if is_minor or key[0] not in FIGURE_MARKS else _FIGURE
        for key, is_minor in zip(side.keys, side.is_minor, strict=True)
    ]
    return list(accumulate(weights, initial=0.0))


def _runs(matches: Sequence[Match]) -> list[_Run]:
    runs: list[_Run] = []
    source = target = length = 0
    for i, j in matches:
        if length and i == source + length and j == target + length:
            length += 1
            continue
        if length:
            runs.append(_Run(source, target, length))
        source, target, length = i, j, 1
    if length:
        runs.append(_Run(source, target, length))
    return runs
