"""A comparison for a reader: the paragraphs in reading order, each with a mark and its changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dedupe.align.alignment import Change, EditKind
from dedupe.judge.relation import Relation
from dedupe.report.layout import Piece, lay_out
from dedupe.report.phrases import (
    credit_phrase,
    edit_phrase,
    evidence_phrases,
    matter,
    relation_phrase,
    shares_phrase,
    shortened,
)
from dedupe.report.style import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dedupe.align.alignment import Edit
    from dedupe.compare import Comparison
    from dedupe.report.style import Style, Terminal

_MARKS: dict[Change, tuple[str, tuple[Style, ...]]] = {
    Change.KEPT: ("=", ()),
    Change.REWRITTEN: ("~", ("yellow",)),
    Change.ADDED: ("+", ("green",)),
    Change.CUT: ("-", ("red",)),
    Change.FURNITURE: ("·", ("dim",)),
}
_FURNITURE = 60  # characters shown


@dataclass(frozen=True, slots=True)
class _Row:
    """One paragraph as it is shown.

    Attributes:
        change: what became of it.
        target: number of the target's paragraph, empty for one of the source.
        source: numbers of the source's paragraphs.
        moved: whether it stands out of order.
        pieces: its text.
    """

    change: Change
    target: str
    source: str
    moved: bool
    pieces: tuple[Piece, ...]


def render(comparison: Comparison, terminal: Terminal = PLAIN, *, verbose: bool = False) -> str:
    """Write what a comparison found.

    Args:
        comparison: of two articles; of unrelated ones only the head is written.
        terminal: on which it is read.
        verbose: furniture in full, and unrelated articles as well.
    """
    blocks = [_head(comparison, terminal)]
    if comparison.relation is not Relation.NONE or verbose:
        rows = _rows(comparison, verbose=verbose)
        blocks += [_paragraphs(rows, terminal), *_altered(comparison, terminal)]
        blocks.append(_summary(comparison, terminal))
    return "\n\n".join(blocks) + "\n"


def _head(comparison: Comparison, terminal: Terminal) -> str:
    source, target = comparison.source.id, comparison.target.id
    relation = relation_phrase(comparison.relation, comparison.origin, source)
    title = [Piece(target, ("bold",)), Piece(": "), Piece(relation, ("yellow",))]
    lines = [lay_out([*title, Piece(f" {source}")], terminal, "", "  ")]
    if comparison.relation is not Relation.NONE:
        facts = [
            shares_phrase(comparison.measures, comparison.origin),
            *evidence_phrases(comparison.origin.evidence),
            credit_phrase(comparison.credit),
        ]
        lines += [lay_out([Piece(fact)], terminal, "  ", "    ") for fact in facts]
    return "\n".join(lines)


def _rows(comparison: Comparison, *, verbose: bool) -> list[_Row]:
    """Give the target's paragraphs in order, and after each what the source has next but lost."""
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


def _target_row(comparison: Comparison, at: int, *, verbose: bool) -> _Row:
    paragraph, text = comparison.alignment.target[at], comparison.target.paragraphs[at].text
    edits = [edit for edit in comparison.edits if edit.target.paragraph == at]
    if paragraph.change is Change.FURNITURE and not verbose:
        pieces: tuple[Piece, ...] = (Piece(shortened(text, _FURNITURE), ("dim",)),)
    else:
        pieces = tuple(_marked(text, edits))
    numbers = ", ".join(str(partner + 1) for partner in paragraph.partners)
    return _Row(paragraph.change, str(at + 1), numbers, paragraph.moved, pieces)


def _source_row(comparison: Comparison, at: int, *, verbose: bool) -> _Row:
    paragraph, text = comparison.alignment.source[at], comparison.source.paragraphs[at].text
    is_furniture = paragraph.change is Change.FURNITURE
    style: Style = "dim" if is_furniture else "red"
    shown = shortened(text, _FURNITURE) if is_furniture and not verbose else text
    return _Row(paragraph.change, "", str(at + 1), False, (Piece(shown, (style,)),))


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
    """Mark the words of an edit, without the white space around them."""
    matters: tuple[Style, ...] = () if edit.kind is EditKind.WORDING else ("bold",)
    before, after, around = edit.before.strip(), edit.after.strip(), edit.after or edit.before
    if around[0].isspace():
        yield Piece(" ")
    if before:
        yield Piece(f"[-{before}-]", ("red", *matters))
    if after:
        yield Piece(f"{{+{after}+}}", ("green", *matters))
    if around[-1].isspace():
        yield Piece(" ")


def _paragraphs(rows: Sequence[_Row], terminal: Terminal) -> str:
    target = max(len(row.target) for row in rows)
    source = max(len(row.source) for row in rows)
    return "\n".join(_paragraph(row, target, source, terminal) for row in rows)


def _paragraph(row: _Row, target: int, source: int, terminal: Terminal) -> str:
    mark, styles = _MARKS[row.change]
    arrow = "←" if row.source else " "
    gutter = f"{row.target:>{target}} {arrow} {row.source:<{source}}"
    first = f"{terminal.paint(mark, *styles)} {terminal.paint(gutter, 'dim')}  "
    moved = [Piece("(moved) ", ("cyan",))] if row.moved else []
    rest = " " * (target + source + 7)
    return lay_out([*moved, *row.pieces], terminal, first, rest)


def _summary(comparison: Comparison, terminal: Terminal) -> str:
    """Count the paragraphs; with the marks before the counts it explains the marks as well."""
    counts = comparison.alignment.counts()
    pieces = [Piece("Paragraphs:")]
    for change, (mark, styles) in _MARKS.items():
        if counts[change]:
            pieces += [Piece(" "), Piece(f"{mark} {counts[change]} {change}", styles), Piece(",")]
    return lay_out(pieces[:-1], terminal, "", "  ")


def _altered(comparison: Comparison, terminal: Terminal) -> Iterator[str]:
    """List the edits that change more than the wording."""
    edits = matter(comparison.edits)
    if edits:
        lines = [terminal.paint("Changes that matter", "bold")]
        for edit in edits:
            first = f"  {edit.target.paragraph + 1:>3}  {edit.kind:<12}"
            lines.append(lay_out([Piece(edit_phrase(edit))], terminal, first, " " * len(first)))
        yield "\n".join(lines)
