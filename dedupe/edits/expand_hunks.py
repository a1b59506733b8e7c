"""Changes expand_hunks to what an editor would underline: compounds, qualified figures, names, quotations."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from dedupe.edits.lcs import Match, hunks_between

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dedupe.edits.paragraph_pair import Hunk, ParagraphPair, ParagraphTokens

_MARK = re.compile(r"[\"“”„‟«»‹›「」『』‘’'‚‛]")
_PHRASE = 3  # words at the end of a change in which a qualifier stands
_REACH = 2  # words up to its figure


def expand_hunks(matches: Sequence[Match], pair: ParagraphPair) -> list[Match]:
    """Take matches away where a change would cut through what belongs together."""
    left = set(matches) - {*_flipped(matches, pair), *_retied(matches, pair)}
    taken = True
    while taken:
        taken = False
        for change in list(hunks_between(sorted(left), pair.extent)):
            reached = {
                *_ties(change, pair),
                *_recased(change, pair),
                *_qualified(change, pair),
                *_renamed(change, pair),
            } & left
            left -= reached
            taken = taken or bool(reached)
    return sorted(left)


def _after(change: Hunk) -> Match:
    return change.source.stop, change.target.stop


def _is_past(match: Match, pair: ParagraphPair) -> bool:
    return match[0] >= len(pair.source.words) or match[1] >= len(pair.target.words)


def _flipped(matches: Sequence[Match], pair: ParagraphPair) -> Iterator[Match]:
    """Find the words that stand in quotation marks on one side only, where the marks do too."""

    def flip(match: Match) -> int:
        return pair.source.words[match[0]].is_quoted - pair.target.words[match[1]].is_quoted

    for is_flipped, group in groupby(matches, flip):
        if is_flipped:
            run = list(group)
            behind = run[-1][0] + 1, run[-1][1] + 1
            if _has_mark(run[0], pair) or _has_mark(behind, pair):
                yield from run


def _has_mark(match: Match, pair: ParagraphPair) -> bool:
    """Tell whether only one side has quotation marks before a place."""
    before = _MARK.search(pair.source.gaps[match[0]])
    return (before is None) != (_MARK.search(pair.target.gaps[match[1]]) is None)


def _retied(matches: Sequence[Match], pair: ParagraphPair) -> Iterator[Match]:
    """Find the words that only one side joins by a hyphen."""
    known = set(matches)
    source, target = pair.source.words, pair.target.words
    for i, j in matches:
        if source[i].is_hyphenated != target[j].is_hyphenated and (i - 1, j - 1) in known:
            yield from ((i - 1, j - 1), (i, j))


def _ties(change: Hunk, pair: ParagraphPair) -> Iterator[Match]:
    """Grow to the ends of compounds."""
    i, j = change.source.start, change.target.start
    k, m = change.source.stop, change.target.stop
    for side, stretch in pair.sides(change):
        for step in range(stretch.start + 1):
            if not _is_tied(side, stretch.start - step):
                break
            yield i - step - 1, j - step - 1
        for step in range(len(side.words) - stretch.stop):
            if not _is_tied(side, stretch.stop + step):
                break
            yield k + step, m + step


def _is_tied(side: ParagraphTokens, at: int) -> bool:
    return at < len(side.words) and side.words[at].is_hyphenated


def _recased(change: Hunk, pair: ParagraphPair) -> Iterator[Match]:
    """Grow over a word that has another case because the change makes it begin a sentence, or not."""
    match = _after(change)
    if not pair.is_exclusive or _is_past(match, pair):
        return
    before, after = pair.source.raws[match[0]], pair.target.raws[match[1]]
    if pair.source.words[match[0]].starts_sentence != pair.target.words[
        match[1]
    ].starts_sentence and (before != after and before.casefold() == after.casefold()):
        yield match


def _qualified(change: Hunk, pair: ParagraphPair) -> Iterator[Match]:
    """Grow from what qualifies a figure to the figure."""
    i, j = _after(change)
    for step in range(_REACH):
        if _is_past((i + step, j + step), pair):
            return
        word = pair.source.words[i + step]
        if word.is_figure and not word.is_minor:
            before, after = (
                pair.lexicon.qualifiers.senses(side.keys_in(_phrase(stretch, step)))
                for side, stretch in pair.sides(change)
            )
            if before != after:
                yield from ((i + at, j + at) for at in range(step + 1))
            return
        if word.key not in pair.lexicon.function:
            return


def _phrase(stretch: range, step: int) -> range:
    """Give the end of a change and the words up to a figure."""
    return range(max(stretch.start, stretch.stop - _PHRASE), stretch.stop + step)


def _renamed(change: Hunk, pair: ParagraphPair) -> Iterator[Match]:
    """Grow from a changed first name to the last name."""
    match = _after(change)
    is_word = len(change.source) == len(change.target) == 1
    if not is_word or pair.lexicon.nouns_are_capitalised or _is_past(match, pair):
        return
    if all(
        side.gaps[stretch.stop] == " "
        and side.words[stretch.start].is_capital
        and side.words[stretch.stop].is_capital
        for side, stretch in pair.sides(change)
    ):
        yield match
