"""A comparison as one stack of paragraphs: the target's, and among them what the source lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dedupe.align.alignment import Change, EditKind
from dedupe.report.terminal import Piece
from dedupe.report.phrases import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dedupe.align.alignment import AlignedParagraph, Edit
    from dedupe.pipeline.compare import Comparison
    from dedupe.report.style import Style

_FURNITURE = 60  # characters shown


@dataclass(frozen=True, slots=True)
class Stacked:
    """One paragraph as it is shown.

    Attributes:
        change: what became of it.
        target: number of the target's paragraph, empty for one of the source.
        source: numbers of the source's paragraphs.
        note: what is said before its text: that it moved, or which paragraph it repeats.
        pieces: its text.
    """

    change: Change
    target: str
    source: str
    note: str
    pieces: tuple[Piece, ...]


def stack(comparison: Comparison, *, verbose: bool) -> list[Stacked]:
    """Put the target's paragraphs in order, and after each what the source has next but lost.

    Args:
        comparison: of two articles.
        verbose: furniture in full.
    """
    lost = _lost_after(comparison)
    rows = [_source_row(comparison, at, verbose=verbose) for at in lost.get(-1, ())]
    for paragraph in comparison.alignment.target:
        rows.append(_target_row(comparison, paragraph.index, verbose=verbose))
        rows += [
            _source_row(comparison, at, verbose=verbose) for at in lost.get(paragraph.index, ())
        ]
    return rows


def _lost_after(comparison: Comparison) -> dict[int, list[int]]:
    """Give for target paragraphs, or -1, the source paragraphs without a partner to be shown after."""
    in_order = {it.index for it in comparison.alignment.target if not it.moved}
    lost: dict[int, list[int]] = {}
    place = -1
    for paragraph in comparison.alignment.source:
        if paragraph.partners:
            place = max(place, *(at for at in paragraph.partners if at in in_order), -1)
        else:
            lost.setdefault(place, []).append(paragraph.index)
    return lost


def _target_row(comparison: Comparison, at: int, *, verbose: bool) -> Stacked:
    paragraph, text = comparison.alignment.target[at], comparison.target.paragraphs[at].text
    edits = [edit for edit in comparison.edits if edit.target.paragraph == at]
    if paragraph.change is Change.FURNITURE and not verbose:
        pieces: tuple[Piece, ...] = (Piece(shortened(text, _FURNITURE), ("dim",)),)
    else:
        pieces = tuple(_marked(text, edits))
    numbers = ", ".join(str(partner + 1) for partner in paragraph.partners)
    return Stacked(paragraph.change, str(at + 1), numbers, _note(paragraph), pieces)


def _note(paragraph: AlignedParagraph) -> str:
    if paragraph.repeats is not None:
        return f"(repeats {paragraph.repeats + 1}) "
    return "(moved) " if paragraph.moved else ""


def _source_row(comparison: Comparison, at: int, *, verbose: bool) -> Stacked:
    paragraph, text = comparison.alignment.source[at], comparison.source.paragraphs[at].text
    is_furniture = paragraph.change is Change.FURNITURE
    style: Style = "dim" if is_furniture else "red"
    shown = shortened(text, _FURNITURE) if is_furniture and not verbose else text
    return Stacked(paragraph.change, "", str(at + 1), "", (Piece(shown, (style,)),))


def _marked(text: str, edits: Sequence[Edit]) -> Iterator[Piece]:
    """Cut a target paragraph into what stayed and what changed, style aside."""
    at = 0
    for edit in sorted(edits, key=lambda it: (it.target.start, it.target.end)):
        if edit.kind is EditKind.STYLE or edit.target.start < at or not edit.before + edit.after:
            continue
        yield Piece(text[at : edit.target.start])
        yield from _change(edit)
        at = edit.target.end
    yield Piece(text[at:])


def _change(edit: Edit) -> Iterator[Piece]:
    """Mark the words of an edit, without white space around both."""
    matters: tuple[Style, ...] = () if edit.kind is EditKind.WORDING else ("bold",)
    before, after = edit.before, edit.after
    words = [it for it in (before, after) if it]
    spaced = all(it[0].isspace() for it in words), all(it[-1].isspace() for it in words)
    if spaced[0]:
        yield Piece(" ")
        before, after = before.lstrip(), after.lstrip()
    if spaced[1]:
        before, after = before.rstrip(), after.rstrip()
    if before:
        yield Piece(f"[-{before}-]", ("red", *matters))
    if after:
        yield Piece(f"{{+{after}+}}", ("green", *matters))
    if spaced[1]:
        yield Piece(" ")
