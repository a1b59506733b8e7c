"""Tables as CSV (RFC 4180), JSON Lines and Parquet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.report.csv_values import csv_line
from dedupe.report.json_values import json_text
from dedupe.report.tables.codebook import codebook
from dedupe.report.tables.table_rows import article_rows, change_rows, pair_rows, paragraph_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dedupe.report.check_report import CheckReport

ROWS = {
    "pairs": pair_rows,
    "articles": article_rows,
    "paragraphs": paragraph_rows,
    "changes": change_rows,
}


def render(report: CheckReport, name: str, suffix: str) -> Iterator[str | bytes]:
    """Yield a table, a row at a time, or as Parquet whole.

    Args:
        name: of the table: "pairs", "articles", "paragraphs" or "changes".
        suffix: ".csv", ".jsonl" or ".parquet".
    """
    rows = ROWS[name](report.result)
    if suffix == ".csv":
        yield csv_line(codebook()[name])
        yield from (csv_line(row.values()) for row in rows)
    elif suffix == ".jsonl":
        yield from (f"{json_text(row)}\n" for row in rows)
    else:
        from dedupe.report.tables.parquet import parquet

        yield parquet(rows, name)
