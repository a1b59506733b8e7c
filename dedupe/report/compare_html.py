"""A comparison as one self-contained page: two columns, ribbons between them, changes marked inside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dedupe.align.alignment import EditKind
from dedupe.report.page import page
from dedupe.report.phrases import edit_phrase, matter, relation_phrase, shortened
from dedupe.report.rows import moved_sources, rows
from dedupe.report.segments import MINOR, by_paragraph, segments
from dedupe.report.summary import CHANGES, KINDS, bars, credit, evidence, names, origin

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dedupe.align.alignment import Edit
    from dedupe.compare import Comparison
    from dedupe.report.segments import Segment, Side

_PREVIEW = 64  # characters of folded furniture
_LISTED = 110  # characters of an edit's words in the list of changes
_LOST = 48  # characters shown of words that are lost


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a paragraph.

    Attributes:
        text: of the stretch.
        kind: of the edit, "" where nothing was edited.
        number: of the edit, 1-based.
        phrase: what the edit changed.
        matters: whether it changes more than style and wording.
        other: the words on the other side, where this side has none.
    """

    text: str
    kind: str = ""
    number: int = 0
    phrase: str = ""
    matters: bool = False
    other: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A paragraph on its side of the page.

    Attributes:
        side: "source" or "target".
        number: 1-based.
        change: what became of it.
        sign: the same as one character.
        partners: numbers of the other side's paragraphs.
        moved: whether it stands out of order.
        preview: the beginning of furniture, else "".
        marks: its text.
    """

    side: Side
    number: int
    change: str
    sign: str
    partners: tuple[int, ...]
    moved: bool
    preview: str
    marks: tuple[Mark, ...]


def render(comparison: Comparison, *, show_style: bool = False) -> str:
    """Write the page.

    Args:
        comparison: of two articles.
        show_style: whether edits of style are shown when it is opened.
    """
    return page(
        "compare.html.j2",
        ("page.css", "compare.css"),
        "compare.js",
        names=names(comparison),
        relation=relation_phrase(comparison.relation, comparison.origin, comparison.source.id),
        articles=(("source", comparison.source), ("target", comparison.target)),
        bars=bars(comparison.measures),
        origin=origin(comparison),
        evidence=evidence(comparison),
        credit=credit(comparison.credit),
        counts=_counts(comparison),
        matters=list(_matters(comparison)),
        kinds=list(_kinds(comparison.edits, show_style=show_style)),
        rows=_rows(comparison),
    )


def _counts(comparison: Comparison) -> list[tuple[str, str, int]]:
    counts = comparison.alignment.counts()
    return [(change.value, sign, counts[change]) for change, sign in CHANGES.items()]


def _kinds(edits: Sequence[Edit], *, show_style: bool) -> Iterator[dict[str, Any]]:
    for kind, meaning in KINDS.items():
        yield {
            "name": kind.value,
            "meaning": meaning,
            "count": sum(edit.kind is kind for edit in edits),
            "shown": show_style or kind is not EditKind.STYLE,
        }


def _matters(comparison: Comparison) -> Iterator[dict[str, Any]]:
    """Yield the edits that change more than style and wording."""
    numbers = _numbers(comparison.edits)
    for edit in matter(comparison.edits):
        yield {
            "number": numbers[edit],
            "kind": edit.kind.value,
            "paragraph": edit.target.paragraph + 1,
            "before": shortened(edit.before, _LISTED),
            "after": shortened(edit.after, _LISTED),
        }


def _numbers(edits: Sequence[Edit]) -> dict[Edit, int]:
    return {edit: number for number, edit in enumerate(edits, 1)}


def _rows(comparison: Comparison) -> list[dict[str, list[Cell]]]:
    sides = {"source": _cells(comparison, "source"), "target": _cells(comparison, "target")}
    return [
        {side: [cells[at] for at in getattr(row, side)] for side, cells in sides.items()}
        for row in rows(comparison.alignment)
    ]


def _cells(comparison: Comparison, side: Side) -> list[Cell]:
    numbers, edits = _numbers(comparison.edits), by_paragraph(comparison.edits, side)
    moved = moved_sources(comparison.alignment)
    cells = []
    for aligned, paragraph in zip(
        getattr(comparison.alignment, side), getattr(comparison, side).paragraphs, strict=True
    ):
        cut = segments(paragraph.text, edits.get(aligned.index, ()), side)
        cells.append(
            Cell(
                side,
                aligned.index + 1,
                aligned.change.value,
                CHANGES[aligned.change],
                tuple(at + 1 for at in aligned.partners),
                aligned.index in moved if side == "source" else aligned.moved,
                shortened(paragraph.text, _PREVIEW) if aligned.change == "furniture" else "",
                tuple(mark for segment in cut for mark in _marks(segment, numbers, side)),
            )
        )
    return cells


def _marks(segment: Segment, numbers: dict[Edit, int], side: Side) -> Iterator[Mark]:
    """Mark a stretch, the white space around an edit's words left out."""
    text, edit = segment
    if edit is None:
        yield Mark(text)
        return
    words = text.strip()
    before, _, after = text.partition(words) if words else ("", "", text)
    other = edit.before if side == "target" else edit.after
    if before:
        yield Mark(before)
    yield Mark(
        words,
        edit.kind.value,
        numbers[edit],
        edit_phrase(edit),
        edit.kind not in MINOR,
        "" if words else shortened(other, _LOST),
    )
    if after:
        yield Mark(after)
