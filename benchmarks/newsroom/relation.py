"""How two printings of one story relate, counted on the segments that both took from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.newsroom.segments import lay_out

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.newsroom.segments import Position, Segment, StoryParagraph

# A share of words, or a number of them, from which a relation holds.
NEAR = 0.85
WHOLLY = 0.95
LIFTED = 20
QUOTED = 12


def relation(earlier: tuple[StoryParagraph, ...], later: tuple[StoryParagraph, ...]) -> str:
    """exact, near, wholly, partially, quotes or none, furniture left out except for exact.

    The segments of both must know their positions in the same story.

    Args:
        earlier: the source, or the earlier of two copies.
        later: is wholly derived if nearly all of its words come from places that `earlier` has too.
    """
    if [lay_out(p).text for p in earlier] == [lay_out(p).text for p in later]:
        return "exact"
    before, after = _taken(earlier), _taken(later)
    shared = before.keys() & after.keys()
    narrative = _words(after[position] for position in shared if not after[position].quoted)
    if narrative < LIFTED:
        quoted = _words(after[position] for position in shared if after[position].quoted)
        return "quotes" if quoted >= QUOTED else "none"
    common = _words(after[position] for position in shared)
    if common >= NEAR * max(_words(_own(earlier)), _words(_own(later))):
        return "near"
    return "wholly" if common >= WHOLLY * _words(_own(later)) else "partially"


def _own(paragraphs: tuple[StoryParagraph, ...]) -> Iterable[Segment]:
    return (segment for p in paragraphs if not p.furniture for segment in p.segments())


def _taken(paragraphs: tuple[StoryParagraph, ...]) -> dict[Position, Segment]:
    return {segment.position: segment for segment in _own(paragraphs) if segment.position and segment.text}


def _words(segments: Iterable[Segment]) -> int:
    return sum(len(segment.text.split()) for segment in segments)
