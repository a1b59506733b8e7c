"""How two printings of one story relate, counted on the pieces that both took from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.newsroom.pieces import lay_out

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.newsroom.pieces import Home, Piece, StoryParagraph

# A share of words, or a number of them, from which a relation holds.
NEAR = 0.85
WHOLLY = 0.95
LIFTED = 20
QUOTED = 12


def relation(earlier: tuple[StoryParagraph, ...], later: tuple[StoryParagraph, ...]) -> str:
    """exact, near, wholly, partially, quotes or none, furniture left out except for exact.

    The pieces of both must know their homes in the same story.

    Args:
        earlier: the source, or the earlier of two copies.
        later: is wholly derived if nearly all of its words come from places that `earlier` has too.
    """
    if [lay_out(p).text for p in earlier] == [lay_out(p).text for p in later]:
        return "exact"
    before, after = _taken(earlier), _taken(later)
    shared = before.keys() & after.keys()
    narrative = _words(after[home] for home in shared if not after[home].quoted)
    if narrative < LIFTED:
        quoted = _words(after[home] for home in shared if after[home].quoted)
        return "quotes" if quoted >= QUOTED else "none"
    common = _words(after[home] for home in shared)
    if common >= NEAR * max(_words(_own(earlier)), _words(_own(later))):
        return "near"
    return "wholly" if common >= WHOLLY * _words(_own(later)) else "partially"


def _own(passages: tuple[StoryParagraph, ...]) -> Iterable[Piece]:
    return (piece for p in passages if not p.furniture for piece in p.pieces())


def _taken(passages: tuple[StoryParagraph, ...]) -> dict[Home, Piece]:
    return {piece.home: piece for piece in _own(passages) if piece.home and piece.text}


def _words(pieces: Iterable[Piece]) -> int:
    return sum(len(piece.text.split()) for piece in pieces)
