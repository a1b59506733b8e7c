"""Which words of two paragraphs are the same, by index, and what lies between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import LCSseq, Postfix, Prefix

from dedupe.align.alignment import Edge
from dedupe.edits.lexicon import Lexicon
from dedupe.edits.paragraph_tokens import ParagraphTokens

Match = tuple[int, int]

_LARGEST = 1 << 28  # pairs of words that are compared; the comparison takes a bit for each
_FEW = 3  # words that may stand before what is lost by chance
_SENTENCE, _CLAUSE, _PHRASE = 4, 2, 1


class Hunk(NamedTuple):
    """Words that stand in each other's place: their indices on both sides, either range maybe empty."""

    source: range
    target: range


@dataclass(frozen=True, slots=True, eq=False)
class ParagraphPair:
    """A source paragraph and the stretch of a target paragraph that comes from it."""

    edge: Edge  # the indices of the two paragraphs
    source: ParagraphTokens
    target: ParagraphTokens
    extent: Hunk  # all words of the source, and those of the target that come from it
    is_exclusive: bool  # whether the two paragraphs have no other partners
    lexicon: Lexicon

    def sides(self, stretch: Hunk) -> tuple[tuple[ParagraphTokens, range], tuple[ParagraphTokens, range]]:
        """Both sides, each with its part of a stretch."""
        return (self.source, stretch.source), (self.target, stretch.target)

    def keys_in(self, stretch: Hunk) -> tuple[list[str], list[str]]:
        """The keys of a stretch on both sides."""
        return self.source.keys_in(stretch.source), self.target.keys_in(stretch.target)


def match(pair: ParagraphPair) -> list[Match]:
    """Match equal words in order, as many as possible (longest common subsequence).

    Words of a dateline only match words of a dateline.
    """
    source, target = pair.source, pair.target
    before, after = pair.keys_in(pair.extent)
    start = pair.extent.target.start
    if not (source.body or target.body):
        return [(i, start + j) for i, j in _common(before, after)]
    return [(i, start + j) for i, j in _common(before, after) if _is_dated(source, i) == _is_dated(target, start + j)]


def _common(before: Sequence[str], after: Sequence[str]) -> Iterator[Match]:
    """Find a longest common subsequence; of texts without measure only how they begin and end."""
    if len(before) * len(after) <= _LARGEST:
        for block in LCSseq.opcodes(before, after).as_matching_blocks():
            yield from ((block.a + at, block.b + at) for at in range(block.size))
        return
    head = Prefix.similarity(before, after)
    tail = min(Postfix.similarity(before, after), min(len(before), len(after)) - head)
    yield from ((at, at) for at in range(head))
    yield from ((len(before) - at, len(after) - at) for at in range(tail, 0, -1))


def _is_dated(side: ParagraphTokens, at: int) -> bool:
    """Return whether a word stands in a dateline."""
    return side.starts[at] < side.body


def hunks_between(matches: Sequence[Match], extent: Hunk) -> Iterator[Hunk]:
    """Return what lies between the matches of a stretch; nothing that is empty on both sides."""
    start = extent.source.start - 1, extent.target.start - 1
    end = extent.source.stop, extent.target.stop
    for (i, j), (k, m) in pairwise([start, *matches, end]):
        if k - i > 1 or m - j > 1:
            yield Hunk(range(i + 1, k), range(j + 1, m))


def shift_boundaries(matches: Sequence[Match], pair: ParagraphPair) -> list[Match]:
    """Move what is only left out or only put in along equal words, to begin where a phrase begins.

    "the old [harbor and the old] bridge" becomes "[the old harbor and] the old bridge". Lone words go to
    the words that they stand before where they could as well: "[The] ferry [left. The] crew" becomes
    "[The ferry left. The] crew".
    """
    function = pair.lexicon.function
    extent = Hunk(*pair.extent)
    partners = _settled(dict(matches), pair.source, extent, function)
    swapped = {j: i for i, j in partners.items()}
    swapped = _settled(swapped, pair.target, Hunk(extent.target, extent.source), function)
    return sorted((i, j) for j, i in swapped.items())


