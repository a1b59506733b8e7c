"""Whose claim it is, and how sure: attributions and hedges that a copy loses or adds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from dedupe.edits.lexicon import Lexicon
from dedupe.edits.phrase_finder import Phrases
from dedupe.edits.sentence_pairs import SentencePair
from dedupe.edits.sentences import stem
from dedupe.edits.word_matches import Hunk

_SMALL = 4  # words on either side of a hunk that hedges
_MUCH_LIKENESS = 0.7  # of the two sentences
_SAME = 0.85  # likeness of sentences that are the same but for a few words
_CARRIED = 0.5  # share of the words of a claim that the copy has, for it to be the same
_ATTRIBUTION = 14  # words of a clause that says whose claim it is
_NEUTRAL = frozenset({"can", "would", "würde"})  # verbs that say no more than "could"
_PAST = frozenset({"was", "were", "war", "waren"})
_QUOTING = frozenset(":\"“”„‘’'«»")
_THAT, _SPEAKER = 1, 3  # words between "said" and what is said, and before "said" at the end
_TO = frozenset({"to", "zu"})
_FRAME = 2  # words that an attribution has at least: who, and said


def attribution_changes(pair: SentencePair) -> Iterator[Hunk]:
    """Find where a copy says on less, on more or on other authority what its source says."""
    for hunk in pair.hunks:
        lost = _without_moved(hunk, pair)
        if _is_attribution_lost(lost, pair):
            yield lost
        elif _is_hedged_otherwise(hunk, pair) or _is_told_as_fact(hunk, pair):
            yield hunk


def _without_moved(hunk: Hunk, pair: SentencePair) -> Hunk:
    """Leave out what only changed its place, at the ends of what is gone and wherever something is new.

    A figure that another stands for is no part of who said so either, nor is the verb that follows it at
    the beginning of a German sentence: "Laut Polizei war er allein".
    """
    elsewhere = [pair.keys(other) for other in pair.hunks if other != hunk]
    gained = {key for _, keys in elsewhere for key in keys}
    lost = {key for keys, _ in elsewhere for key in keys}
    figures = [{token.key for token in side if token.is_figure} for side in pair.tokens(hunk)]
    if all(figures):
        gained, lost = gained | figures[0], lost | figures[1]
    kept = [at for at in hunk.source if pair.source.token(at).key not in gained]
    if pair.lexicon.nouns_are_capitalised and kept[:1] == [pair.source.words.start]:
        kept = kept if pair.source.token(kept[-1]).is_capital else kept[:-1]
    source = range(kept[0], kept[-1] + 1) if kept else hunk.source
    is_moved = lost.union(pair.keys(hunk)[0], pair.lexicon.clause).issuperset(pair.keys(hunk)[1])
    return Hunk(source, hunk.target[:0] if is_moved else hunk.target)


def _is_told_as_fact(hunk: Hunk, pair: SentencePair) -> bool:
    """Return whether reported speech became a fact, with nobody near who says so.

    In German the mood of a verb alone says that others say so: "Das Feuer sei in der Küche ausgebrochen".
    """
    lost, gained = pair.keys(hunk)
    if max(map(len, hunk)) > _SMALL or not pair.is_framed(hunk):
        return False
    if pair.likeness < _MUCH_LIKENESS or _is_reported(pair.target.tokens.keys, pair.lexicon):
        return False
    verbs = {(one, other) for one in lost for other in gained}
    return not verbs.isdisjoint(pair.lexicon.subjunctives) and _is_alike(hunk, pair)


def _is_hedged_otherwise(hunk: Hunk, pair: SentencePair) -> bool:
    """Return whether "might", "allegedly" or the like is gone or new, and nothing else says so."""
    hedges, (lost, gained) = pair.lexicon.hedges, pair.keys(hunk)
    if bool(hedges.count(lost)) == bool(hedges.count(gained)) or not pair.is_framed(hunk):
        return False
    if max(_words_beside(hedges, keys) for keys in (lost, gained)) > _SMALL:
        return False
    is_lost = hedges.count(lost) > 0
    hedged, plain = (lost, gained) if is_lost else (gained, lost)
    if hedges.find((pair.target if is_lost else pair.source).keys) or pair.is_equivalent(hunk):
        return False
    return (
        _is_of_one_claim(hunk, pair, hedges.senses(hedged))
        and not _says_no_less(plain, hedged)
        and ("report" not in hedges.senses(hedged) or _is_unreported(pair, is_lost=is_lost))
    )


def _says_no_less(plain: Sequence[str], hedged: Sequence[str]) -> bool:
    """Return whether words without a hedge are no surer, or tell that what could be has come about."""
    is_past = "be" in hedged and not _PAST.isdisjoint(plain)
    return is_past or not _NEUTRAL.isdisjoint(plain) or set(map(stem, plain)) == set(map(stem, hedged))


def _is_unreported(pair: SentencePair, *, is_lost: bool) -> bool:
    """Return whether nobody says what was "reportedly" so; an outlet adds it to what another has."""
    is_sure = is_lost or pair.likeness >= _SAME
    return is_sure and not pair.lexicon.reporting.count(pair.target.keys)


def _words_beside(hedges: Phrases, keys: Sequence[str]) -> int:
    """Count words, those of a phrase that hedges as one."""
    return len(keys) - sum(end - start - 1 for start, end, _ in hedges.find(keys))


def _is_alike(hunk: Hunk, pair: SentencePair) -> bool:
    """Return whether the two sides of a difference have the same words of content, hedges aside."""
    before, after = _claims(hunk, pair)
    return before == after


def _is_of_one_claim(hunk: Hunk, pair: SentencePair, senses: Set[str]) -> bool:
    """Return whether both sides claim the same: one word of content at most stands for another."""
    if _is_alike(hunk, pair):
        return True
    before, after = _claims(hunk, pair)
    is_near = max(len(before - after), len(after - before)) <= 1
    return is_near and pair.likeness >= _MUCH_LIKENESS and "quality" not in senses


def _claims(hunk: Hunk, pair: SentencePair) -> list[set[str]]:
    """Return the stems of the words of content on both sides of a difference, hedges aside."""
    dropped = pair.lexicon.function | pair.lexicon.hedges.words
    return [{stem(key) for key in keys if key not in dropped} for keys in pair.keys(hunk)]


def _is_attribution_lost(hunk: Hunk, pair: SentencePair) -> bool:
    """Return whether a clause that says whose claim it is was cut, and nothing around it says so."""
    reporting, (lost, gained) = pair.lexicon.reporting, pair.keys(hunk)
    if not _FRAME <= len(lost) <= _ATTRIBUTION or gained or not reporting.count(lost):
        return False
    if not (_is_clause(hunk, pair) and _is_carried(hunk, pair)) or _is_by_quotation(hunk, pair):
        return False
    is_credit = reporting.senses(lost) == {"credit"} or not pair.lexicon.media.isdisjoint(lost)
    around = pair.target.tokens.keys_in(pair.target.surroundings)
    return not (is_credit or _is_reported(around, pair.lexicon) or _is_hearsay(pair))


def _is_carried(hunk: Hunk, pair: SentencePair) -> bool:
    """Return whether the copy has what was said, attribution aside."""
    if pair.likeness >= _MUCH_LIKENESS:
        return True
    words = pair.source.tokens.keys_in(range(pair.source.words.start, hunk.source.start))
    words += pair.source.tokens.keys_in(range(hunk.source.stop, pair.source.words.stop))
    claim = {stem(key) for key in words if key not in pair.lexicon.function}
    return len(claim & set(map(stem, pair.target.keys))) >= _CARRIED * len(claim)


def _is_hearsay(pair: SentencePair) -> bool:
    """Return whether the copy's sentence itself tells what others say: "allegedly", "habe" in German."""
    lexicon, keys = pair.lexicon, pair.target.keys
    moods = {reported for reported, _ in lexicon.subjunctives}
    return "report" in lexicon.hedges.senses(keys) or not moods.isdisjoint(keys)


