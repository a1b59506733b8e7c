"""Whose claim it is: words such as "police said" and "according to the ministry", and where a copy loses them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import product

from dedupe.edits.compared_sentences import Sentence, stem
from dedupe.edits.lexicon import Lexicon
from dedupe.edits.match_words import Hunk
from dedupe.edits.phrase_finder import NO
from dedupe.edits.sentence_pairs import SentencePair

_SMALL = 4  # words on either side of a hunk in which a verb differs
_MUCH_LIKENESS = 0.7  # of the two sentences
_CARRIED, _CUT_OUT = 0.8, 0.5  # share of a claim's words that the copy has; where who said so was only cut out of them
_NOTHING_ELSE = 0.7  # share of the words of the copy's sentence that its source's has, for it to be that claim
_LEAST_CLAIM = 3  # words of content of a claim that was told anew
_HEARERS = 3  # words between "told" and "that", or a quotation
_QUOTING = frozenset(":\"“”„‘’'«»")
_LONGEST = 14  # words of an attribution
_LEAST = 2  # who, and said
_SPEAKER = 8  # words before "said" in the middle or at the end of a sentence
_SOURCE = "source"  # the sense of phrases that name one: "according to"
_LINKS = frozenset({"and", "but", "who", "which", "und"})  # what the end of a sentence begins with that goes on telling
_ITSELF = frozenset({"it", "they"})  # of whom an organisation speaks mostly
_IS = frozenset({"is", "was"})  # behind an "it" that is nobody
_UNSAID = frozenset(
    {"that", "which", "to", "will", "would", "may", "might", "could", "should", "must", "zu", "wird", "würde", "soll"}
)


def attribution_changes(pair: SentencePair) -> Iterator[Hunk]:
    """Find where a copy tells on nobody's authority what its source says on somebody's."""
    if pair.source.find(pair.lexicon.reporting):
        yield from _lost_attributions(pair)
    yield from (hunk for hunk in pair.hunks if _is_told_as_fact(hunk, pair))


def _is_told_as_fact(hunk: Hunk, pair: SentencePair) -> bool:
    """Return whether reported speech became a fact, with nobody near who says so.

    In German the mood of a verb alone says that others say so: "Das Feuer sei in der Küche ausgebrochen".
    """
    if max(map(len, hunk)) > _SMALL or pair.lexicon.subjunctives.isdisjoint(product(*pair.keys(hunk))):
        return False
    if pair.likeness < _MUCH_LIKENESS or not pair.is_framed(hunk):
        return False
    if any(pair.target.tokens.is_quoted[at] for at in hunk.target):
        return False  # direct speech
    before, after = ({stem(key) for key in keys} - pair.lexicon.function for keys in pair.keys(hunk))
    return before == after and not pair.lexicon.reports_in(pair.target.tokens.keys)


def _lost_attributions(pair: SentencePair) -> Iterator[Hunk]:
    """Find the words that say whose claim a sentence is, where the copy has the claim and nobody says so."""
    around = pair.target.tokens.keys_in(pair.target.surroundings)
    if pair.lexicon.reports_in(around) or _is_quotation(pair) or _is_hearsay(pair):
        return
    kept = set(map(stem, pair.target.keys))
    for words in _attributions(pair.source, kept, pair.lexicon):
        if _is_carried(words, kept, pair) and not _is_by_quotation(words, pair):
            at = next((j for i, j in pair.matches if i >= words.start), pair.target.words.stop)
            yield Hunk(words, range(at, at))
            return


def _is_carried(attribution: range, kept: Set[str], pair: SentencePair) -> bool:
    """Return whether the copy has what was said, and not who said so."""
    ours, theirs = pair.stems_beside(Hunk(attribution, range(0)))
    if len(ours & theirs) < _NOTHING_ELSE * len(theirs):
        return False
    dropped = pair.lexicon.function | pair.lexicon.reporting.words
    stems = {at: stem(key) for at, key in zip(pair.source.words, pair.source.keys, strict=True) if key not in dropped}
    said = {key for at, key in stems.items() if at in attribution}
    told = [key for at, key in stems.items() if at not in attribution]
    if attribution.stop == pair.source.words.stop and told and told[-1] not in kept:
        return False  # the copy leaves out the end of what was said, who said so with it
    claim = set(told)
    named = {key for at, key in stems.items() if at in attribution and pair.source.tokens.is_capital[at]}
    beside = set(map(stem, pair.target.tokens.keys_in(pair.target.surroundings)))
    if named & (kept | beside) - claim:
        return False  # who said so is named
    is_cut_out = _is_cut_out(attribution, pair)
    is_told = len(claim & kept) >= (_CUT_OUT if is_cut_out else _CARRIED) * len(claim)
    is_enough = is_cut_out or len(claim) >= _LEAST_CLAIM
    return is_told and is_enough and (not said or len(said & kept) < len(said) / 2)


def _is_cut_out(attribution: range, pair: SentencePair) -> bool:
    """Return whether nothing but another figure stands for who said so."""
    return any(
        set(attribution) <= set(hunk.source) and all(map(pair.target.tokens.is_figure, hunk.target))
        for hunk in pair.hunks
    )


def _is_hearsay(pair: SentencePair) -> bool:
    """Return whether the copy's sentence itself tells what others say: "allegedly", "habe" in German."""
    hedges = (sense for _, _, sense in pair.target.find(pair.lexicon.hedges))
    return "report" in hedges or not pair.lexicon.reported_verbs.isdisjoint(pair.target.keys)


def _is_quotation(pair: SentencePair) -> bool:
    """Return whether a claim is mostly quoted on one side."""
    ours, theirs = (one.is_quoted for one in (pair.source, pair.target))
    return any(sum(quoted) > len(quoted) / 2 for quoted in (ours, theirs))


def _is_by_quotation(attribution: range, pair: SentencePair) -> bool:
    """Return whether words are quoted, or say who is quoted; who that is mostly stands before too."""
    tokens, (start, stop) = pair.source.tokens, (attribution.start, attribution.stop)
    is_beside = any(tokens.is_quoted[at] for at in range(start - 1, stop + 1) if at in pair.source.words)
    return is_beside or any(mark in gap for mark in _QUOTING for gap in tokens.gaps[start : stop + _HEARERS + 1])


def _attributions(sentence: Sentence, kept: Set[str], lexicon: Lexicon) -> Iterator[range]:
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
        if sense == NO or (sense != _SOURCE and first and keys[first - 1] in _UNSAID):
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
    return is_long_enough and not (is_credit or lexicon.negations.count(keys)) and (_SOURCE in senses or not is_nobody)


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
    if sense == _SOURCE:
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
