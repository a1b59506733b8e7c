"""A comparison in two columns, their paragraphs level where they share text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import NamedTuple

from dedupe.align.alignment import Change, EditKind
from dedupe.comparison.comparison import Comparison
from dedupe.report.compare.layout import CompareOptions, Layout, ShownParagraph, ShownRow, lay_out
from dedupe.report.marked_text import KINDS, LEGEND_INSIDE, SIGNS, MarkedText, Side, inside_points, significant_edits
from dedupe.report.phrases import change_counts_phrase, comparison_heading, counted, edit_phrase, shortened
from dedupe.report.terminal import StyledText, Terminal, column_count, wrap

WIDE = 100  # columns from which the articles stand side by side
_BETWEEN = " │ "
_PREVIEW = 48  # characters shown of furniture
_BRACKETS = {"source": ("[-", "-]"), "target": ("{+", "+}")}


class _Line(NamedTuple):
    """A line of a column, and the number of terminal columns it takes."""

    text: str
    width: int


def render(comparison: Comparison, options: CompareOptions) -> str:
    """Write both articles; on a terminal narrower than WIDE their paragraphs in turn."""
    layout, terminal = lay_out(comparison, show_style=options.show_style), options.terminal
    blocks = [comparison_heading(layout.comparison, terminal)]
    for row in layout.with_context(options.context):
        if isinstance(row, int):
            note = f"⋯ {counted(row, layout.unit)} without changes"
            blocks.append(terminal.paint(note, "dim"))
        else:
            lines = [_beside(row, terminal) if terminal.width >= WIDE else _in_turn(row, terminal)]
            blocks.append("\n".join([*lines, *_significant(row, layout, terminal)]))
    inside = f", {LEGEND_INSIDE}" if layout.has_furniture_inside else ""
    counts = f"{layout.unit.capitalize()}s: {change_counts_phrase(layout.comparison.alignment)}{inside}."
    blocks.append(wrap([StyledText(counts, ("bold",))], terminal, "", "  "))
    return "\n\n".join(blocks) + "\n"


def _beside(row: ShownRow, terminal: Terminal) -> str:
    width = (terminal.width - len(_BETWEEN)) // 2
    column = replace(terminal, width=width)
    source, target = _column(row, "source", column), _column(row, "target", column)
    return "\n".join(
        f"{one.text}{' ' * (width - one.width)}{_BETWEEN}{other.text}".rstrip()
        for one, other in zip_longest(source, target, fillvalue=_Line("", 0))
    )


def _in_turn(row: ShownRow, terminal: Terminal) -> str:
    lines = *_column(row, "source", terminal, "<"), *_column(row, "target", terminal, ">")
    return "\n".join(line.text for line in lines)


def _column(row: ShownRow, side: Side, terminal: Terminal, label: str = "") -> Iterator[_Line]:
    """Set the paragraphs that one article has in a row; each first line begins with the label."""
    own, other = (row.source, row.target) if side == "source" else (row.target, row.source)
    level = {paragraph.number for paragraph in other} if row.linked else set()
    for paragraph in own:
        sign, styles = SIGNS[paragraph.change]
        number = f"{label}{paragraph.number:>3} "
        first = f"{terminal.paint(number, 'dim')}{terminal.paint(sign, *styles)} "
        texts = [*_partners(paragraph, level), *_texts(paragraph)]
        yield from _lines(texts, terminal, first, " " * (len(number) + 2))


def _lines(texts: Sequence[StyledText], terminal: Terminal, first: str, rest: str) -> Iterator[_Line]:
    plain = wrap(texts, Terminal(terminal.width), rest, rest).split("\n")
    painted = wrap(texts, terminal, first, rest).split("\n")
    for text, bare in zip(painted, plain, strict=True):
        yield _Line(text, column_count(bare))


def _partners(paragraph: ShownParagraph, level: set[int]) -> Iterator[StyledText]:
    """Describe which paragraph it repeats, and where the partners are that do not stand beside it."""
    notes = [note for note in paragraph.notes if note != "moved"]
    if notes:
        yield StyledText(f"({', '.join(notes)}) ", ("cyan",))
    away = [str(partner) for partner in paragraph.partners if partner not in level]
    if away:
        moved = "moved " if paragraph.moved else ""
        word = "to" if paragraph.side == "source" else "from"
        yield StyledText(f"({moved}{word} {', '.join(away)}) ", ("cyan",))


def _texts(paragraph: ShownParagraph) -> Iterator[StyledText]:
    if paragraph.is_furniture:
        yield StyledText(paragraph.preview(_PREVIEW), ("dim",))
    elif paragraph.change in (Change.ADDED, Change.CUT):
        yield StyledText(paragraph.text, SIGNS[paragraph.change].styles)
    else:
        for marked in paragraph.marked:
            yield from _words(marked, paragraph.side)


def _words(marked: MarkedText, side: Side) -> Iterator[StyledText]:
    before, words, after = marked.parts()
    if marked.is_furniture:
        words = inside_points(shortened(words, _PREVIEW))
    if not words or not (marked.edit or marked.is_furniture):
        yield StyledText(marked.text)
        return
    if marked.edit is None:
        yield StyledText(f"{before}[{words}]{after}", KINDS[EditKind.FURNITURE].styles)
        return
    opening, closing = _BRACKETS[side]
    yield StyledText(before)
    yield StyledText(f"{opening}{words}{closing}", KINDS[marked.edit.kind].styles)
    yield StyledText(after)


def _significant(row: ShownRow, layout: Layout, terminal: Terminal) -> Iterator[str]:
    """Return names of the edits in a row that change more than style and wording."""
    numbers = {paragraph.number for paragraph in row.target}
    for edit in significant_edits(layout.edits):
        if edit.target.paragraph + 1 in numbers:
            kind = StyledText(f"{edit.kind}: ", KINDS[edit.kind].styles)
            yield wrap([kind, StyledText(edit_phrase(edit))], terminal, "      ", "        ")
