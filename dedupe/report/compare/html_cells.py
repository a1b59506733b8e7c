"""The paragraphs of a comparison as a page shows them: what became of each, its text cut at its edits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dedupe.align.alignment import Change
from dedupe.report.phrases import edit_phrase, shortened
from dedupe.report.compare.rows import moved_paragraphs
from dedupe.report.marked_text import MINOR, by_paragraph, segments
from dedupe.report.compare.summary import CHANGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dedupe.align.alignment import AlignedParagraph, Edit
    from dedupe.article import Article
    from dedupe.pipeline.compare import Comparison
    from dedupe.report.marked_text import Segment, Side

_PREVIEW = 64  # characters of folded furniture
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
    change: Change
    sign: str
    partners: tuple[int, ...]
    moved: bool
    preview: str
    marks: tuple[Mark, ...]


def cells(comparison: Comparison, side: Side) -> list[Cell]:
    """Give all paragraphs of one side.

    Args:
        comparison: of two articles; the edits are numbered as it has them.
        side: the one wanted.
    """
    edits, numbers = by_paragraph(comparison.edits, side), numbered(comparison.edits)
    aligned: Sequence[AlignedParagraph] = getattr(comparison.alignment, side)
    article: Article = getattr(comparison, side)
    moved = moved_paragraphs(comparison.alignment, side)
    found = []
    for it, paragraph in zip(aligned, article.paragraphs, strict=True):
        cut = segments(paragraph.text, edits.get(it.index, ()), side)
        is_furniture = it.change is Change.FURNITURE
        found.append(
            Cell(
                side,
                it.index + 1,
                it.change,
                CHANGES[it.change],
                tuple(at + 1 for at in it.partners),
                it.index in moved,
                shortened(paragraph.text, _PREVIEW) if is_furniture else "",
                tuple(mark for segment in cut for mark in _marks(segment, numbers, side)),
            )
        )
    return found


def numbered(edits: Iterable[Edit]) -> dict[Edit, int]:
    """Number edits from 1 on."""
    return {edit: number for number, edit in enumerate(edits, 1)}


def _marks(segment: Segment, numbers: Mapping[Edit, int], side: Side) -> Iterator[Mark]:
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
