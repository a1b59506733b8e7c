"""Which paragraph of a source survived in which of several targets, as a table on a terminal."""

from __future__ import annotations

from itertools import islice, product
from string import ascii_uppercase
from typing import TYPE_CHECKING

from dedupe.align.alignment import Change
from dedupe.report.change_signs import SIGNS
from dedupe.report.compare.matrix import matrix
from dedupe.report.escape import for_terminal
from dedupe.report.phrases import counted, relation_phrase, shortened
from dedupe.report.terminal import StyledText, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dedupe.comparison.compare_articles import Comparison
    from dedupe.report.compare.matrix import Matrix, MatrixRow, Survival
    from dedupe.report.compare.options import CompareOptions
    from dedupe.report.terminal import Style, Terminal

_LEAST = 24  # columns for the beginning of a paragraph
_CELL = 4
_LEGEND = (
    "= kept, ~ rewritten, - cut, · furniture; > moved; "
    "! a figure, quotation, name, attribution or negation changed"
)


def render_matrix(comparisons: Sequence[Comparison], options: CompareOptions) -> str:
    """Write a row for each paragraph of the source and a column for each target."""
    found, terminal = matrix(comparisons), options.terminal
    letters = list(islice(_letters(), len(found.comparisons)))
    blocks = [
        _head(found, letters, terminal),
        "\n".join(_table(found, letters, terminal)),
        wrap([StyledText(_LEGEND, ("dim",))], terminal),
    ]
    return "\n\n".join(blocks) + "\n"


def _letters() -> Iterator[str]:
    """Return names of columns: A to Z, then AA and so on."""
    for size in range(1, 4):
        yield from map("".join, product(ascii_uppercase, repeat=size))


def _head(found: Matrix, letters: Sequence[str], terminal: Terminal) -> str:
    paragraphs = counted(len(found.rows), found.unit)
    title = [StyledText(found.source.id, ("bold",)), StyledText(f": {paragraphs}")]
    lines = [wrap(title, terminal, "", "  ")]
    for column, (letter, comparison) in enumerate(zip(letters, found.comparisons, strict=True)):
        relation = relation_phrase(comparison, found.source.id)
        survived, body = found.survived(column)
        added = comparison.alignment.counts()[Change.ADDED]
        said = f": {relation} it; {survived} of {body} survive, {added} added"
        first = f"  {terminal.paint(f'{letter:<3}', 'bold')} "
        texts = [StyledText(comparison.target.id), StyledText(said)]
        lines.append(wrap(texts, terminal, first, " " * 6))
    return "\n".join(lines)


def _table(found: Matrix, letters: Sequence[str], terminal: Terminal) -> Iterator[str]:
    yield terminal.paint(" " * 4 + "".join(f"{letter:^{_CELL}}" for letter in letters), "bold")
    for row in found.rows:
        yield _row(row, terminal)


def _row(row: MatrixRow, terminal: Terminal) -> str:
    cells = "".join(_cell(survival, terminal) for survival in row.survivals)
    used = 4 + _CELL * len(row.survivals) + 1
    preview = shortened(row.paragraph.text, max(terminal.width - used, _LEAST))
    is_furniture = row.survivals[0].change is Change.FURNITURE
    styles: tuple[Style, ...] = ("dim",) if is_furniture or not row.survived else ()
    number = terminal.paint(f"{row.index + 1:>3} ", "dim")
    return f"{number}{cells} {terminal.paint(for_terminal(preview), *styles)}"


def _cell(survival: Survival, terminal: Terminal) -> str:
    sign, styles = SIGNS[survival.change]
    moved = ">" if survival.moved else " "
    altered = terminal.paint("!", "bold", "magenta") if survival.altered else " "
    return f"{moved}{terminal.paint(sign, *styles)}{altered} "
