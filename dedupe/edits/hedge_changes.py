"""How sure a claim is: "might", "allegedly" and the like that a copy loses or adds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from dedupe.edits.claims import Claim, say_the_same, stems_of
from dedupe.edits.compared_sentences import Sentence, stem
from dedupe.edits.lexicon import Lexicon
from dedupe.edits.match_words import Hunk
from dedupe.edits.phrase_finder import NO, FoundPhrase
from dedupe.edits.sentence_pairs import SentencePair

_REPORT = "report"  # the sense of hedges that say that others have it: "allegedly"
_LEAST_LIKENESS, _MUCH_LIKENESS = 0.45, 0.6  # of sentences of which one has it from others; of which one is less sure
_LEAST_WORDS = 2  # of content of a claim
_CARRIED, _NOTHING_ELSE = 0.75, 0.6  # share of a claim's words that the other sentence has, and of its clause's words
_SMALL = 4  # words that stand in the place of a hedge
_LAST = 3  # words of a clause among which its verbs are
_BE, _PAST = frozenset({"be"}), frozenset({"was", "were"})  # what could be, and has come about since


def hedge_changes(pair: SentencePair) -> Iterator[Hunk]:
    """Find hedges of one sentence whose claim stands in the other, which has no others."""
    lost, gained = _unshared(pair.source, pair.target), _unshared(pair.target, pair.source)
    if bool(lost) == bool(gained):
        return
    hedged, plain = (pair.source, pair.target) if lost else (pair.target, pair.source)
    hunks = [(hunk.source, hunk.target) if lost else (hunk.target, hunk.source) for hunk in pair.hunks]
    for first, end, sense in lost or gained:
        is_report = sense == _REPORT
        if sense == NO or pair.likeness < (_LEAST_LIKENESS if is_report else _MUCH_LIKENESS):
            continue
        words = range(hedged.words.start + first, hedged.words.start + end)
        for own, place in _replaced(words, Claim(hedged, words.stop), plain, hunks):
            if not _is_as_unsure(words, hedged, Claim(plain, place.stop), is_report=is_report):
                yield Hunk(own, place) if lost else Hunk(place, own)


def _unshared(one: Sentence, other: Sentence) -> list[FoundPhrase]:
    """Find the hedges of a sentence that do not stand in another."""
    hedges, known = one.lexicon.hedges, {*other.keys}
    return [phrase for phrase in one.find(hedges) if not known.issuperset(one.keys[phrase[0] : phrase[1]])]


def _replaced(
    words: range, claim: Claim, plain: Sentence, hunks: Iterable[tuple[range, range]]
) -> Iterator[tuple[range, range]]:
    """Find a hedge with what stands in its place in a sentence that claims the same, and else with the claim's place."""
    other = claim.found_in(plain)
    if other and not _is_of_one_claim(claim, other):
        other = None
    if not (other or say_the_same(claim.sentence, plain)):
        return
    for own, place in hunks:
        is_around = own.start <= words.start and words.stop <= own.stop and len(place) <= _SMALL
        content = claim.sentence.content.intersection(claim.sentence.tokens.keys_in(own))
        if is_around and not place and _is_left_out(range(words.stop, own.stop), claim.sentence, plain):
            return  # with what it hedges: "probably at ten"
        if is_around and (not other or content <= plain.lexicon.hedges.words):
            yield own, place
            return
    if other:
        yield words, range(other.at, other.at)


def _is_left_out(words: range, hedged: Sentence, plain: Sentence) -> bool:
    """Return whether words of content stand nowhere in another sentence, which has no others."""
    ours, theirs = ({*stems_of(one, one.words).values()} for one in (hedged, plain))
    return theirs <= ours and not theirs.issuperset(stems_of(hedged, words).values())


def _is_of_one_claim(claim: Claim, other: Claim) -> bool:
    """Return whether two clauses of two sentences claim the same, and neither denies what the other says."""
    return (
        len(claim.stems) >= _LEAST_WORDS
        and claim.share_in(other.sentence) >= _CARRIED
        and other.share_in(claim.sentence) >= _NOTHING_ELSE
        and claim.is_denied == other.is_denied
    )


def _is_as_unsure(words: range, hedged: Sentence, other: Claim, *, is_report: bool) -> bool:
    """Return whether what a sentence hedges is no surer in another one, or is quoted in both."""
    claim, plain = Claim(hedged, words.stop), other.sentence
    if hedged.tokens.is_quoted[words.start] and plain.tokens.is_quoted[min(other.at, plain.words.stop - 1)]:
        return True
    keys, lexicon = hedged.tokens.keys, hedged.lexicon
    hedge, beside = keys[words.start : words.stop], keys[words.start - 1 : words.start]
    known = 0 if is_report else lexicon.reports_in(hedged.keys)
    if _is_reported_speech(plain, hedged) or lexicon.reports_in(plain.keys) > known:
        return True
    if _is_hedged_nearby(plain, hedged, None if is_report else hedge[0]):
        return True
    if is_report:
        return _says(claim.head, lexicon)
    own = {*plain.keys}.difference(hedged.keys).union(other.clause)
    is_equivalent = not lexicon.equivalents.isdisjoint(product(hedge, own))
    is_past = not _BE.isdisjoint(keys[words.start : words.stop + 1]) and not _PAST.isdisjoint(other.clause)
    is_of_other = words.start > hedged.words.start and not (
        lexicon.function.issuperset(beside) or stem(beside[0]) in set(map(stem, plain.keys))
    )
    return is_equivalent or is_past or is_of_other or _is_plan(hedge[0], claim)


def _is_plan(verb: str, claim: Claim) -> bool:
    """Return whether a verb tells what is to be, and not what others say: "soll verkauft werden"."""
    hearsay = claim.sentence.lexicon.hearsay
    return any(verb == one for one, _ in hearsay) and hearsay.isdisjoint((verb, key) for key in claim.clause[-_LAST:])


def _is_reported_speech(sentence: Sentence, hedged: Sentence) -> bool:
    """Return whether the mood of a verb, where the hedged sentence has another, says that others say so: "habe"."""
    return not sentence.lexicon.reported_verbs.isdisjoint({*sentence.keys}.difference(hedged.keys))


def _is_hedged_nearby(sentence: Sentence, hedged: Sentence, hedge: str | None) -> bool:
    """Return whether as much is hedged around a sentence as around the hedged one, where it is: by one word, or by any."""
    around = [one.tokens.keys_in(one.surroundings) for one in (sentence, hedged)]
    here, there = (keys.count(hedge) if hedge else sentence.lexicon.hedges.count(keys) for keys in around)
    return here >= there


def _says(head: str, lexicon: Lexicon) -> bool:
    """Return whether a stem is that of a word of saying: "reportedly wrote" hedges no claim."""
    words = lexicon.reporting.words
    return head in words or head in map(stem, words)