def _is_clause(hunk: Hunk, pair: SentencePair) -> bool:
    """Return whether words are an attribution and nothing else.

    It ends with "said" or "said that" at the beginning of a sentence, or is one as a whole ("Nach Angaben
    der Polizei"), and begins with who said it at the end or in the middle.
    """
    words, sentence = hunk.source, pair.source
    lost = pair.keys(hunk)[0]
    found = pair.lexicon.reporting.find(lost)
    start, end = found[0][0], found[-1][1]
    if any(lost[at - 1] in _TO for at, _, _ in found if at):
        return False  # "declined to say"
    if words.start == sentence.words.start:
        if not pair.lexicon.clause.isdisjoint(lost[: max(0, start - 1)]):
            return False  # "As he announced the plan, Mr Roe said"
        return len(lost) - end <= _THAT or start == 0
    if not pair.lexicon.clause.isdisjoint(lost[end:]):
        return False  # what was said, and not who said so
    gaps = sentence.tokens.gaps
    is_last = words.stop == sentence.words.stop
    is_apart = "," in gaps[words.start] and (is_last or "," in gaps[words.stop])
    return start == 0 or (is_apart and start <= _SPEAKER)


def _is_by_quotation(hunk: Hunk, pair: SentencePair) -> bool:
    """Return whether a clause is quoted, or says who is quoted; who that is mostly stands before too."""
    words, tokens = range(hunk.source.start - 1, hunk.source.stop + 1), pair.source.tokens
    gaps = "".join(tokens.gaps[hunk.source.start : hunk.source.stop + 1])
    gaps += pair.target.tokens.gaps[hunk.target.start]
    is_beside = any(tokens.words[at].is_quoted for at in words if at in pair.source.words)
    return is_beside or any(mark in gaps for mark in _QUOTING)


def _is_reported(keys: Sequence[str], lexicon: Lexicon) -> bool:
    """Return whether words in a row say that somebody says so."""
    return lexicon.reporting.count(keys) + lexicon.speaking.count(keys) > 0
