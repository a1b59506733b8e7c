"""Tables in text, CSV and TSV: an article a row, its fields by the names in the first row."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator, Sequence

from dedupe.errors import InputError
from dedupe.read.decode import decode, wide_encoding
from dedupe.read.formats.article_from_mapping import expect_few_columns, expect_text_column, record_from
from dedupe.read.formats.reader_input import Record, Source, Unread

_BEGINNING = 1 << 16  # bytes that tell encoding and separator
_CHUNK = 1 << 18
_SEPARATORS = "\t;,|^"
_SAID_SEPARATOR = re.compile(r"sep=(.)\s*[\r\n]")  # a line with which Excel is told
_CARRIAGE_RETURN = re.compile(r"[^\r\n]*\r(?!\n)")  # alone at the end of the first line
_ESCAPED_QUOTE = re.compile(r'\w\s?\\"\w|\s\\"\w')


def read(source: Source) -> Iterator[Record | Unread]:
    """Read a table as a stream."""
    csv.field_size_limit(source.max_size)
    beginning = source.peek(_BEGINNING)
    encoding = _encoding(beginning)
    text = codecs.getincrementaldecoder(encoding)("replace").decode(beginning).lstrip("\r\n")
    lines = _Lines(source, encoding, "\r" if _CARRIAGE_RETURN.match(text) else "\n")
    said = _SAID_SEPARATOR.match(text)
    dialect = _dialect(source.name, text[said.end() :] if said else text)
    rows = csv.reader(lines, dialect, delimiter=said[1] if said else dialect.delimiter)
    columns = _header(rows, lines, is_second=said is not None)
    expect_few_columns(len(columns))
    expect_text_column(columns, source.fields)
    while True:
        line = lines.number + 1
        lines.restart()
        row = _next(rows, lines)
        if row is None:
            return
        if any(row):
            yield _read_row(columns, row, source, line)


def _header(rows: Iterator[list[str]], lines: _Lines, *, is_second: bool) -> list[str]:
    """Read the names of the columns from the first row, or the second, that is not blank."""
    while (row := _next(rows, lines)) is not None:
        if any(row) and not is_second:
            return [name.strip() for name in row]
        is_second = is_second and not any(row)
    raise InputError("empty")


def _read_row(columns: Sequence[str], row: Sequence[str], source: Source, line: int) -> Record | Unread:
    try:
        expect_few_columns(len(row))
        return record_from(dict(zip(columns, map(_unquoted, row), strict=False)), source.fields, line)
    except InputError as error:
        return Unread(str(error), line)


def _unquoted(value: str) -> object:
    """Read a list as pandas writes it into a cell, such as `['Ada Quill', 'Jo Marsh']`."""
    if value[:2] not in ("['", '["') or value[-1] != "]" or len(value) > 1_000:
        return "" if value in ("nan", "None", "NaN", "NULL", "[]") else value
    import ast

    try:
        found = ast.literal_eval(value)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return value
    return found if all(isinstance(item, str) for item in found) else value


def _next(rows: Iterator[list[str]], lines: _Lines) -> list[str] | None:
    try:
        return next(rows, None)
    except csv.Error as error:
        raise InputError(f"{str(error).partition(' - ')[0]}, after line {lines.number}") from None


def _encoding(beginning: bytes) -> str:
    """Return the encoding of a table by its beginning."""
    if wide := wide_encoding(beginning):
        return wide
    if b"\0" in beginning:
        raise InputError("binary")
    try:
        codecs.getincrementaldecoder("utf-8")().decode(beginning)
    except UnicodeDecodeError:
        return _codec(decode(beginning)[1])
    return "utf-8-sig"


def _codec(name: str | None) -> str:
    """Return the name of a codec for an encoding that may be said with the number of broken characters."""
    try:
        return codecs.lookup(name or "utf-8").name
    except LookupError:
        return "utf-8"


def _dialect(name: str, beginning: str) -> type[csv.Dialect]:
    """Find how a table is written from its first lines.

    Its separator stands more often in the first than any other; names there may be in single quotation
    marks; and a backslash escapes a quotation mark where one stands before it inside a field.
    """
    first = beginning.partition("\n")[0].partition("\r")[0].strip()
    by_count = max(_SEPARATORS, key=lambda separator: (first.count(separator), separator == ","))

    class Dialect(csv.excel):
        delimiter = "\t" if name.lower().endswith((".tsv", ".tab")) else by_count
        quotechar = "'" if first[:1] == first[-1:] == "'" else '"'
        escapechar = "\\" if _ESCAPED_QUOTE.search(beginning) else None

    return Dialect


class _Lines:
    """The lines of a stream in an encoding, never more of them for one row than allowed."""

    def __init__(self, source: Source, encoding: str, end: str) -> None:
        self._source, self._left = source, source.max_size
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._end = end
        self._held: list[str] = []
        self._rest = ""
        self._is_over = False
        self.number = 0

    def restart(self) -> None:
        """Mark a row as done."""
        self._left = self._source.max_size

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        while not self._held:
            if self._is_over:
                raise StopIteration
            self._fill()
        line = self._held.pop()
        self.number += 1
        self._left -= len(line)
        if self._left < 0:
            limit = self._source.max_size
            raise InputError(f"a row of over {limit:,} bytes, the limit, before line {self.number}")
        return line.replace("\0", "")

    def _fill(self) -> None:
        data = self._source.stream.read(_CHUNK)
        self._is_over = not data
        text = self._rest + self._decoder.decode(data, final=not data)
        lines = text.split(self._end)
        self._rest = "" if self._is_over else lines.pop()
        if len(self._rest) > self._source.max_size:
            raise InputError(f"a row of over {self._source.max_size:,} bytes, the limit")
        whole = [f"{line}\n" for line in lines]
        if self._is_over and lines and not lines[-1]:
            whole.pop()
        self._held = whole[::-1]
