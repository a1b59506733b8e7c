"""Excel workbooks: an article a row, on every sheet with a column of text."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from dedupe.errors import InputError, UnsupportedError
from dedupe.read.formats.article_from_mapping import MOST_COLUMNS, expect_text_column, record_from
from dedupe.read.formats.compressed import budget_of
from dedupe.read.formats.optional_libraries import require
from dedupe.read.formats.reader_input import Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dedupe.read.formats.reader_input import Budget, Record, Source

_MOST_STRINGS = 200 << 20  # bytes of the strings of a workbook, which are held in memory


def read(source: Source) -> Iterator[Record | Unread]:
    """Read a workbook, a row at a time.

    Raises:
        InputError: it is broken, or unpacks to much more than its own size.
        UnsupportedError: openpyxl is not installed, or no sheet has a column with text.
    """
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
            if any(value is not None for value in row):
                record = _read_row(columns, row, source, line)
                yield record._replace(member=str(sheet.title)) if several else record
    if not found:
        raise next(iter(without.values()), None) or InputError("empty")
    yield from (Unread(f"a sheet with {error}", member=name) for name, error in without.items())


def _read_row(
    columns: list[str], row: tuple[object, ...], source: Source, line: int
) -> Record | Unread:
    values = {
        name: cell(value)
        for name, value in zip(columns, row, strict=False)
        if name and value is not None
    }
    try:
        return record_from(values, source.fields, line)
    except InputError as error:
        return Unread(str(error), line)


def cell(value: object) -> object:
    """Make of a value what JSON would have: dates and bytes as text, whole numbers without a fraction."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
