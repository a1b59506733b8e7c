"""Words left out or put in, moved to where they make a phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.edits.matches import Match, changes
from dedupe.edits.pairing import Stretch

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence, Set

    from dedupe.edits.pairing import Pairing, Side

_FEW = 3  # words that may stand before what is lost by chance
_SENTENCE, _CLAUSE, _PHRASE = 4, 2, 1


def slid(matches: Sequence[Match], pairing: Pairing) -> list[Match]:
    """Move what is only left out or only put in along equal words, to begin where a phrase begins.

    "the old [harbor and the old] bridge" becomes "[the old harbor and] the old bridge". Lone words go to
    the words that they stand before where they could as well: "[The] ferry [left. The] crew" becomes
    "[The ferry left. The] crew".
    """
    function = pairing.lexicon.function
    whole = Stretch(*pairing.whole)
    partners = _settled(dict(matches), pairing.source, whole, function)
    swapped = {j: i for i, j in partners.items()}
    swapped = _settled(swapped, pairing.target, Stretch(whole.target, whole.source), function)
    return sorted((i, j) for j, i in swapped.items())


def _settled(
    partners: dict[int, int], side: Side, whole: Stretch, function: Set[str]
) -> dict[int, int]:
    """Move what is left out of one side; `whole` has that side first."""
    for lost, new in changes(sorted(partners.items()), whole):
        if lost:
            _gather(partners, lost, side)
        if not new:
            _slide(partners, lost, side, function)
    return partners


def _gather(partners: dict[int, int], lost: range, side: Side) -> None:
    """Move a few words from before what is lost to its end, if something was lost before them too."""
    start = lost.start
    last = partners.get(start - 1, -1)
    while start - 1 in partners and partners[start - 1] + lost.start - start == last:
        start -= 1
    size = lost.start - start
    is_lone = 0 < size <= min(_FEW, len(lost)) and start > 0
    if is_lone and side.keys(range(start, lost.start)) == side.keys(lost[-size:]):
        for at in range(start, lost.start):
            partners[at + len(lost)] = partners.pop(at)


def _slide(partners: dict[int, int], lost: range, side: Side, function: Set[str]) -> None:
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


def _places(partners: Mapping[int, int], lost: range, side: Side) -> Iterator[int]:
    """Give where the words could begin just as well."""
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


def _fitness(stretch: range, side: Side, function: Set[str]) -> int:
    """Tell how well a stretch begins and ends with a phrase."""
    fit = _PHRASE * (side.words[stretch.start].key in function)
    for at in (stretch.start, stretch.stop):
        if at == len(side.words) or side.words[at].opens:
            fit += _SENTENCE
        elif not side.gaps[at].isspace():
            fit += _CLAUSE
    return fit
