"""Tables as CSV (RFC 4180), JSON Lines and Parquet, and the codebook of their columns."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from itertools import islice
from typing import Any, NamedTuple

from dedupe.package_data import read_table
from dedupe.report.check_report import CheckReport
from dedupe.report.serialize import Value, csv_line, json_text
from dedupe.report.table_rows import FINDING_COLUMNS, article_rows, change_rows, finding_rows, pair_rows, paragraph_rows

ROWS = {"pairs": pair_rows, "articles": article_rows, "paragraphs": paragraph_rows, "changes": change_rows}
_BATCH = 10_000  # rows


def render_findings(report: CheckReport) -> Iterator[str]:
    """Yield the findings as CSV, safe to open in a spreadsheet."""
    yield csv_line(FINDING_COLUMNS)
    yield from (csv_line(row.values()) for row in finding_rows(report))


def render(report: CheckReport, name: str, suffix: str) -> Iterator[str | bytes]:
    """Yield a table, a row at a time, or as Parquet whole; the suffix is ".csv", ".jsonl" or ".parquet"."""
    rows = ROWS[name](report.result)
    if suffix == ".csv":
        yield csv_line(codebook()[name])
        yield from (csv_line(row.values()) for row in rows)
    elif suffix == ".jsonl":
        yield from (f"{json_text(row)}\n" for row in rows)
    else:
        yield parquet(rows, name)


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


def parquet(rows: Iterator[dict[str, Value]], name: str) -> bytes:
    """Write the rows of a table; lone surrogates, which Parquet cannot hold, become U+FFFD."""
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    schema = table_schema(name)
    file = BytesIO()
    with ParquetWriter(file, schema) as writer:
        while batch := [encodable(row) for row in islice(rows, _BATCH)]:
            writer.write_table(pa.Table.from_pylist(batch, schema))
    return file.getvalue()


def table_schema(name: str) -> Any:  # noqa: ANN401 - pyarrow has no types
    """Return the columns of a table with their kinds, as pyarrow has them."""
    import pyarrow as pa

    kinds = {"text": pa.string(), "count": pa.int64(), "number": pa.float64(), "truth": pa.bool_()}
    return pa.schema([(column, kinds[kind]) for column, (kind, _) in codebook()[name].items()])


def encodable(row: dict[str, Value]) -> dict[str, Value]:
    """Return a row, lone surrogates in it replaced."""
    return {
        column: value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
        for column, value in row.items()
    }
