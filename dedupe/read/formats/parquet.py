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
            for row in batch.to_pylist():
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


def _read_row(row: Mapping[str, Any], named: Mapping[str, str], line: int) -> Record | Unread:
    try:
        return record_from({name: cell(value) for name, value in row.items()}, named, line)
    except InputError as error:
        return Unread(str(error), line)
