"""A comparison for a reader: the paragraphs in reading order, each with a mark and its changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.align.alignment import Change
from dedupe.judge.relation import Relation
from dedupe.report.compare.by_sentence import by_sentence
from dedupe.report.terminal import Piece, lay_out
from dedupe.report.phrases import (
    credit_phrase,
    edit_phrase,
    evidence_phrases,
    matter,
    relation_phrase,
    shares_phrase,
)
from dedupe.report.compare.shape_phrases import shape_phrases
from dedupe.report.compare.stack import stack
from dedupe.report.style import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dedupe.pipeline.compare import Comparison
    from dedupe.report.compare.stack import Stacked
    from dedupe.report.style import Style, Terminal

_MARKS: dict[Change, tuple[str, tuple[Style, ...]]] = {
    Change.KEPT: ("=", ()),
    Change.REWRITTEN: ("~", ("yellow",)),
    Change.ADDED: ("+", ("green",)),
    Change.CUT: ("-", ("red",)),
    Change.FURNITURE: ("·", ("dim",)),
}


def render(comparison: Comparison, terminal: Terminal = PLAIN, *, verbose: bool = False) -> str:
    """Write what a comparison found.

    Args:
        comparison: of two articles; of unrelated ones only the head is written.
        terminal: on which it is read.
        verbose: furniture in full, and unrelated articles as well.
    """
    comparison, unit = by_sentence(comparison)
    blocks = [_head(comparison, terminal)]
    if comparison.relation is not Relation.NONE or verbose:
        rows = stack(comparison, verbose=verbose)
        blocks += [_paragraphs(rows, terminal), *_altered(comparison, terminal)]
        blocks.append(_summary(comparison, unit, terminal))
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
            "; ".join(shape_phrases(comparison)),
        ]
        lines += [lay_out([Piece(fact)], terminal, "  ", "    ") for fact in facts]
    return "\n".join(lines)


def _paragraphs(rows: Sequence[Stacked], terminal: Terminal) -> str:
    target = max(len(row.target) for row in rows)
    source = max(len(row.source) for row in rows)
    return "\n".join(_paragraph(row, target, source, terminal) for row in rows)


def _paragraph(row: Stacked, target: int, source: int, terminal: Terminal) -> str:
    mark, styles = _MARKS[row.change]
    arrow = "←" if row.source else " "
    gutter = f"{row.target:>{target}} {arrow} {row.source:<{source}}"
    first = f"{terminal.paint(mark, *styles)} {terminal.paint(gutter, 'dim')}  "
    note = [Piece(row.note, ("cyan",))] if row.note else []
    rest = " " * (target + source + 7)
    return lay_out([*note, *row.pieces], terminal, first, rest)


def _summary(comparison: Comparison, unit: str, terminal: Terminal) -> str:
    """Count the paragraphs or sentences; with the marks before the counts it explains the marks as well."""
    counts = comparison.alignment.counts()
    pieces = [Piece(f"{unit.capitalize()}s:")]
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
