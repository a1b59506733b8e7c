"""A paragraph cut where it was edited."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Literal, NamedTuple

from dedupe.align.alignment import EditKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from dedupe.align.alignment import Edit, TextSpan

Side = Literal["source", "target"]
MINOR = frozenset({EditKind.STYLE, EditKind.WORDING})


class Segment(NamedTuple):
    """A stretch of a paragraph: an edit's words on this side, maybe none, or what stands between two.

    Attributes:
        text: of the stretch.
        edit: None where nothing was edited.
    """

    text: str
    edit: Edit | None = None


def segments(text: str, edits: Sequence[Edit], side: Side) -> Iterator[Segment]:
    """Cut a paragraph at its edits; joined, the segments are the paragraph.

    Edits may overlap where a paragraph has several partners: those that matter go first, then the
    earlier ones.

    Args:
        text: of the paragraph.
        edits: that touch it.
        side: on which it is.
    """
    at = 0
    for start, end, edit in _apart(edits, attrgetter(side)):
        if start > at:
            yield Segment(text[at:start])
        yield Segment(text[start:end], edit)
        at = end
    if at < len(text):
        yield Segment(text[at:])


def _apart(edits: Sequence[Edit], place: Callable[[Edit], TextSpan]) -> list[tuple[int, int, Edit]]:
    """Choose edits that do not overlap, and give them in order with their starts and ends."""
    chosen: list[tuple[int, int, Edit]] = []
    for edit in sorted(edits, key=lambda it: (it.kind in MINOR, place(it)[1:])):
        _, start, end = place(edit)
        at = bisect_right(chosen, (start, end), key=itemgetter(0, 1))
        is_after = not at or chosen[at - 1][1] <= start
        if is_after and (at == len(chosen) or chosen[at][0] >= end):
            chosen.insert(at, (start, end, edit))
    return chosen


def by_paragraph(edits: Iterable[Edit], side: Side) -> dict[int, list[Edit]]:
    """Gather edits by the paragraph that they stand in on one side."""
    place = attrgetter(side)
    found: dict[int, list[Edit]] = {}
    for edit in edits:
        found.setdefault(place(edit).paragraph, []).append(edit)
    return found
