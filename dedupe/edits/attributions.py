"""The words of a sentence that say whose claim it is: "police said", "according to the ministry"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from dedupe.edits.compared_sentences import Sentence, stem
from dedupe.edits.lexicon import Lexicon
from dedupe.edits.phrase_finder import NO

_LONGEST = 14  # words of an attribution
_LEAST = 2  # who, and said
_HEARERS = 3  # words between "told" and "that"
_SPEAKER = 8  # words before "said" in the middle or at the end of a sentence
SOURCE = "source"  # the sense of phrases that name one: "according to"
_LINKS = frozenset({"and", "but", "who", "which", "und"})  # what the end of a sentence begins with that goes on telling
_ITSELF = frozenset({"it", "they"})  # of whom an organisation speaks mostly
_IS = frozenset({"is", "was"})  # behind an "it" that is nobody
_UNSAID = frozenset(
    {"that", "which", "to", "will", "would", "may", "might", "could", "should", "must", "zu", "wird", "würde", "soll"}
)


def attributions(sentence: Sentence, kept: Set[str], lexicon: Lexicon) -> Iterator[range]:
    """Find where a sentence may say whose claim it is, in words that could go without a word of the claim.

    Example: "Police said that" at its beginning, ", police said" at its end or between commas, and
    "nach Angaben der Polizei" anywhere.

    Args:
        kept: stems of the words that its copy has; "nach Angaben der Polizei" ends before the next of them.

    Yields:
        Indices of words of its paragraph.
    """
    keys, start = sentence.keys, sentence.words.start
    for first, end, sense in sentence.find(lexicon.reporting):
        if sense == NO or (sense != SOURCE and first and keys[first - 1] in _UNSAID):
            continue  # "declined to say", "will argue", "the video that shows"
        for words in _clauses(sentence, (first, end, sense), kept, lexicon):
            goes_on = words.start > 0 and keys[words.start] in _LINKS
            if not goes_on and _says_who(keys[words.start : words.stop], lexicon):
                yield range(start + words.start, start + words.stop)


def _says_who(keys: Sequence[str], lexicon: Lexicon) -> bool:
    """Return whether a clause names somebody as a source, and not an outlet as who had it first."""
    reporting = lexicon.reporting
    senses = reporting.senses(keys)
    is_credit = senses == {"credit"} or not lexicon.media.isdisjoint(keys)
    is_nobody = lexicon.function.union(reporting.words).difference(lexicon.clause).issuperset(keys)
    is_long_enough = _LEAST <= len(keys) <= _LONGEST
    return is_long_enough and not (is_credit or lexicon.negations.count(keys)) and (SOURCE in senses or not is_nobody)


def _clauses(sentence: Sentence, phrase: tuple[int, int, str], kept: Set[str], lexicon: Lexicon) -> Iterator[range]:
    """Extend a phrase of saying (first word, word after the last, sense) to the clauses that it may be part of."""
    first, end, sense = phrase
    keys, clause, said = sentence.keys, lexicon.clause, lexicon.clause | lexicon.conjunctions
    gaps = sentence.tokens.gaps[sentence.words.start : sentence.words.stop]
    commas = [at for at in range(1, len(keys)) if "," in gaps[at]]
    before = max((at for at in commas if at <= first), default=0)
    behind = min((at for at in commas if at >= end), default=len(keys))
    if before and first - before <= _SPEAKER and clause.isdisjoint(keys[before : first - 1]):
        for stop in (len(keys), behind):
            if said.isdisjoint(keys[end:stop]):
                yield range(before, stop)
    if first and said.isdisjoint(keys[: first - 1]):
        told = range(end, min(end + _HEARERS + 1, len(keys)))
        that = next(
            (at for at in told if keys[at] in lexicon.conjunctions and clause.isdisjoint(keys[end:at])), end - 1
        )
        if _ITSELF.isdisjoint(keys[that + 1 : that + 2]) or _IS.issuperset(keys[that + 2 : that + 3]):
            yield range(that + 1)  # and not "the bank said it had raised", which it knows best
    if sense == SOURCE:
        stop = _end_of_source(sentence, range(end, behind), kept, lexicon)
        if stop > end or sentence.tokens.is_capital[sentence.words.start + end - 1]:
            yield range(first, stop)  # "according to" alone names nobody, "Behördenangaben" does


def _end_of_source(sentence: Sentence, words: range, kept: Set[str], lexicon: Lexicon) -> int:
    """Return where who is named behind "according to" ends among some words: before a verb, or what the copy has.

    Nobody is, where that is part of the name: the copy has the report of "according to the watchdog report".
    """
    keys, stop = sentence.keys, words.start
    for at in words:
        key = keys[at]
        if key in lexicon.clause:
            break
        if key not in lexicon.function and stem(key) in kept:
            return stop if at > stop or lexicon.nouns_are_capitalised else words.start
        if key not in lexicon.function and (
            sentence.tokens.is_capital[sentence.words.start + at] or not lexicon.nouns_are_capitalised
        ):
            stop = at + 1
    return stop
