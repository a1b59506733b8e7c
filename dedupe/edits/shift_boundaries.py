"""Words left out or put in, moved to where they make a phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.edits.lcs import Match, hunks_between
from dedupe.edits.paragraph_pair import Hunk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence, Set

    from dedupe.edits.paragraph_pair import ParagraphPair, ParagraphTokens

_FEW = 3  # words that may stand before what is lost by chance
_SENTENCE, _CLAUSE, _PHRASE = 4, 2, 1


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


def _settled(
    partners: dict[int, int], side: ParagraphTokens, extent: Hunk, function: Set[str]
) -> dict[int, int]:
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


def _slide(
    partners: dict[int, int], lost: range, side: ParagraphTokens, function: Set[str]
) -> None:
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
    words, size = side.words, len(lost)
    start = lost.start
    yield start
    other = partners.get(start - 1)
    while other is not None and words[start - 1].key == words[start - 1 + size].key:
        start -= 1
        yield start
        other = other - 1 if partners.get(start - 1) == other - 1 else None
    start = lost.start
    other = partners.get(start + size)
    while other is not None and words[start].key == words[start + size].key:
        start += 1
        yield start
        other = other + 1 if partners.get(start + size) == other + 1 else None


def _fitness(stretch: range, side: ParagraphTokens, function: Set[str]) -> int:
    """Score how well a stretch begins and ends with a phrase."""
    fit = _PHRASE * (side.words[stretch.start].key in function)
    for at in (stretch.start, stretch.stop):
        if at == len(side.words) or side.words[at].starts_sentence:
            fit += _SENTENCE
        elif not side.gaps[at].isspace():
            fit += _CLAUSE
    return fit
