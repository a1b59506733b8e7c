"""The codebook of the tables: their columns, the kind of value in each, and what it means."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Column(NamedTuple):
    """A column: "text", "count" (whole numbers), "number" or "truth"; and what it means."""

    kind: str
    meaning: str


@cache
def codebook() -> dict[str, dict[str, Column]]:
    """Return the columns of each table in their order."""
    tables = tomllib.loads(files("dedupe").joinpath("data/tables.toml").read_text("utf-8"))
    return {
        table: {name: Column(*column) for name, column in columns.items()}
        for table, columns in tables.items()
    }
