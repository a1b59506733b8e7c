"""JSON as all commands write it: exact, streamed, and safe wherever a report may be shown."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from dedupe.report.escape import for_json

SCHEMA_VERSION = 1
_DIGITS = 6


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


def json_document(
    value: object, *, indent: int = 2, ascii_only: bool = False, level: int = 0
) -> Iterator[str]:
    """Yield the text of a large value piece by piece; an iterator in it is written as an array.

    Args:
        value: dictionaries that hold iterators, directly or in other such dictionaries.
        indent: spaces a level.
        ascii_only: whether everything beyond ASCII is written as an escape.
        level: of nesting at which the value stands.
    """
    margin = "\n" + " " * indent * level
    if not _has_iterator(value):
        text = json_text(value, indent=indent, ascii_only=ascii_only)
        yield text.replace("\n", margin)
        return
    opening, closing = "{}" if isinstance(value, Mapping) else "[]"
    separator = opening
    for name, item in _items(value):
        yield f"{separator}{margin}{' ' * indent}{name}"
        yield from json_document(item, indent=indent, ascii_only=ascii_only, level=level + 1)
        separator = ","
    yield f"{opening}{closing}" if separator == opening else f"{margin}{closing}"


def rounded(value: Any) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """Round every number in a value to six digits."""
    if isinstance(value, float):
        return round(value, _DIGITS)
    if isinstance(value, Mapping):
        return {name: rounded(item) for name, item in value.items()}
    return [rounded(item) for item in value] if isinstance(value, list | tuple) else value


def _has_iterator(value: object) -> bool:
    if isinstance(value, Mapping):
        return any(map(_has_iterator, value.values()))
    return isinstance(value, Iterator)


def _items(value: object) -> Iterator[tuple[str, object]]:
    """Yield the items of a dictionary with what stands before them, or those of an iterator."""
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield f"{json_text(name)}: ", item
    elif isinstance(value, Iterator):
        for item in value:
            yield "", item
