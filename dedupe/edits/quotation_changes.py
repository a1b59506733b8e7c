"""Words of a quotation that a copy replaces, drops or puts in, and quotation marks it adds or takes away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from dedupe.edits.compared_sentences import Sentence
from dedupe.edits.match_words import Hunk, Match
from dedupe.edits.name_changes import is_alias
from dedupe.edits.paragraph_tokens import is_style
from dedupe.edits.phrase_finder import NO
from dedupe.edits.sentence_pairs import SentencePair
from dedupe.punctuation import DOUBLE_MARKS, SINGLE_MARKS

_LEAST_ALONE = 3  # words beside the only difference of two quotations;
_MUCH_LIKENESS, _FEW_QUOTED = 0.65, 2  # of sentences that agree, and words beside a difference in these;
_MANY_QUOTED = 10  # in others, where a set phrase may have been said twice
_BESIDE, _NEAR = 3, 9  # words from a speaker to "said", and to the quotation
_MOST_REPLACED = 6  # words of a difference; beyond it the copy quotes something else
_LEAST_TOGGLED, _MOST_TOGGLED = 4, 30  # words that gain or lose their marks
_LEAST_OUTSIDE = 3  # words around them that both sentences have
_SAME = 0.9  # likeness of sentences that are the same
_CUT_SIGN = re.compile(r"\.\s?\.|…|[\[\](){}<>]|--|[–—]|\*")
_ITEM = "--"  # stands before an item of a list
_UNSURE = re.compile(rf"\ufffd|[{SINGLE_MARKS}]")  # what could not be read, and what may quote
_MARK = re.compile(rf"[{DOUBLE_MARKS}]|''|``")
_QUOTES = re.compile(rf"[{DOUBLE_MARKS}{SINGLE_MARKS}`—–-]")


def quotation_changes(pair: SentencePair) -> Iterator[Hunk]:
    """Find what a copy changed in what somebody is quoted as saying.

    Yield the words of the source and those in their place, each inside the quotation; or the whole of a quotation that
    lost or gained its marks.
    """
    if not (pair.source.has_quotation or pair.target.has_quotation):
        return
    for hunk in pair.hunks:
        if _is_misquoted(hunk, pair):
            yield hunk
    yield from _toggled(pair)


def is_speaker(hunk: Hunk, pair: SentencePair) -> bool:
    """Return whether a difference is in who is quoted: beside a word of saying and near a quotation."""
    tokens, words = pair.source.tokens, pair.source.words
    beside = range(hunk.source.start - _BESIDE, hunk.source.stop + _BESIDE)
    near = range(hunk.source.start - _NEAR, hunk.source.stop + _NEAR)
    says = pair.lexicon.reporting.count([tokens.keys[at] for at in beside if at in words])
    return says > 0 and any(tokens.is_quoted[at] for at in near if at in words)


def _is_misquoted(hunk: Hunk, pair: SentencePair) -> bool:
    """Return whether a difference stands inside a quotation, with words of it before or behind."""
    if not _is_inside_quotation(hunk, pair) or _is_same_name(hunk, pair) or _is_elsewhere(hunk, pair):
        return False
    before, behind = _quoted_run(hunk, pair, -1), _quoted_run(hunk, pair, 1)
    is_sure = pair.likeness >= _MUCH_LIKENESS or _is_alone(hunk, before, behind, pair)
    least = _FEW_QUOTED if is_sure else _MANY_QUOTED
    return before + behind >= least and (all(hunk) or min(before, behind) > 0)


def _is_alone(hunk: Hunk, before: int, behind: int, pair: SentencePair) -> bool:
    """Return whether two quotations are the same from mark to mark, but for a difference."""
    return before + behind >= _LEAST_ALONE and all(
        _marked(sentence, words.start - before) and _marked(sentence, words.stop + behind)
        for sentence, words in ((pair.source, hunk.source), (pair.target, hunk.target))
    )


def _is_inside_quotation(hunk: Hunk, pair: SentencePair) -> bool:
    """Return whether a few words stand between the same marks, and nothing says that some were cut."""
    if max(map(len, hunk)) > _MOST_REPLACED:
        return False
    if not all(all(side.is_quoted[words.start : words.stop]) for side, words in pair.sides(hunk)):
        return False
    sides, optional = pair.keys(hunk), pair.lexicon.conjunctions
    lost, gained = ([key for key in side if key not in optional] for side in sides)
    if is_style(*sides, pair.lexicon) or is_style(lost, gained, pair.lexicon):
        return False
    is_item = any(one.tokens.text.startswith(_ITEM) for one in (pair.source, pair.target))
    if is_item or _is_same_spelling(hunk, pair) or _has_cut_sign(hunk, pair):
        return False
    return _has_marks(hunk, pair)


def _has_marks(hunk: Hunk, pair: SentencePair) -> bool:
    """Return whether marks show that words are quoted, and not only that a line begins with a name and a colon."""
    return any(
        _QUOTES.search(gap)
        for sentence, words in ((pair.source, hunk.source), (pair.target, hunk.target))
        for gap in _gaps_around(sentence, words)
    )


def _gaps_around(sentence: Sentence, words: range) -> Iterator[str]:
    """Yield what stands before and behind all the quoted words around some."""
    is_quoted, (start, stop) = sentence.tokens.is_quoted, (words.start, words.stop)
    while start and is_quoted[start - 1]:
        start -= 1
    while stop < len(is_quoted) and is_quoted[stop]:
        stop += 1
    yield from (sentence.tokens.gaps[start], sentence.tokens.gaps[stop])


def _is_same_spelling(hunk: Hunk, pair: SentencePair) -> bool:
    """Return whether both sides are written alike ("three-to-one", "FirstGroup"), but for a unit ("1.5 to 2 percent")."""
    short, long = sorted(
        (
            " ".join(sentence.tokens.raw(at) for at in words).casefold()
            for sentence, words in ((pair.source, hunk.source), (pair.target, hunk.target))
        ),
        key=len,
    )
    unit = long.removeprefix(short).strip()
    return short.replace(" ", "") == long.replace(" ", "") or (short[-1:].isdigit() and unit in pair.lexicon.measures)


def _is_same_name(hunk: Hunk, pair: SentencePair) -> bool:
    """Return whether both sides are names of the same, or one word in two spellings ("gonna")."""
    lost, new = pair.names(hunk)
    if lost == new:
        return True
    aliases = pair.lexicon.aliases
    are_names = all(all(side.is_capital[words.start : words.stop]) for side, words in pair.sides(hunk))
    return bool(aliases.senses(lost) & aliases.senses(new)) or (
        are_names and not pair.lexicon.nouns_are_capitalised and is_alias(lost, new, pair.lexicon)
    )


def _is_elsewhere(hunk: Hunk, pair: SentencePair) -> bool:
    """Return whether words that are gone or new only changed their place, in the sentence or beside it."""
    lost, gained = pair.keys(hunk)
    source, target = (side.tokens.keys_in(side.surroundings) for side in (pair.source, pair.target))
    if not all(hunk):
        words, beside = (lost, target) if lost else (gained, source)
        is_swapped = any(pair.keys(other) == (gained, lost) for other in pair.hunks)
        if is_swapped or (len(words) > 1 and f" {' '.join(words)} " in f" {' '.join(beside)} "):
            return True
    telling, new = (set(words) - pair.lexicon.function for words in (lost, gained))
    return bool((telling and telling <= set(target)) or (new and new <= set(source)))


def _quoted_run(hunk: Hunk, pair: SentencePair, step: int) -> int:
    """Count the words quoted on both sides that match before (-1) or behind (1) a difference."""
    known = set(pair.matches)
    at = hunk.source.start - 1 if step < 0 else hunk.source.stop
    other = hunk.target.start - 1 if step < 0 else hunk.target.stop
    found = 0
    if step < 0 and _marked(pair.source, hunk.source.start):
        return 0
    if step > 0 and _marked(pair.source, hunk.source.stop):
        return 0
    while (at, other) in known and _is_quoted(at, other, pair):
        if (found and _marked(pair.source, max(at, at - step))) or _marked(pair.target, max(other, other - step)):
            break
        found, at, other = found + 1, at + step, other + step
    return found


def _is_quoted(at: int, other: int, pair: SentencePair) -> bool:
    return pair.source.tokens.is_quoted[at] and pair.target.tokens.is_quoted[other]


def _marked(sentence: Sentence, at: int) -> bool:
    """Return whether a quotation mark stands before a word."""
    return bool(_MARK.search(sentence.tokens.gaps[at]))


def _has_cut_sign(hunk: Hunk, pair: SentencePair) -> bool:
    """Return whether dots, brackets or dashes say that something was left out or put in, or the marks end.

    The words may be the first or the last of a quotation, if they are on both sides.
    """
    edges: list[tuple[bool, bool]] = []
    for sentence, words in ((pair.source, hunk.source), (pair.target, hunk.target)):
        gaps = sentence.tokens.gaps[words.start : words.stop + 1]
        if any(_CUT_SIGN.search(gap) for gap in gaps) or any(map(_MARK.search, gaps[1:-1])):
            return True
        edges.append((bool(_MARK.search(gaps[0])), bool(_MARK.search(gaps[-1]))))
    return edges[0] != edges[1] or all(edges[0])


def _toggled(pair: SentencePair) -> Iterator[Hunk]:
    """Find words that are quoted on one side only, in full, where the rest of both sentences agrees."""
    source, target = pair.source.tokens, pair.target.tokens

    def side(match: Match) -> int:
        return source.is_quoted[match[0]] - target.is_quoted[match[1]]

    if not any(map(side, pair.matches)):
        return
    outside = sum(
        not (source.is_quoted[i] or target.is_quoted[j]) and source.keys[i] not in pair.lexicon.function
        for i, j in pair.matches
    )
    if outside < (1 if pair.likeness >= _SAME else _LEAST_OUTSIDE):
        return
    for sign, group in groupby(pair.matches, side):
        run = list(group)
        if sign < 0 and (not _is_attributed(pair) or _is_of_outlet(pair)):
            continue
        if sign and _LEAST_TOGGLED <= len(run) <= _MOST_TOGGLED and _is_whole(run, sign, pair):
            yield Hunk(range(run[0][0], run[-1][0] + 1), range(run[0][1], run[-1][1] + 1))


def _is_attributed(pair: SentencePair) -> bool:
    """Return whether the source says whose words it reports; else the copy quotes the source itself."""
    return not {sense for _, _, sense in pair.source.find(pair.lexicon.reporting)} <= {"credit", NO}


def _is_of_outlet(pair: SentencePair) -> bool:
    """Return whether the copy names an outlet whose words it may quote: "The AP said that ..."."""
    return not pair.lexicon.media.isdisjoint(pair.target.keys)


def _is_whole(run: Sequence[Match], sign: int, pair: SentencePair) -> bool:
    """Return whether matches in a row are all of a quotation, from mark to mark, on one side."""
    is_row = len(run) == run[-1][0] - run[0][0] + 1 == run[-1][1] - run[0][1] + 1
    marked, at, last = (pair.source, run[0][0], run[-1][0]) if sign > 0 else (pair.target, run[0][1], run[-1][1])
    bare, first, end = (pair.target, run[0][1], run[-1][1]) if sign > 0 else (pair.source, run[0][0], run[-1][0])
    gaps = [bare.tokens.gaps[0], *bare.tokens.gaps[first : end + 2]]  # what opens a paragraph may quote to its end
    return (
        is_row
        and _marked(marked, at)
        and _marked(marked, last + 1)
        and not any(_MARK.search(gap) or _UNSURE.search(gap) for gap in gaps)
        and not any(pair.source.tokens.is_capital[i] for i, _ in run[1:])
    )
