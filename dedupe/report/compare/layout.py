"""The row model of a comparison: paragraphs of both articles, level where they share text.

Every format that shows the texts is a layout of these rows: two columns, one stack, a table, a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from dedupe.align.alignment import AlignedParagraph, Change, Edit, EditKind
from dedupe.article import Article
from dedupe.comparison.comparison import Comparison
from dedupe.report.compare.level_rows import by_sentence, moved_paragraphs, rows
from dedupe.report.marked_text import SIGNS, MarkedText, Side, by_paragraph, cut_at_edits
from dedupe.report.phrases import shortened
from dedupe.report.terminal import PLAIN, Terminal

_QUIET = (Change.KEPT, Change.FURNITURE)


@dataclass(frozen=True, slots=True)
class CompareOptions:
    """How a comparison is to be shown."""

    terminal: Terminal = PLAIN  # on which it is read, if it is text
    context: int | None = None  # unchanged rows shown around a change; None for all of them
    show_style: bool = False  # whether edits of style are marked
    verbose: bool = False  # whether furniture is shown in full, and unrelated articles are shown as well


@dataclass(frozen=True, slots=True)
class ShownParagraph:
    """A paragraph on its side of a comparison."""

    side: Side  # on which it stands
    number: int  # 1-based
    change: Change
    partners: tuple[int, ...]  # numbers of the other side's paragraphs that it shares text with
    moved: bool  # whether it stands out of order
    repeats: int | None  # number of an earlier paragraph of its side that it repeats, None where it repeats none
    text: str
    marked: tuple[MarkedText, ...]  # the same cut at the edits that are shown

    @property
    def is_furniture(self) -> bool:
        """Whether it belongs to the page."""
        return self.change is Change.FURNITURE

    @property
    def sign(self) -> str:
        """The sign for what became of it, as pages show it."""
        return SIGNS[self.change].on_page

    @property
    def is_edited(self) -> bool:
        """Whether an edit of its story is shown."""
        return any(piece.edit and not piece.is_furniture for piece in self.marked)

    @property
    def is_part(self) -> bool:
        """Whether it has nothing but words of the source, and is called rewritten for what it leaves to others."""
        is_rewritten = self.side == "target" and self.change is Change.REWRITTEN
        return is_rewritten and not any(piece.edit and not piece.is_furniture for piece in self.inline)

    @property
    def notes(self) -> tuple[str, ...]:
        """What else there is to say of it: that it is moved, only a part, or repeats another."""
        repeats = () if self.repeats is None else (f"repeats {self.repeats}",)
        return *(("moved",) if self.moved else ()), *(("part",) if self.is_part else ()), *repeats

    @property
    def inline(self) -> tuple[MarkedText, ...]:
        """The same for both sides in one text, without what was lost and is shown as a paragraph."""
        found: list[MarkedText] = []
        for piece in self.marked:
            if not piece.text and piece.edit and piece.edit.source.paragraph + 1 not in self.partners:
                continue
            if found and _is_glued(found[-1], piece):
                found.append(MarkedText(" "))
            found.append(piece)
        return tuple(found)

    def preview(self, longest: int) -> str:
        """Return its text, shortened if it is furniture."""
        return shortened(self.text, longest) if self.is_furniture else self.text


def _is_glued(piece: MarkedText, following: MarkedText) -> bool:
    """Return whether a lost word stands right before a word, as where "Mr" stands in its stead, and is not shown."""
    lost = "" if piece.text or piece.edit is None else piece.edit.before
    return lost[-1:].isalnum() and following.text[:1].isalnum()


class ShownRow(NamedTuple):
    """Paragraphs of both sides that stand on one level."""

    source: tuple[ShownParagraph, ...]
    target: tuple[ShownParagraph, ...]
    linked: bool  # whether those of one side share text with those of the other

    def in_reading_order(self) -> Iterator[ShownParagraph]:
        """Yield the target's paragraphs, and the source's that were lost where they were lost."""
        in_order = {paragraph.number for paragraph in self.target if not paragraph.moved}
        lost: dict[int, list[ShownParagraph]] = {}
        place = 0
        for paragraph in self.source:
            if paragraph.partners:
                place = max(place, *(partner for partner in paragraph.partners if partner in in_order), 0)
            else:
                lost.setdefault(place, []).append(paragraph)
        yield from lost.get(0, ())
        for paragraph in self.target:
            yield paragraph
            yield from lost.get(paragraph.number, ())

    def is_unchanged(self) -> bool:
        """Return whether nothing happened to its paragraphs that a reader has to see."""
        return (
            all(paragraph.change in _QUIET and not paragraph.moved for paragraph in (*self.source, *self.target))
            and all(self.linked or not paragraph.partners for paragraph in self.source)
            and not any(paragraph.is_edited for paragraph in self.target)
        )


@dataclass(frozen=True, slots=True)
class Layout:
    """A comparison in rows."""

    comparison: Comparison  # by sentence where it was made by sentence
    unit: str  # what its parts are called: "paragraph" or "sentence"
    edits: tuple[Edit, ...]  # those that are shown
    rows: tuple[ShownRow, ...]  # all of them; every paragraph of either side stands in one of them

    @property
    def has_furniture_inside(self) -> bool:
        """Whether a paragraph of the story has text of the page in it."""
        return any(
            piece.is_furniture
            for row in self.rows
            for paragraph in (*row.source, *row.target)
            for piece in paragraph.marked
        )

    def with_context(self, context: int | None) -> Iterator[ShownRow | int]:
        """Yield the rows to be shown, and for each stretch left out how many paragraphs it has.

        So many unchanged rows as `context` says stand before and after a change; None for all of them.
        """
        changed = [at for at, row in enumerate(self.rows) if not row.is_unchanged()]
        left_out = 0
        for at, row in enumerate(self.rows):
            if context is None or any(abs(at - other) <= context for other in changed):
                if left_out:
                    yield left_out
                left_out = 0
                yield row
            else:
                left_out += len(row.target) or len(row.source)
        if left_out:
            yield left_out


def lay_out(comparison: Comparison, *, show_style: bool) -> Layout:
    """Arrange a comparison in rows, with or without its edits of style."""
    comparison, unit = by_sentence(comparison)
    edits = tuple(edit for edit in comparison.edits if show_style or edit.kind is not EditKind.STYLE)
    source, target = (_paragraphs(comparison, edits, "source"), _paragraphs(comparison, edits, "target"))
    shown = (
        ShownRow(tuple(source[at] for at in row.source), tuple(target[at] for at in row.target), row.linked)
        for row in rows(comparison.alignment)
    )
    return Layout(comparison, unit, edits, tuple(shown))


def _paragraphs(comparison: Comparison, edits: tuple[Edit, ...], side: Side) -> list[ShownParagraph]:
    article: Article = getattr(comparison, side)
    aligned: tuple[AlignedParagraph, ...] = getattr(comparison.alignment, side)
    moved, edited = moved_paragraphs(comparison.alignment, side), by_paragraph(edits, side)
    return [
        ShownParagraph(
            side,
            status.index + 1,
            status.change,
            tuple(partner + 1 for partner in status.partners),
            status.index in moved,
            None if status.repeats is None else status.repeats + 1,
            paragraph.text,
            tuple(cut_at_edits(paragraph.text, edited.get(status.index, ()), side, status.furniture)),
        )
        for status, paragraph in zip(aligned, article.paragraphs, strict=True)
    ]
