"""Quantities that a copy gives another value, or qualifies in another way, of the same fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.edits.date_figures import agree
from dedupe.edits.figure_reader import FIGURE_MARKS
from dedupe.edits.paragraph_pair import Hunk
from dedupe.edits.quantity import CLOCK, DATE, RATIO, TIMES, holds, is_same
from dedupe.edits.quantity_reader import is_caption, read_quantities

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from dedupe.edits.quantity import Quantity
    from dedupe.edits.sentence_pairs import SentencePair

_SMALL = 4  # words on either side of a hunk in which one quantity stands for the other
_LEAST_AROUND = 3  # words that are around two quantities of one fact in a reworded sentence
_LEAST_FRAME = 1.0  # weight of the words that match on either side of a hunk
_FORM = 2  # quantities that all changed in one sentence: the same form with other facts
_SAME = 0.85  # likeness of sentences that are the same but for a few words
_SHARED_OF_FORM = 8  # times as many equal figures as changed ones that a copy has
_STRONG_FRAME = 3.5  # the same in sentences that agree little
_LOW_LIKENESS = 0.4  # of reworded sentences about one thing,
_LEAST_LIKENESS, _MUCH_LIKENESS = 0.6, 0.75  # of sentences that agree, and that agree much
_BESIDE_ONE = 2.5  # the same on one side alone
_TELLING = 100  # the least number that stands for one fact in an article
_LEAST_SHARE = 0.5  # of two figures of one fact in reworded sentences, of the greater
_BESIDE = 1.3  # weight of the words around a quantity in both sentences that make it the same fact


def figure_changes(
    pairs: Sequence[SentencePair], source: Set[str], target: Set[str]
) -> dict[SentencePair, list[Hunk]]:
    """Find the quantities that a copy changed.

    Where about as many have other values as have the same, the two articles are one form filled in with
    other facts, such as two polls, and only what qualifies equal quantities counts.

    Args:
        pairs: sentences of the source with those of the copy that tell the same.

    Returns:
        Of each pair, what the source has and what the copy has in its place.
    """
    found: dict[SentencePair, list[Hunk]] = {pair: [] for pair in pairs}
    revalued: dict[SentencePair, list[Hunk]] = {}
    sentences = {one: pair.lexicon for pair in pairs for one in (pair.source, pair.target)}
    known = {one: read_quantities(one, lexicon) for one, lexicon in sentences.items()}
    for pair in pairs:
        if is_caption(pair.source, pair.lexicon) or is_caption(pair.target, pair.lexicon):
            continue
        before, after = known[pair.source], known[pair.target]
        equal = _equal(before, after, pair)
        found[pair] = [
            Hunk(before[i].qualified, after[j].qualified)
            for i, j in equal
            if _is_requalified(before[i], after[j], pair)
        ]
        lost = [one for i, one in enumerate(before) if i not in {i for i, _ in equal}]
        new = [one for j, one in enumerate(after) if j not in {j for _, j in equal}]
        changed = list(_revalued(lost, new, pair))
        is_form = len(changed) >= _FORM and len(changed) > len(equal) and not _is_swap(changed)
        if is_form or _have_other_dates(lost, new) or _has_other_dates(pair):
            continue
        revalued[pair] = [
            _words(one, other)
            for one, other in changed
            if not (holds(one, other) or holds(other, one))
            and (_is_swap(changed) or not any(is_same(other, known) for known in before))
            and (_in_place(one, other, pair) or not _is_told(one, other, pair, source, target))
        ]
    shared = sum(key[0] in FIGURE_MARKS for key in source & target)
    values = {
        (pair.target.paragraph, hunk.target.start) for pair in revalued for hunk in revalued[pair]
    }
    is_reworded = any(pair.likeness < _SAME for pair, hunks in revalued.items() if hunks)
    if len(values) < _FORM or not is_reworded or len(values) * _SHARED_OF_FORM < shared:
        for pair, hunks in revalued.items():
            found[pair] += hunks
    return found


def _words(one: Quantity, other: Quantity) -> Hunk:
    """Return the words of two quantities, with their qualifiers if these differ."""
    if one.qualifier == other.qualifier:
        return Hunk(one.words, other.words)
    return Hunk(one.qualified, other.qualified)


def _is_told(
    one: Quantity, other: Quantity, pair: SentencePair, source: Set[str], target: Set[str]
) -> bool:
    """Return whether the copy has the one quantity, or the source the other, anywhere.

    Numbers below a hundred stand anywhere, and for anything.
    """
    return (one.number >= _TELLING and one.key_of(pair.source) in target) or (
        other.number >= _TELLING and other.key_of(pair.target) in source
    )


def _is_swap(changed: Sequence[tuple[Quantity, Quantity]]) -> bool:
    """Return whether quantities only changed places."""
    return sorted(one.value for one, _ in changed) == sorted(other.value for _, other in changed)


def _have_other_dates(lost: Sequence[Quantity], new: Sequence[Quantity]) -> bool:
    """Return whether a day was changed together with something else: facts of another day."""
    return min(len(lost), len(new)) >= _FORM and all(
        any(one.dimension == DATE and "-" in one.key for one in side) for side in (lost, new)
    )


def _has_other_dates(pair: SentencePair) -> bool:
    """Return whether two paragraphs are about other days, and so about other facts."""
    before, after = (
        {key for key in tokens.keys if key[0] == "@" and "-" in key}
        for tokens in (pair.source.tokens, pair.target.tokens)
    )
    if not (before and after) or len(before) + len(after) <= _FORM:
        return False
    return not any(agree(one, other) for one in before for other in after)


def _is_requalified(one: Quantity, other: Quantity, pair: SentencePair) -> bool:
    """Return whether equal quantities of one fact are qualified in other ways."""
    if (
        one.is_minor
        or one.qualifier == other.qualifier
        or (one.unit, one.number) != (other.unit, other.number)
    ):
        return False
    before, behind = pair.frame(Hunk(one.qualified, other.qualified))
    if pair.likeness >= _LEAST_LIKENESS and not other.is_minor:
        return True
    return (min(before, behind) > 0 and before + behind >= _BESIDE) or _is_same_fact(
        one, other, pair
    )


def _equal(
    before: Sequence[Quantity], after: Sequence[Quantity], pair: SentencePair
) -> list[tuple[int, int]]:
    """Pair quantities that come to the same, those with most in common around them first."""
    choices = sorted(
        (-len(one.around & other.around), abs(i - j), i, j)
        for i, one in enumerate(before)
        for j, other in enumerate(after)
        if is_same(one, other)
        and not any(_replaces(one, another, pair) for another in after if another is not other)
    )
    found: list[tuple[int, int]] = []
    for _, _, i, j in choices:
        if all(i != a and j != b for a, b in found):
            found.append((i, j))
    return sorted(found)


def _revalued(
    lost: Sequence[Quantity], new: Sequence[Quantity], pair: SentencePair
) -> Iterator[tuple[Quantity, Quantity]]:
    """Pair quantities of one fact that come to something else; none that has two counterparts."""
    for one in lost:
        others = [other for other in new if _is_revalued(one, other, pair)]
        if len(others) == 1:
            rivals = [rival for rival in lost if _is_revalued(rival, others[0], pair)]
            if len(rivals) == 1:
                yield one, others[0]


def _is_revalued(one: Quantity, other: Quantity, pair: SentencePair) -> bool:
    if (one.is_minor or other.is_minor) and pair.likeness < _MUCH_LIKENESS:
        return False
    if one.dimension != other.dimension:
        return bool(one.number) and one.number == other.number and _in_place(one, other, pair)
    if one.dimension == DATE and ("-" in one.key) != ("-" in other.key):
        return False  # a weekday may be that day
    return _in_place(one, other, pair) or (
        not (one.is_minor or other.is_minor or one.dimension in (DATE, TIMES, CLOCK))
        and _is_near(one, other)
        and _is_same_fact(one, other, pair)
    )


def _is_near(one: Quantity, other: Quantity) -> bool:
    """Return whether neither of two quantities is more than twice the other."""
    return _LEAST_SHARE <= abs((one.value or 1) / (other.value or 1)) <= 1 / _LEAST_SHARE


def _in_place(one: Quantity, other: Quantity, pair: SentencePair) -> bool:
    """Return whether a quantity stands where the other does in a sentence that agrees otherwise."""
    for hunk in pair.hunks:
        if one.words[-1] in hunk.source and other.words[-1] in hunk.target:
            before, behind = pair.frame(hunk)
            is_framed = min(before, behind) >= _LEAST_FRAME and (
                pair.likeness >= _LEAST_LIKENESS or before + behind >= _STRONG_FRAME
            )
            return max(map(len, hunk)) <= _SMALL and is_framed
    return False


def _replaces(one: Quantity, other: Quantity, pair: SentencePair) -> bool:
    """Return whether another quantity stands for one between words that all agree."""
    return (
        not is_same(one, other)
        and one.dimension == other.dimension
        and _in_place(one, other, pair)
        and sum(pair.frame(Hunk(one.qualified, other.qualified))) >= _STRONG_FRAME
    )


def _is_same_fact(one: Quantity, other: Quantity, pair: SentencePair) -> bool:
    """Return whether two quantities count the same thing in a like context."""
    before, behind = pair.frame(Hunk(one.qualified, other.qualified))
    if _in_place(one, other, pair):
        return True
    if one.dimension == RATIO and pair.likeness < _LEAST_LIKENESS:
        return False  # shares of one thing are many
    if max(before, behind) >= _BESIDE_ONE:
        return True
    if not (one.counted and other.counted):
        return False
    same = pair.likeness >= _LOW_LIKENESS and (
        one.dimension in pair.lexicon.amounts
        or (one.counted[0] in other.counted and other.counted[0] in one.counted)
    )
    return same and len(one.around & other.around) >= _LEAST_AROUND
