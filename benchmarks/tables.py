"""Results as tables: Markdown for readers, JSON for machines."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

Cell = str | int | float | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a title.

    Attributes:
        title: what the rows are.
        columns: their names, that of the row first.
        rows: as many cells each as there are columns; None where there is nothing to tell.
        note: what a reader must know to read it, one sentence or none.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""

    def cell(self, row: str, column: str) -> Cell:
        """The cell of the first row of that name."""
        at = self.columns.index(column)
        return next(cells[at] for cells in self.rows if cells[0] == row)


def publish(setting: Mapping[str, object], tables: Sequence[Table], path: Path | None) -> None:
    """Prints tables as Markdown, and writes them with their setting as JSON if there is a path."""
    print("\n\n".join(map(markdown, tables)))
    if path:
        result = {"setting": dict(setting), "tables": [asdict(table) for table in tables]}
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", "utf-8")


def markdown(table: Table) -> str:
    """The table as Markdown under its title, columns of figures to the right."""
    lines = [table.columns, *(tuple(map(shown, row)) for row in table.rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    figures = [any(not isinstance(row[at], str) for row in table.rows) for at in range(len(widths))]
    rule = [":".rjust(w + 2, "-") if it else "-" * (w + 2) for w, it in zip(widths, figures, strict=True)]
    head, *body = ("| " + " | ".join(map(_padded, line, widths, figures)) + " |" for line in lines)
    note = [table.note, ""] if table.note else []
    return "\n".join([f"### {table.title}", "", *note, head, f"|{'|'.join(rule)}|", *body])


def shown(cell: Cell) -> str:
    """A cell as text: figures to three places if small, with separators if large."""
    match cell:
        case None:
            return "–"
        case float() if abs(cell) < 10:
            return f"{cell:.3f}"
        case float() if abs(cell) < 1000:
            return f"{cell:.1f}"
        case float() | int():
            return f"{cell:,.0f}"
        case _:
            return cell


def _padded(text: str, width: int, figure: bool) -> str:
    return text.rjust(width) if figure else text.ljust(width)
