"""Whose claim it is: attributions that a copy loses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import product

from dedupe.edits.attributions import attributions
from dedupe.edits.compared_sentences import stem
from dedupe.edits.lexicon import Lexicon
from dedupe.edits.match_words import Hunk
from dedupe.edits.sentence_pairs import SentencePair

_SMALL = 4  # words on either side of a hunk in which a verb differs
_MUCH_LIKENESS = 0.7  # of the two sentences
_CARRIED, _CUT_OUT = 0.8, 0.5  # share of a claim's words that the copy has; where who said so was only cut out of them
_NOTHING_ELSE = 0.7  # share of the words of the copy's sentence that its source's has, for it to be that claim
_LEAST_CLAIM = 3  # words of content of a claim that was told anew
_HEARERS = 3  # words between "told" and a quotation
_QUOTING = frozenset(":\"“”„‘’'«»")


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
    return before == after and not _is_reported(pair.target.tokens.keys, pair.lexicon)


def _lost_attributions(pair: SentencePair) -> Iterator[Hunk]:
    """Find the words that say whose claim a sentence is, where the copy has the claim and nobody says so."""
    around = pair.target.tokens.keys_in(pair.target.surroundings)
    if _is_reported(around, pair.lexicon) or _is_quotation(pair) or _is_hearsay(pair):
        return
    kept = set(map(stem, pair.target.keys))
    for words in attributions(pair.source, kept, pair.lexicon):
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
    moods = {reported for reported, _ in pair.lexicon.subjunctives}
    hedges = (sense for _, _, sense in pair.target.find(pair.lexicon.hedges))
    return "report" in hedges or not moods.isdisjoint(pair.target.keys)


def _is_quotation(pair: SentencePair) -> bool:
    """Return whether a claim is mostly quoted on one side."""
    ours, theirs = (one.is_quoted for one in (pair.source, pair.target))
    return any(sum(quoted) > len(quoted) / 2 for quoted in (ours, theirs))


def _is_by_quotation(attribution: range, pair: SentencePair) -> bool:
    """Return whether words are quoted, or say who is quoted; who that is mostly stands before too."""
    tokens, (start, stop) = pair.source.tokens, (attribution.start, attribution.stop)
    is_beside = any(tokens.is_quoted[at] for at in range(start - 1, stop + 1) if at in pair.source.words)
    return is_beside or any(mark in gap for mark in _QUOTING for gap in tokens.gaps[start : stop + _HEARERS + 1])


def _is_reported(keys: Sequence[str], lexicon: Lexicon) -> bool:
    """Return whether words in a row say that somebody says so."""
    return lexicon.reporting.count(keys) + lexicon.speaking.count(keys) > 0
