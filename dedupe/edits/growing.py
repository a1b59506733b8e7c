"""Changes grown to what an editor would underline: compounds, qualified figures, names, quotations."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from dedupe.edits.matches import Match, changes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dedupe.edits.pairing import Pairing, Side, Stretch

_MARK = re.compile(r"[\"“”„‟«»‹›「」『』‘’'‚‛]")
_PHRASE = 3  # words at the end of a change in which a qualifier stands
_REACH = 2  # words up to its figure


def grown(matches: Sequence[Match], pairing: Pairing) -> list[Match]:
    """Take matches away where a change would cut through what belongs together."""
    left = set(matches) - {*_flipped(matches, pairing), *_retied(matches, pairing)}
    taken = True
    while taken:
        taken = False
        for change in list(changes(sorted(left), pairing.whole)):
            reached = {
                *_ties(change, pairing),
                *_recased(change, pairing),
                *_qualified(change, pairing),
                *_renamed(change, pairing),
            } & left
            left -= reached
            taken = taken or bool(reached)
    return sorted(left)


def _after(change: Stretch) -> Match:
    return change.source.stop, change.target.stop


def _is_past(match: Match, pairing: Pairing) -> bool:
    return match[0] >= len(pairing.source.words) or match[1] >= len(pairing.target.words)


def _flipped(matches: Sequence[Match], pairing: Pairing) -> Iterator[Match]:
    """Find the words that stand in quotation marks on one side only, where the marks do too."""

    def flip(match: Match) -> int:
        return pairing.source.words[match[0]].is_quoted - pairing.target.words[match[1]].is_quoted

    for is_flipped, group in groupby(matches, flip):
        if is_flipped:
            run = list(group)
            behind = run[-1][0] + 1, run[-1][1] + 1
            if _has_mark(run[0], pairing) or _has_mark(behind, pairing):
                yield from run


def _has_mark(match: Match, pairing: Pairing) -> bool:
    """Tell whether only one side has quotation marks before a place."""
    before = _MARK.search(pairing.source.gaps[match[0]])
    return (before is None) != (_MARK.search(pairing.target.gaps[match[1]]) is None)


def _retied(matches: Sequence[Match], pairing: Pairing) -> Iterator[Match]:
    """Find the words that only one side joins by a hyphen."""
    known = set(matches)
    source, target = pairing.source.words, pairing.target.words
    for i, j in matches:
        if source[i].is_tied != target[j].is_tied and (i - 1, j - 1) in known:
            yield from ((i - 1, j - 1), (i, j))


def _ties(change: Stretch, pairing: Pairing) -> Iterator[Match]:
    """Grow to the ends of compounds."""
    i, j = change.source.start, change.target.start
    k, m = change.source.stop, change.target.stop
    for side, stretch in pairing.sides(change):
        for step in range(stretch.start + 1):
            if not _is_tied(side, stretch.start - step):
                break
            yield i - step - 1, j - step - 1
        for step in range(len(side.words) - stretch.stop):
            if not _is_tied(side, stretch.stop + step):
                break
            yield k + step, m + step


def _is_tied(side: Side, at: int) -> bool:
    return at < len(side.words) and side.words[at].is_tied


def _recased(change: Stretch, pairing: Pairing) -> Iterator[Match]:
    """Grow over a word that has another case because the change makes it begin a sentence, or not."""
    match = _after(change)
    if not pairing.is_exclusive or _is_past(match, pairing):
        return
    before, after = pairing.source.raws[match[0]], pairing.target.raws[match[1]]
    if pairing.source.words[match[0]].opens != pairing.target.words[match[1]].opens and (
        before != after and before.casefold() == after.casefold()
    ):
        yield match


def _qualified(change: Stretch, pairing: Pairing) -> Iterator[Match]:
    """Grow from what qualifies a figure to the figure."""
    i, j = _after(change)
    for step in range(_REACH):
        if _is_past((i + step, j + step), pairing):
            return
        word = pairing.source.words[i + step]
        if word.is_figure and not word.is_weak:
            before, after = (
                pairing.lexicon.qualifiers.senses(side.keys(_phrase(stretch, step)))
                for side, stretch in pairing.sides(change)
            )
            if before != after:
                yield from ((i + at, j + at) for at in range(step + 1))
            return
        if word.key not in pairing.lexicon.function:
            return


def _phrase(stretch: range, step: int) -> range:
    """Give the end of a change and the words up to a figure."""
    return range(max(stretch.start, stretch.stop - _PHRASE), stretch.stop + step)


def _renamed(change: Stretch, pairing: Pairing) -> Iterator[Match]:
    """Grow from a changed first name to the last name."""
    match = _after(change)
    is_word = len(change.source) == len(change.target) == 1
    if not is_word or pairing.lexicon.nouns_are_capitalised or _is_past(match, pairing):
        return
    if all(
        side.gaps[stretch.stop] == " "
        and side.words[stretch.start].is_capital
        and side.words[stretch.stop].is_capital
        for side, stretch in pairing.sides(change)
    ):
        yield match
