"""Lines of CSV (RFC 4180) as all reports write them: safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from dedupe.report.escape import for_csv

Value = str | int | float | bool | None


def csv_line(values: Iterable[Value]) -> str:
    r"""Write values as a line of CSV: None as an empty cell, truth as "true" or "false".

    >>> csv_line(["=1+1", None, True, 0.5])
    "'=1+1,,true,0.5\r\n"
    """
    line = io.StringIO()
    csv.writer(line).writerow(map(_cell, values))
    return line.getvalue()


def _cell(value: Value) -> str:
    if isinstance(value, str):
        return for_csv(value)
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)
