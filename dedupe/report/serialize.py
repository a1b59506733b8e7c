"""JSON and lines of CSV as all reports write them: exact, streamed, and safe wherever a report may be shown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from itertools import islice
from typing import Any

import msgspec

from dedupe.report.escape import for_csv, for_json

SCHEMA_VERSION = 1
_DIGITS = 6
_TOGETHER = 64  # items of an array that are written at a time
Value = str | int | float | bool | None


def json_text(value: object, *, indent: int = 0, ascii_only: bool = False) -> str:
    r"""Write a value as JSON in which nothing can act on a terminal or on a CI runner.

    >>> print(json_text({"id": "##[error]\u202e"}))
    {"id": "\u0023#[error]\u202e"}

    Args:
        value: of dictionaries, lists, tuples, dataclasses, texts, numbers; texts may hold anything.
        indent: spaces a level; 0 for one line.
        ascii_only: whether everything beyond ASCII is written as an escape.
    """
    try:
        text = msgspec.json.format(msgspec.json.encode(value), indent=indent).decode()
    except UnicodeEncodeError:  # half a surrogate pair, which msgspec refuses
        text = json.dumps(msgspec.to_builtins(value), ensure_ascii=False, indent=indent or None)
    return for_json(text, ascii_only=ascii_only)


def json_document(value: object, *, indent: int = 2, ascii_only: bool = False, level: int = 0) -> Iterator[str]:
    """Yield the text of a large value piece by piece; an iterator in it is written as an array.

    Args:
        value: dictionaries that hold iterators, directly or in other such dictionaries; the items of an
            iterator are of one kind.
        indent: spaces a level.
        ascii_only: whether everything beyond ASCII is written as an escape.
        level: of nesting at which the value stands.
    """
    margin = "\n" + " " * indent * level
    if isinstance(value, Iterator):
        pieces, opening, closing = _array(value, indent, ascii_only, level), "[", "]"
    elif _has_iterator(value) and isinstance(value, Mapping):
        pieces, opening, closing = _object(value, indent, ascii_only, level), "{", "}"
    else:
        yield json_text(value, indent=indent, ascii_only=ascii_only).replace("\n", margin)
        return
    first = next(pieces, None)
    if first is None:
        yield f"{opening}{closing}"
        return
    yield f"{opening}{first}"
    yield from pieces
    yield f"{margin}{closing}"


def _object(value: Mapping[str, object], indent: int, ascii_only: bool, level: int) -> Iterator[str]:
    """Yield what stands between the brackets of an object."""
    separator = "\n" + " " * indent * (level + 1)
    for name, item in value.items():
        yield f"{separator}{json_text(name)}: "
        yield from json_document(item, indent=indent, ascii_only=ascii_only, level=level + 1)
        separator = f",{separator.lstrip(',')}"


def _array(items: Iterator[object], indent: int, ascii_only: bool, level: int) -> Iterator[str]:
    """Yield what stands between the brackets of an array; plain items, of which there are many, together."""
    margin, separator = "\n" + " " * indent * level, ""
    while chunk := list(islice(items, _TOGETHER)):
        if _has_iterator(chunk[0]):
            for item in chunk:
                yield f"{separator}{margin}{' ' * indent}"
                yield from json_document(item, indent=indent, ascii_only=ascii_only, level=level + 1)
                separator = ","
        else:
            text = json_text(chunk, indent=indent, ascii_only=ascii_only)
            yield separator + text.removeprefix("[").removesuffix("\n]").replace("\n", margin)
            separator = ","


def rounded(value: Any) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """Round every number in a value to six digits; a dataclass becomes a dictionary."""
    if isinstance(value, float):
        return round(value, _DIGITS)
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple):
        return [rounded(item) for item in value]
    if isinstance(value, Mapping):
        return {name: rounded(item) for name, item in value.items()}
    if is_dataclass(value):
        return {field.name: rounded(getattr(value, field.name)) for field in fields(value)}
    return value


def _has_iterator(value: object) -> bool:
    if isinstance(value, Mapping):
        return any(map(_has_iterator, value.values()))
    return isinstance(value, Iterator)


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
