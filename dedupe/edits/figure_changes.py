"""Quantities that a copy gives another value, or qualifies in another way, of the same fact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from dedupe.edits.compared_sentences import Sentence
from dedupe.edits.compared_words import ComparedWords
from dedupe.edits.match_words import Hunk
from dedupe.edits.quantity import DATE, RATIO, Quantity, bounds, holds, is_same
from dedupe.edits.quantity_comparison import ComparedFigures, are_of_one_fact, compare_figures, stand_in_place
from dedupe.edits.sentence_pairs import SentencePair

_FORM = 2  # quantities that all changed: the same form with other facts
_EQUAL_OF_FORM = 2  # times as many equal quantities as changed ones that a copy has
_SAME = 0.85  # likeness of sentences that are the same but for a few words
_LEAST_LIKENESS, _MUCH_LIKENESS = 0.6, 0.75  # of sentences that agree, and that agree much
_TELLING = 100  # the least number that stands for one fact in an article
_BESIDE = 1.3  # weight of the words around a quantity in both sentences that make it the same fact


def figure_changes(
    pairs: Iterable[SentencePair], every_pair: Callable[[], Sequence[SentencePair]], words: ComparedWords
) -> Mapping[SentencePair, Sequence[Hunk]]:
    """Find the quantities that a copy changed.

    Args:
        pairs: sentences of the source with those of the copy that tell the same, if telling words differ.
        every_pair: returns those in which nothing but other words differs as well.
        words: of both articles.

    Returns:
        Of each pair, what the source has and what the copy has in its place.
    """
    compared = list(compare_figures(pairs))
    found: defaultdict[SentencePair, list[Hunk]] = defaultdict(list)
    for one in compared:
        found[one.pair] += _requalified(one)
    if not any(one.changed for one in compared):
        return found
    other_days = {(pair.source.paragraph, pair.target.paragraph) for pair in every_pair() if not pair.is_of_one_date}
    revalued = [
        (one.pair, hunk)
        for one in compared
        if one.changed
        and not (_are_of_other_facts(one) or _are_of_other_day(one, other_days) or _are_of_others(one.pair, words))
        for hunk in _revalued(one, words)
    ]
    if revalued and not _is_form(every_pair(), [pair for pair, _ in revalued], is_of_other_day=bool(other_days)):
        for pair, hunk in revalued:
            found[pair].append(hunk)
    return found


def _are_of_others(pair: SentencePair, words: ComparedWords) -> bool:
    """Return whether two sentences tell of others: nobody named in the one is named in the other.

    Where one names nobody ("He got 18 years"), the sentences beside them count as well. Of reworded sentences
    it is enough that each names somebody whom the other article never names.
    """
    sides = pair.source, pair.target
    ours, theirs = (words.names_in(side.tokens, side.words) for side in sides)
    are_told = all(map(words.after.has, ours)) or all(map(words.before.has, theirs))
    if pair.likeness < _MUCH_LIKENESS and not are_told:
        return True
    if not (ours and theirs):
        ours, theirs = (words.names_in(side.tokens, side.surroundings) for side in sides)
    return bool(ours and theirs) and ours.isdisjoint(theirs)


def _is_form(pairs: Iterable[SentencePair], revalued: Iterable[SentencePair], *, is_of_other_day: bool) -> bool:
    """Return whether two articles are one form filled in with other facts, such as two polls.

    In reworded sentences half as many quantities have another value as have the same.
    """
    compared = list(compare_figures(pairs))
    equal, changed = (sum(len(one.equal) for one in compared), sum(len(one.changed) for one in compared))
    is_filled = is_of_other_day or (
        _EQUAL_OF_FORM * changed > equal and any(pair.likeness < _SAME for pair in revalued)
    )
    return changed >= _FORM and is_filled


def _are_of_other_facts(figures: ComparedFigures) -> bool:
    """Return whether two sentences are filled in with other facts, as those of two polls are."""
    if len(figures.changed) >= max(_FORM, len(figures.equal) + 1):
        return not figures.is_swap
    ours, theirs = ([pair[at] for pair in figures.changed] for at in (0, 1))
    return (
        not figures.equal
        and _has_new(figures.lost, [*figures.gained, *theirs])
        and _has_new(figures.gained, [*figures.lost, *ours])
    )


def _has_new(quantities: Iterable[Quantity], known: Sequence[Quantity]) -> bool:
    """Return whether one side has a quantity that the other has nowhere in the sentence."""
    return any(not one.is_vague and not any(is_same(one, other) for other in known) for one in quantities)


def _are_of_other_day(figures: ComparedFigures, other_days: Collection[tuple[int, int]]) -> bool:
    """Return whether two sentences tell of other days, as some paragraphs do, and more than the day is another."""
    pair, changed = figures.pair, figures.changed
    if pair.is_of_one_day and (pair.source.paragraph, pair.target.paragraph) not in other_days:
        return False
    rest = min(len(figures.lost), len(figures.gained)) + len(changed)
    return rest >= _FORM or any(one.dimension != DATE for one, _ in changed)


def _requalified(figures: ComparedFigures) -> Iterator[Hunk]:
    """Find quantities that are the same, and of which "about", "more than" or the like is another."""
    for one, other in figures.equal:
        if _is_requalified(one, other, figures.pair):
            yield Hunk(one.qualified, other.qualified)


def _is_requalified(one: Quantity, other: Quantity, pair: SentencePair) -> bool:
    sides = bounds(one), bounds(other)
    if (
        one.is_minor
        or sides[0] == sides[1]
        or not pair.is_closest
        or (one.unit, one.number) != (other.unit, other.number)
    ):
        return False
    if one.dimension == "time" and "span" in one.qualifier | other.qualifier:
        return False  # "over three days" may be how long it took
    if _opens_range(one, pair.source) and _opens_range(other, pair.target):
        return False  # "about two to three", "between two and three"
    is_like = pair.likeness >= _LEAST_LIKENESS
    if sides[0] | sides[1] == {"above", "below"} and not is_like:
        return False  # two groups, up to a limit and beyond it
    if is_like and not other.is_minor:
        return True
    frame = pair.frame(Hunk(one.qualified, other.qualified))
    return (min(frame) > 0 and sum(frame) >= _BESIDE) or are_of_one_fact(one, other, pair)


def _opens_range(quantity: Quantity, sentence: Sentence) -> bool:
    """Return whether one word and another number stand directly behind a number: "two to three"."""
    behind = range(quantity.words.stop, min(quantity.words.stop + 2, sentence.words.stop))
    keys = sentence.tokens.keys_in(behind)
    return not quantity.dimension and len(keys) == 2 and keys[0][0] != "#" == keys[1][0]


def _revalued(figures: ComparedFigures, words: ComparedWords) -> Iterator[Hunk]:
    """Find quantities of one fact with another value, of which neither makes the other true."""
    known = [*figures.lost, *(one for one, _ in (*figures.equal, *figures.changed))]
    for one, other in figures.changed:
        is_new = figures.is_swap or not any(is_same(other, another) for another in known)
        is_true = holds(one, other) or holds(other, one)
        if is_new and not is_true and not _is_told(one, other, figures.pair, words):
            is_qualified = one.qualifier != other.qualifier
            yield (Hunk(one.qualified, other.qualified) if is_qualified else Hunk(one.words, other.words))


def _is_told(one: Quantity, other: Quantity, pair: SentencePair, words: ComparedWords) -> bool:
    """Return whether the copy has the one quantity elsewhere, or the source the other.

    Of two in one place in their sentences only what the source has beside counts. Whole numbers below a
    hundred stand anywhere, and for anything; a share does in sentences beside each other.
    """
    ours, theirs = one.figure, other.figure
    are_telling = [side.number >= _TELLING or side.number % 1 > 0 for side in (one, other)]
    beside, behind = (side.tokens.keys_in(side.surroundings) for side in (pair.source, pair.target))
    if stand_in_place(one, other, pair):
        return are_telling[1] and theirs in beside
    if one.dimension == RATIO:
        return ours in behind or theirs in beside
    return (are_telling[0] and words.after.has(ours)) or (are_telling[1] and words.before.has(theirs))