def _settled(partners: dict[int, int], side: ParagraphTokens, extent: Hunk, function: Set[str]) -> dict[int, int]:
    """Move what is left out of one side; `extent` has that side first."""
    for lost, new in hunks_between(sorted(partners.items()), extent):
        if lost:
            _gather(partners, lost, side)
        if not new:
            _slide(partners, lost, side, function)
    return partners


def _gather(partners: dict[int, int], lost: range, side: ParagraphTokens) -> None:
    """Move a few words from before what is lost to its end, if something was lost before them too."""
    start = lost.start
    last = partners.get(start - 1, -1)
    while start - 1 in partners and partners[start - 1] + lost.start - start == last:
        start -= 1
    size = lost.start - start
    is_lone = 0 < size <= min(_FEW, len(lost)) and start > 0
    if is_lone and side.keys_in(range(start, lost.start)) == side.keys_in(lost[-size:]):
        for at in range(start, lost.start):
            partners[at + len(lost)] = partners.pop(at)


def _slide(partners: dict[int, int], lost: range, side: ParagraphTokens, function: Set[str]) -> None:
    """Slide words without partners to their best place; of equal places the nearest."""
    places = list(_places(partners, lost, side))
    if len(places) == 1:
        return
    places.sort(key=lambda at: abs(at - lost.start))
    best = max(places, key=lambda at: _fitness(range(at, at + len(lost)), side, function))
    for at in range(lost.start - 1, best - 1, -1):
        partners[at + len(lost)] = partners.pop(at)
    for at in range(lost.stop, best + len(lost)):
        partners[at - len(lost)] = partners.pop(at)


def _places(partners: Mapping[int, int], lost: range, side: ParagraphTokens) -> Iterator[int]:
    """Return where the words could begin just as well."""
    keys, size = side.keys, len(lost)
    start = lost.start
    yield start
    other = partners.get(start - 1)
    while other is not None and keys[start - 1] == keys[start - 1 + size]:
        start -= 1
        yield start
        other = other - 1 if partners.get(start - 1) == other - 1 else None
    start = lost.start
    other = partners.get(start + size)
    while other is not None and keys[start] == keys[start + size]:
        start += 1
        yield start
        other = other + 1 if partners.get(start + size) == other + 1 else None


def _fitness(stretch: range, side: ParagraphTokens, function: Set[str]) -> int:
    """Score how well a stretch begins and ends with a phrase."""
    fit = _PHRASE * (side.keys[stretch.start] in function)
    for at in (stretch.start, stretch.stop):
        if at == len(side) or side.starts_sentence[at]:
            fit += _SENTENCE
        elif not side.gaps[at].isspace():
            fit += _CLAUSE
    return fit


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
    return match[0] >= len(pair.source) or match[1] >= len(pair.target)


def _retied(matches: Sequence[Match], pair: ParagraphPair) -> Iterator[Match]:
    """Find the words that only one side joins by a hyphen."""
    known = set(matches)
    for i, j in matches:
        if pair.source.is_hyphenated(i) != pair.target.is_hyphenated(j) and (i - 1, j - 1) in known:
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
        for step in range(len(side) - stretch.stop):
            if not _is_tied(side, stretch.stop + step):
                break
            yield k + step, m + step


def _is_tied(side: ParagraphTokens, at: int) -> bool:
    return at < len(side) and side.is_hyphenated(at)


def _recased(change: Hunk, pair: ParagraphPair) -> Iterator[Match]:
    """Grow over a word that has another case because the change makes it begin a sentence, or not."""
    match = _after(change)
    if not pair.is_exclusive or _is_past(match, pair):
        return
    before, after = pair.source.raw(match[0]), pair.target.raw(match[1])
    if pair.source.starts_sentence[match[0]] != pair.target.starts_sentence[match[1]] and (
        before != after and before.casefold() == after.casefold()
    ):
        yield match
