"""Which paragraph of a source survived in which of several targets, as a table on a terminal."""

from __future__ import annotations

from itertools import product
from string import ascii_uppercase
from typing import TYPE_CHECKING

from dedupe.align.alignment import Change
from dedupe.report.compare.column import SIGNS
from dedupe.report.terminal import Piece, lay_out
from dedupe.report.compare.matrix import matrix
from dedupe.report.phrases import counted, relation_phrase, shortened
from dedupe.report.safe import printable
from dedupe.report.style import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dedupe.pipeline.compare import Comparison
    from dedupe.report.compare.matrix import Fate, Line, Matrix
    from dedupe.report.style import Style, Terminal

_LEAST = 24  # columns for the beginning of a paragraph
_CELL = 4
_LEGEND = (
    "= kept, ~ rewritten, - cut, · furniture; > moved; "
    "! a figure, quotation, name, attribution or negation changed"
)


def render(comparisons: Sequence[Comparison], terminal: Terminal = PLAIN) -> str:
    """Write the table.

    Args:
        comparisons: of one source with each target.
        terminal: on which it is read.
    """
    found = matrix(comparisons)
    letters = _letters(len(found.comparisons))
    blocks = [
        _head(found, letters, terminal),
        "\n".join(_table(found, letters, terminal)),
        lay_out([Piece(_LEGEND, ("dim",))], terminal),
    ]
    return "\n\n".join(blocks) + "\n"


def _letters(number: int) -> list[str]:
    """Name the columns: A to Z, then AA and so on."""
    names = ("".join(it) for size in range(1, 4) for it in product(ascii_uppercase, repeat=size))
    return [name for name, _ in zip(names, range(number), strict=False)]


def _head(found: Matrix, letters: Sequence[str], terminal: Terminal) -> str:
    paragraphs = counted(len(found.lines), found.unit)
    title = [Piece(found.source.id, ("bold",)), Piece(f": {paragraphs}")]
    lines = [lay_out(title, terminal, "", "  ")]
    for at, (letter, comparison) in enumerate(zip(letters, found.comparisons, strict=True)):
        relation = relation_phrase(comparison.relation, comparison.origin, found.source.id)
        survived, body = found.survived(at)
        added = comparison.alignment.counts()[Change.ADDED]
        said = f": {relation} it; {survived} of {body} survive, {added} added"
        first = f"  {terminal.paint(f'{letter:<3}', 'bold')} "
        lines.append(lay_out([Piece(comparison.target.id), Piece(said)], terminal, first, " " * 6))
    return "\n".join(lines)


def _table(found: Matrix, letters: Sequence[str], terminal: Terminal) -> Iterator[str]:
    yield terminal.paint(" " * 4 + "".join(f"{letter:^{_CELL}}" for letter in letters), "bold")
    for line in found.lines:
        yield _line(line, terminal)


def _line(line: Line, terminal: Terminal) -> str:
    cells = "".join(_cell(fate, terminal) for fate in line.fates)
    used = 4 + _CELL * len(line.fates) + 1
    preview = shortened(line.paragraph.text, max(terminal.width - used, _LEAST))
    is_furniture = line.fates[0].change is Change.FURNITURE
    styles: tuple[Style, ...] = ("dim",) if is_furniture or not line.survived else ()
    number = terminal.paint(f"{line.index + 1:>3} ", "dim")
    return f"{number}{cells} {terminal.paint(printable(preview), *styles)}"


def _cell(fate: Fate, terminal: Terminal) -> str:
    sign, styles = SIGNS[fate.change]
    moved = ">" if fate.moved else " "
    altered = terminal.paint("!", "bold", "magenta") if fate.altered else " "
    return f"{moved}{terminal.paint(sign, *styles)}{altered} "
