"""Differences that end where words do: compounds are changed as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.edits.lcs import Match, hunks_between

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dedupe.edits.paragraph_pair import Hunk, ParagraphPair, ParagraphTokens


def expand_hunks(matches: Sequence[Match], pair: ParagraphPair) -> list[Match]:
    """Take matches away where a change would cut through what belongs together."""
    left = set(matches).difference(_retied(matches, pair))
    taken = True
    while taken:
        taken = False
        for change in list(hunks_between(sorted(left), pair.extent)):
            reached = {*_ties(change, pair), *_recased(change, pair)} & left
            left -= reached
            taken = taken or bool(reached)
    return sorted(left)


def _after(change: Hunk) -> Match:
    return change.source.stop, change.target.stop


def _is_past(match: Match, pair: ParagraphPair) -> bool:
    return match[0] >= len(pair.source.words) or match[1] >= len(pair.target.words)


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
