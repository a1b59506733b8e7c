"""Aligned paragraphs laid side by side, stretch by stretch: what matches, and what is in its place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from dedupe.edits.drop_chance_matches import Tidier
from dedupe.edits.split_by_source import shares
from dedupe.edits.word_matches import (
    Hunk,
    Match,
    ParagraphPair,
    expand_hunks,
    hunks_between,
    match,
    shift_boundaries,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dedupe.align.alignment import Alignment
    from dedupe.edits.diff_tokens import ParagraphTokens
    from dedupe.edits.lexicon import Lexicon

_REACH = 3  # words beside lost words that tell whose to report they are


@dataclass(frozen=True, slots=True)
class ParagraphDiff:
    """A source paragraph and the stretch of a target paragraph that comes from it, compared.

    Attributes:
        source: index of the source paragraph.
        target: index of the target paragraph.
        matches: indices of words that match, ascending on both sides.
        hunks: what stands in between, in order. Words of the source that stand in no diff's
            matches are in the hunks of one diff at most.
    """

    source: int
    target: int
    pair: ParagraphPair
    matches: tuple[Match, ...]
    hunks: tuple[Hunk, ...]


def diff_paragraphs(
    source: Mapping[int, ParagraphTokens],
    target: Mapping[int, ParagraphTokens],
    alignment: Alignment,
    lexicon: Lexicon,
) -> list[ParagraphDiff]:
    """Collate every target paragraph that has partners with them.

    Returns:
        One diff for each stretch of a target paragraph, in order.
    """
    found = [
        _diff(index, partner, pair)
        for index, side in target.items()
        for partner, pair in _pairs(index, side, source, alignment, lexicon)
    ]
    by_source: defaultdict[int, list[ParagraphDiff]] = defaultdict(list)
    for diff in found:
        by_source[diff.source].append(diff)
    siblings = {at: _Siblings(source[at], diffs) for at, diffs in by_source.items()}
    return [_without_used(diff, siblings[diff.source]) for diff in found]


def _pairs(
    index: int,
    side: ParagraphTokens,
    source: Mapping[int, ParagraphTokens],
    alignment: Alignment,
    lexicon: Lexicon,
) -> Iterator[tuple[int, ParagraphPair]]:
    """Pair each stretch of a target paragraph with the partner that it comes from."""
    partners = alignment.target[index].partners
    for at, stretch in shares(side, [source[partner] for partner in partners], lexicon):
        before = source[partners[at]]
        is_exclusive = len(partners) == len(alignment.source[partners[at]].partners) == 1
        extent = Hunk(range(len(before.words)), stretch)
        yield partners[at], ParagraphPair(before, side, extent, is_exclusive, lexicon)


def _diff(target: int, source: int, pair: ParagraphPair) -> ParagraphDiff:
    if _is_same(pair):
        matches = [(at, at) for at in pair.extent.source]
    else:
        tidier = Tidier(pair)
        matches = tidier.tidied(shift_boundaries(match(pair), pair))
        matches = tidier.tidied(expand_hunks(shift_boundaries(matches, pair), pair))
    return ParagraphDiff(
        source, target, pair, tuple(matches), tuple(hunks_between(matches, pair.extent))
    )


def _is_same(pair: ParagraphPair) -> bool:
    """Return whether two paragraphs are the same but for spelling and punctuation."""
    before, after = pair.source, pair.target
    if not pair.is_exclusive or len(before.words) != len(after.words):
        return False
    return before is after or all(
        (one.key, one.is_quoted, one.is_hyphenated)
        == (other.key, other.is_quoted, other.is_hyphenated)
        for one, other in zip(before.words, after.words, strict=True)
    )


class _Sibling(NamedTuple):
    """One of the diffs of a source paragraph, and the places in it where it has matches."""

    diff: ParagraphDiff
    places: list[int]

    def count(self, places: range) -> int:
        """Count the matches at some places."""
        return bisect_left(self.places, places.stop) - bisect_left(self.places, places.start)


class _Siblings:
    """All diffs of a source paragraph."""

    def __init__(self, source: ParagraphTokens, diffs: Sequence[ParagraphDiff]) -> None:
        self._all = [_Sibling(diff, [at for at, _ in diff.matches]) for diff in diffs]
        self._starts = [at for at, word in enumerate(source.words) if word.starts_sentence]
        self._size = len(source.words)
        self.used = frozenset(at for sibling in self._all for at in sibling.places)

    def reporter(self, lost: range) -> _Sibling:
        """Return which diff reports lost words.

        That is one that has matches close to them on both sides, if there is one; then the one that
        carries most of their sentence, and the first of those that carry as much.
        """
        before = range(lost.start - _REACH, lost.start)
        after = range(lost.stop, lost.stop + _REACH)
        sentence = self._sentence(lost)

        def claim(one: _Sibling) -> tuple[bool, int, int]:
            beside = one.count(before), one.count(after)
            return all(beside), one.count(sentence), sum(beside)

        return max(self._all, key=claim)

    def _sentence(self, lost: range) -> range:
        """Return the sentence that lost words stand in, or the sentences."""
        first = bisect_right(self._starts, lost.start) - 1
        last = bisect_left(self._starts, lost.stop)
        start = self._starts[first] if first >= 0 else 0
        return range(start, self._starts[last] if last < len(self._starts) else self._size)


def _without_used(diff: ParagraphDiff, siblings: _Siblings) -> ParagraphDiff:
    """Take out of the hunks what of the source stands elsewhere, or is a sibling's to report."""
    if diff.pair.is_exclusive or not diff.hunks:
        return diff
    found: list[Hunk] = []
    for source, target in diff.hunks:
        lost = [
            run
            for run in _runs(at for at in source if at not in siblings.used)
            if _reports(diff, run, siblings)
        ]
        longest = max(lost, key=len, default=range(source.start, source.start))
        for run in lost or [longest]:
            place = target.start if run.start < longest.start else target.stop
            new = target if run is longest else range(place, place)
            if run or new:
                found.append(Hunk(run, new))
    return replace(diff, hunks=tuple(found))


def _runs(places: Iterable[int]) -> list[range]:
    runs: list[range] = []
    for at in places:
        if runs and runs[-1].stop == at:
            runs[-1] = range(runs[-1].start, at + 1)
        else:
            runs.append(range(at, at + 1))
    return runs


def _reports(diff: ParagraphDiff, lost: range, siblings: _Siblings) -> bool:
    """Return whether a diff reports lost words.

    Function words that were lost between two stretches that were not are nobody's to report.
    """
    reporter = siblings.reporter(lost)
    if reporter.diff is not diff:
        return False
    pair = diff.pair
    says_much = any(key not in pair.lexicon.function for key in pair.source.keys_in(lost))
    near = range(lost.start - _REACH, lost.stop + _REACH)
    return says_much or reporter.count(near) > _REACH
