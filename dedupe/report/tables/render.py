"""Tables as CSV (RFC 4180) and JSON Lines, row by row."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from dedupe.report.csv_values import csv_line
from dedupe.report.json_values import json_text
from dedupe.report.tables.rows import article_rows, change_rows, pair_rows, paragraph_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dedupe.report.check_report import CheckReport

_ROWS = {
    "pairs": pair_rows,
    "articles": article_rows,
    "paragraphs": paragraph_rows,
    "changes": change_rows,
}


def render(report: CheckReport, name: str, suffix: str) -> Iterator[str]:
    """Yield a table, a row at a time.

    Args:
        report: of the check.
        name: of the table: "pairs", "articles", "paragraphs" or "changes".
        suffix: ".csv" or ".jsonl".
    """
    rows = _ROWS[name](report.result)
    if suffix == ".csv":
        yield csv_line(codebook()[name])
        yield from (csv_line(row.values()) for row in rows)
    else:
        yield from (f"{json_text(row)}\n" for row in rows)


@cache
def codebook() -> dict[str, dict[str, str]]:
    """Return the columns of each table in their order, with what they mean."""
    return tomllib.loads(files("dedupe").joinpath("data/tables.toml").read_text("utf-8"))


def codebook_markdown() -> str:
    """Write the codebook as a Markdown table for each table."""
    return "\n".join(
        "\n".join(
            [
                f"| `{table}` | |",
                "|---|---|",
                *(f"| `{column}` | {meaning} |" for column, meaning in columns.items()),
                "",
            ]
        )
        for table, columns in codebook().items()
    )
