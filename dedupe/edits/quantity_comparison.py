"""Quantities of two sentences compared as facts: which are the same, and which have another value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from dedupe.edits.compared_sentences import Sentence, stem
from dedupe.edits.date_figures import is_same_day
from dedupe.edits.match_words import Hunk
from dedupe.edits.quantity import CLOCK, DATE, RATIO, TIMES, Quantity, is_same
from dedupe.edits.quantity_reader import read_quantities
from dedupe.edits.sentence_pairs import SentencePair

_SMALL = 4  # words on either side of a hunk in which one quantity stands for the other
_LEAST_AROUND = 3  # words that are around two quantities of one fact in a reworded sentence
_LEAST_FRAME = 1.0  # weight of the words that match on either side of a hunk
_STRONG_FRAME = 3.5  # the same in sentences that agree little
_BESIDE_ONE = 2.5  # the same on one side alone
_LOW_LIKENESS = 0.4  # of reworded sentences about one thing,
_LEAST_LIKENESS, _MUCH_LIKENESS = 0.6, 0.75  # of sentences that agree, and that agree much
_LEAST_SHARE = 0.5  # of two figures of one fact in reworded sentences, of the greater

QuantityPair = tuple[Quantity, Quantity]


class ComparedFigures(NamedTuple):
    """The quantities of two sentences, those of the source always first."""

    pair: SentencePair
    equal: Sequence[QuantityPair]  # quantities that come to the same on both sides
    changed: Sequence[QuantityPair]  # those of one fact that come to something else
    lost: Sequence[Quantity]  # those of the source that have no counterpart
    gained: Sequence[Quantity]  # those of the copy

    @property
    def is_swap(self) -> bool:
        """Whether quantities only changed places."""
        ours, theirs = ([side[at].value for side in self.changed] for at in (0, 1))
        return sorted(ours) == sorted(theirs)


def compare_figures(pairs: Iterable[SentencePair]) -> Iterator[ComparedFigures]:
    """Compare the quantities of each pair of sentences that both have some."""
    known = cache(read_quantities)
    for pair in pairs:
        if (before := known(pair.source)) and (after := known(pair.target)):
            yield _compare(pair, before, after)


def _compare(pair: SentencePair, before: Sequence[Quantity], after: Sequence[Quantity]) -> ComparedFigures:
    equal = _equal(before, after, pair)
    lost, gained = _others(before, equal, 0), _others(after, equal, 1)
    changed = list(_revalued(lost, gained, pair))
    return ComparedFigures(pair, equal, changed, _others(lost, changed, 0), _others(gained, changed, 1))


def _others(side: Sequence[Quantity], pairs: Sequence[QuantityPair], at: int) -> list[Quantity]:
    """Return the quantities of one side that stand in no pair."""
    return [one for one in side if all(one is not pair[at] for pair in pairs)]


def _equal(before: Sequence[Quantity], after: Sequence[Quantity], pair: SentencePair) -> list[QuantityPair]:
    """Pair quantities that come to the same, those with most in common around them first."""
    choices = sorted(
        (-len(one.around & other.around), abs(i - j), i, j)
        for i, one in enumerate(before)
        for j, other in enumerate(after)
        if is_same(one, other) and not any(_replaces(one, another, pair) for another in after if another is not other)
    )
    found: dict[int, int] = {}
    for _, _, i, j in choices:
        if i not in found and j not in found.values():
            found[i] = j
    return [(before[i], after[j]) for i, j in sorted(found.items())]


def _revalued(lost: Sequence[Quantity], new: Sequence[Quantity], pair: SentencePair) -> Iterator[QuantityPair]:
    """Pair quantities of one fact that come to something else; none that has two counterparts."""
    is_only = len(lost) == len(new) == 1 and _is_told_in_same_words(pair)
    for one in lost:
        others = [other for other in new if _is_revalued(one, other, pair, is_only=is_only)]
        if len(others) == 1:
            rivals = [rival for rival in lost if _is_revalued(rival, others[0], pair, is_only=is_only)]
            if len(rivals) == 1:
                yield one, others[0]


def _is_revalued(one: Quantity, other: Quantity, pair: SentencePair, *, is_only: bool) -> bool:
    """Return whether two quantities are of one fact, and come to something else.

    Args:
        is_only: whether nothing but them differs in two sentences told in the same words.
    """
    if (one.is_minor or other.is_minor) and pair.likeness < _MUCH_LIKENESS:
        return False
    if one.dimension != other.dimension:
        return bool(one.number) and one.number == other.number and stand_in_place(one, other, pair)
    if one.is_vague != other.is_vague:
        return False  # "scores" and 120
    if one.dimension == DATE and ("-" in one.key) != ("-" in other.key):
        return False  # a weekday may be that day
    if _is_counted_otherwise(one, other, pair) or _is_of_other_day(one, other, pair):
        return False
    if not pair.is_closest:
        return False
    if is_only or stand_in_place(one, other, pair):
        return True
    return (
        not (one.is_minor or other.is_minor or one.dimension in (DATE, TIMES, CLOCK))
        and _is_near(one, other)
        and are_of_one_fact(one, other, pair)
    )


def _is_told_in_same_words(pair: SentencePair) -> bool:
    """Return whether two sentences have the same words, figures aside, in whatever order and form."""
    ours, theirs = (set(map(stem, one.content)) for one in (pair.source, pair.target))
    return ours == theirs and len(ours) >= _LEAST_AROUND


def _is_counted_otherwise(one: Quantity, other: Quantity, pair: SentencePair) -> bool:
    """Return whether one side counts a person whom the other leaves out: "she and three others", "four"."""
    of_others = [
        pair.lexicon.others.isdisjoint(sentence.tokens.keys_in(range(side.words.stop, side.words.stop + 1)))
        for sentence, side in ((pair.source, one), (pair.target, other))
    ]
    return abs(one.value - other.value) == 1 and of_others[0] != of_others[1]


def _is_of_other_day(one: Quantity, other: Quantity, pair: SentencePair) -> bool:
    """Return whether two quantities are of different days or months: "8.1 percent in August", "7.9 in October"."""
    ours, theirs = _day_behind(one, pair.source), _day_behind(other, pair.target)
    return bool(ours and theirs) and not is_same_day(ours, theirs)


def _day_behind(quantity: Quantity, sentence: Sentence) -> str:
    """Return the key of the date that stands behind a quantity before any other figure, empty where none does."""
    behind = range(quantity.words.stop, min(quantity.words.stop + _SMALL, sentence.words.stop))
    figure = next((sentence.tokens.keys[at] for at in behind if sentence.tokens.is_figure(at)), "")
    return figure if figure.startswith("@") else ""


def _is_near(one: Quantity, other: Quantity) -> bool:
    """Return whether neither of two quantities is more than twice the other."""
    return _LEAST_SHARE <= abs((one.value or 1) / (other.value or 1)) <= 1 / _LEAST_SHARE


def stand_in_place(one: Quantity, other: Quantity, pair: SentencePair) -> bool:
    """Return whether a quantity stands where the other does in a sentence that agrees otherwise."""
    for hunk in pair.hunks:
        if not (_is_apart(one.words, hunk.source) or _is_apart(other.words, hunk.target)):
            before, behind = pair.frame(hunk)
            is_framed = min(before, behind) >= _LEAST_FRAME and (
                pair.likeness >= _LEAST_LIKENESS or before + behind >= _STRONG_FRAME
            )
            is_small = max(map(len, hunk)) <= _SMALL
            return is_small and is_framed and not _is_of_others(hunk, pair)
    return False


def _is_apart(one: range, other: range) -> bool:
    return one.stop <= other.start or other.stop <= one.start


def _is_of_others(hunk: Hunk, pair: SentencePair) -> bool:
    """Return whether names differ along with a figure: "389 Democratic", "345 Republican"."""
    return all(
        any(side.is_capital[at] and not (side.is_figure(at) or side.starts_sentence[at]) for at in words)
        for side, words in pair.sides(hunk)
    )


def _replaces(one: Quantity, other: Quantity, pair: SentencePair) -> bool:
    """Return whether another quantity stands for one between words that all agree."""
    return (
        not is_same(one, other)
        and one.dimension == other.dimension
        and stand_in_place(one, other, pair)
        and sum(pair.frame(Hunk(one.qualified, other.qualified))) >= _STRONG_FRAME
    )


def are_of_one_fact(one: Quantity, other: Quantity, pair: SentencePair) -> bool:
    """Return whether two quantities count the same thing in a like context."""
    before, behind = pair.frame(Hunk(one.qualified, other.qualified))
    if stand_in_place(one, other, pair):
        return True
    if one.dimension == RATIO and pair.likeness < _LEAST_LIKENESS:
        return False  # shares of one thing are many
    if max(before, behind) >= _BESIDE_ONE:
        return True
    if one.dimension and pair.likeness >= _MUCH_LIKENESS and len(one.around & other.around) > _LEAST_AROUND:
        return True  # in another order
    if not (one.counted and other.counted):
        return False
    same = pair.likeness >= _LOW_LIKENESS and (
        one.dimension in pair.lexicon.amounts or (one.counted[0] in other.counted and other.counted[0] in one.counted)
    )
    return same and len(one.around & other.around) >= _LEAST_AROUND
