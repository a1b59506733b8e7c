"""Labelled pairs: one JSON object a line, with two identities and whether one is a copy."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec

from dedupe.errors import ConfigError, InputError
from dedupe.read.file_bytes import read_settings

Label = tuple[frozenset[str], bool]
_FORM = 'a line is of the form {"a": "one", "b": "another", "copy": true}'


class _Label(msgspec.Struct):
    a: str
    b: str
    copy: bool


def read_labels(path: Path) -> dict[frozenset[str], bool]:
    """Read labels, none without a file; of a pair labelled twice the last one counts.

    A ConfigError says that the file cannot be read, or that a line is no label.
    """
    if not path.exists():
        return {}
    try:
        lines = read_settings(path).splitlines()
    except InputError as error:
        raise ConfigError(f"{path}: {error}") from None
    return dict(_label(line, f"{path}:{at}") for at, line in enumerate(lines, 1) if line.strip())


def add_label(path: Path, a: str, b: str, copy: bool) -> None:
    """Add a label to a file, which is made where there is none, or raise a ConfigError if it cannot be written."""
    line = json.dumps({"a": a, "b": b, "copy": copy}, ensure_ascii=False)
    try:
        with path.open("a", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(f"{line}\n")
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror or error}") from None


def _label(line: str, place: str) -> Label:
    try:
        label = msgspec.json.decode(line, type=_Label)
    except (msgspec.MsgspecError, RecursionError, UnicodeEncodeError) as error:
        raise ConfigError(f"{place}: {error}; {_FORM}") from None
    if label.a == label.b:
        raise ConfigError(f"{place}: a pair of one article; {_FORM}")
    return frozenset({label.a, label.b}), label.copy
