"""Tables as Parquet, for which pyarrow is needed."""

from __future__ import annotations

from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any

from dedupe.report.tables.codebook import codebook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dedupe.report.csv_values import Value

_BATCH = 10_000  # rows


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
