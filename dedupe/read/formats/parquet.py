"""Parquet: an article a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dedupe.errors import InputError
from dedupe.read.formats.article_from_mapping import (
    expect_few_columns,
    expect_text_column,
    record_from,
)
from dedupe.read.formats.excel import cell
from dedupe.read.formats.optional_libraries import require
from dedupe.read.formats.reader_input import Unread

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dedupe.read.formats.reader_input import Record, Source

_ROWS = 64  # that are read at a time


def read(source: Source) -> Iterator[Record | Unread]:
    """Read a table, some rows at a time.

    Raises:
        InputError: it is broken.
        UnsupportedError: pyarrow is not installed, or there is no column with text.
    """
    parquet = require("pyarrow.parquet", "parquet")
    try:
        file = parquet.ParquetFile(source.seekable())
        columns = [name for name in file.schema_arrow.names if isinstance(name, str)]
        expect_few_columns(len(columns))
        expect_text_column(columns, source.fields)
        line = 0
        for batch in file.iter_batches(batch_size=_ROWS, use_threads=False):
            for row in _rows(batch):
                line += 1
                yield _read_row(row, source.fields, line)
    except InputError:
        raise
    except Exception as error:
        raise InputError(
            f"broken Parquet: {str(error).splitlines()[0][:100] if str(error) else 'no reason'}"
        ) from None
    if not line:
        raise InputError("empty")


def _rows(batch: Any) -> list[dict[str, object]]:  # noqa: ANN401 - of pyarrow
    """Return the rows of a batch; of values that Python has none for, such as far dates, how they are stored."""
    try:
        rows: list[dict[str, object]] = batch.to_pylist()
    except (ValueError, OverflowError):
        columns = [[_value(scalar) for scalar in column] for column in batch.columns]
        rows = [
            dict(zip(batch.schema.names, row, strict=True)) for row in zip(*columns, strict=True)
        ]
    return rows


def _value(scalar: Any) -> object:  # noqa: ANN401 - of pyarrow
    try:
        return scalar.as_py()
    except (ValueError, OverflowError):
        return f"{scalar.type} {getattr(scalar, 'value', '')}"


def _read_row(row: Mapping[str, Any], named: Mapping[str, str], line: int) -> Record | Unread:
    try:
        return record_from({name: cell(value) for name, value in row.items()}, named, line)
    except InputError as error:
        return Unread(str(error), line)
