"""A comparison on a terminal: both articles side by side where it is wide, else in turn."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from dedupe.report.compare.by_sentence import by_sentence
from dedupe.report.compare.column import KINDS, Column, Line, set_lines
from dedupe.report.compare.folded import folded
from dedupe.report.terminal import Piece, lay_out
from dedupe.report.phrases import (
    changes_phrase,
    counted,
    credit_phrase,
    edit_phrase,
    evidence_phrases,
    matter,
    relation_phrase,
    shares_phrase,
)
from dedupe.report.compare.rows import moved_paragraphs, visible
from dedupe.report.marked_text import by_paragraph
from dedupe.report.style import PLAIN, Terminal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dedupe.align.alignment import Edit
    from dedupe.pipeline.compare import Comparison
    from dedupe.report.compare.rows import Row

WIDE = 100  # columns from which the articles stand side by side
_BETWEEN = " │ "


def render(
    comparison: Comparison,
    terminal: Terminal = PLAIN,
    *,
    context: int | None = None,
    show_style: bool = False,
) -> str:
    """Write both articles, their paragraphs level where they share text.

    Args:
        comparison: of two articles.
        terminal: on which it is read; one narrower than WIDE shows the paragraphs in turn.
        context: unchanged rows shown around a change; None for all of them.
        show_style: whether edits of style are marked.
    """
    comparison, unit = by_sentence(comparison)
    edits = visible(comparison.edits, show_style=show_style)
    is_wide = terminal.width >= WIDE
    width = (terminal.width - len(_BETWEEN)) // 2 if is_wide else terminal.width
    source, target = _columns(comparison, edits, Terminal(width, terminal.color))
    blocks = [_head(comparison, terminal)]
    for row in folded(comparison.alignment, edits, context):
        if isinstance(row, int):
            block = terminal.paint(f"⋯ {counted(row, unit)} without changes", "dim")
        elif is_wide:
            block = _beside(list(source.lines(row)), list(target.lines(row)), width)
        else:
            block = _joined((*source.lines(row, "<"), *target.lines(row, ">")))
        below = [] if isinstance(row, int) else _matters(row, edits, terminal)
        blocks.append("\n".join([block, *below]))
    counts = f"{unit.capitalize()}s: {changes_phrase(comparison.alignment)}."
    blocks.append(lay_out([Piece(counts, ("bold",))], terminal, "", "  "))
    return "\n\n".join(blocks) + "\n"


def _columns(
    comparison: Comparison, edits: Sequence[Edit], terminal: Terminal
) -> tuple[Column, Column]:
    alignment = comparison.alignment
    source = Column(
        "source",
        comparison.source,
        alignment.source,
        by_paragraph(edits, "source"),
        moved_paragraphs(alignment, "source"),
        terminal,
    )
    target = Column(
        "target",
        comparison.target,
        alignment.target,
        by_paragraph(edits, "target"),
        moved_paragraphs(alignment, "target"),
        terminal,
    )
    return source, target


def _head(comparison: Comparison, terminal: Terminal) -> str:
    source, target = comparison.source.id, comparison.target.id
    relation = relation_phrase(comparison.relation, comparison.origin, source)
    title = [Piece(target, ("bold",)), Piece(": "), Piece(relation, ("yellow",))]
    facts = [
        shares_phrase(comparison.measures, comparison.origin),
        *evidence_phrases(comparison.origin.evidence),
        credit_phrase(comparison.credit),
    ]
    lines = [lay_out([Piece(fact)], terminal, "  ", "    ") for fact in facts]
    return "\n".join([lay_out([*title, Piece(f" {source}")], terminal, "", "  "), *lines])


def _beside(source: Sequence[Line], target: Sequence[Line], width: int) -> str:
    empty = Line("", 0)
    return "\n".join(
        f"{one.text}{' ' * (width - one.width)}{_BETWEEN}{other.text}".rstrip()
        for one, other in zip_longest(source, target, fillvalue=empty)
    )


def _joined(lines: Iterable[Line]) -> str:
    return "\n".join(line.text for line in lines)


def _matters(row: Row, edits: Sequence[Edit], terminal: Terminal) -> Iterator[str]:
    """Name the edits in a row that change more than style and wording."""
    for edit in matter(edits):
        if edit.target.paragraph in row.target:
            styles = KINDS[edit.kind]
            pieces = [Piece(f"{edit.kind}: ", styles), Piece(edit_phrase(edit))]
            lines = set_lines(pieces, terminal, "      ", "        ")
            yield _joined(lines)
