"""The codebook of the tables: their columns, the kind of value in each, and what it means."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from dedupe.data_tables import read_table


class Column(NamedTuple):
    """A column: "text", "count" (whole numbers), "number" or "truth"; and what it means."""

    kind: str
    meaning: str


@cache
def codebook() -> dict[str, dict[str, Column]]:
    """Return the columns of each table in their order."""
    return {
        table: {name: Column(*column) for name, column in columns.items()}
        for table, columns in read_table("tables").items()
    }
