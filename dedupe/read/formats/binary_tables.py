"""Tables in Excel workbooks and in Parquet: an article a row."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from itertools import count
from typing import Any, BinaryIO

from dedupe.errors import InputError, UnsupportedError
from dedupe.read.formats.article_from_mapping import MOST_COLUMNS, expect_few_columns, expect_text_column, read_row
from dedupe.read.formats.reader_input import Budget, Record, Source, Unread, budget_of, require

_MOST_STRINGS = 200 << 20  # bytes of the strings of a workbook, which are held in memory
_ROWS = 64  # of Parquet that are read at a time


def read_excel(source: Source) -> Iterator[Record | Unread]:
    """Read every sheet with a column of text, a row at a time; openpyxl is needed."""
    openpyxl = require("openpyxl", "excel")
    stream = source.seekable()
    try:
        _expect_small_parts(stream, budget_of(source))
        workbook = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        yield from _sheets(workbook, source)
    except InputError:
        raise
    except Exception as error:
        raise InputError(f"a broken workbook: {str(error)[:100]}") from None


def read_parquet(source: Source) -> Iterator[Record | Unread]:
    """Read a table, some rows at a time; pyarrow is needed."""
    parquet = require("pyarrow.parquet", "parquet")
    lines = count(1)
    try:
        file = parquet.ParquetFile(source.seekable())
        columns = [name for name in file.schema_arrow.names if isinstance(name, str)]
        expect_few_columns(len(columns))
        expect_text_column(columns, source.fields)
        for batch in file.iter_batches(batch_size=_ROWS, use_threads=False):
            for row in _rows(batch):
                values = {name: _cell(value) for name, value in row.items()}
                yield read_row(values, source.fields, next(lines))
    except InputError:
        raise
    except Exception as error:
        reason, *_ = [*str(error).splitlines(), "no reason"]
        raise InputError(f"broken Parquet: {reason[:100]}") from None
    if next(lines) == 1:
        raise InputError("empty")


def _expect_small_parts(stream: BinaryIO, budget: Budget) -> None:
    with zipfile.ZipFile(stream) as archive:
        sizes = [member.file_size for member in archive.infolist()]
    budget.spend(sum(sizes))
    if max(sizes, default=0) > _MOST_STRINGS:
        raise InputError(f"a part of over {_MOST_STRINGS:,} bytes")


def _sheets(workbook: Any, source: Source) -> Iterator[Record | Unread]:  # noqa: ANN401
    without: dict[str, UnsupportedError] = {}
    several, found = len(workbook.worksheets) > 1, False
    for sheet in workbook.worksheets:
        rows = sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS)
        columns = [str(name or "").strip() for name in next(iter(rows), ())]
        try:
            expect_text_column(filter(None, columns), source.fields)
        except UnsupportedError as error:
            if any(columns):
                without[str(sheet.title)] = error
            continue
        found = True
        for line, row in enumerate(rows, 2):
            cells = zip(columns, row, strict=False)
            values = {name: _cell(value) for name, value in cells if name and value is not None}
            if any(value is not None for value in row):
                record = read_row(values, source.fields, line)
                yield record._replace(member=str(sheet.title)) if several else record
    if not found:
        raise next(iter(without.values()), None) or InputError("empty")
    yield from (Unread(f"a sheet with {error}", member=name) for name, error in without.items())


def _rows(batch: Any) -> list[dict[str, object]]:  # noqa: ANN401 - of pyarrow
    """Return the rows of a batch; of values that Python has none for, such as far dates, how they are stored."""
    try:
        rows: list[dict[str, object]] = batch.to_pylist()
    except (ValueError, OverflowError):
        columns = [[_value(scalar) for scalar in column] for column in batch.columns]
        names = batch.schema.names
        rows = [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
    return rows


def _value(scalar: Any) -> object:  # noqa: ANN401 - of pyarrow
    try:
        return scalar.as_py()
    except (ValueError, OverflowError):
        return f"{scalar.type} {getattr(scalar, 'value', '')}"


def _cell(value: object) -> object:
    """Make of a value what JSON would have: dates and bytes as text, whole numbers without a fraction."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
