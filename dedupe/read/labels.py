"""Labelled pairs: one JSON object a line, with two identities and whether one is a copy."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from dedupe.errors import ConfigError, InputError
from dedupe.read.content import read_settings

if TYPE_CHECKING:
    from pathlib import Path

Label = tuple[frozenset[str], bool]


def read_labels(path: Path) -> dict[frozenset[str], bool]:
    """Read labels; of a pair labelled twice the last one counts.

    Args:
        path: of the file; if there is none, there are no labels.

    Raises:
        ConfigError: it cannot be read, or a line is no label.
    """
    if not path.exists():
        return {}
    try:
        lines = read_settings(path).splitlines()
    except InputError as error:
        raise ConfigError(f"{path}: {error}") from None
    return dict(_label(line, f"{path}:{at}") for at, line in enumerate(lines, 1) if line.strip())


def add_label(path: Path, a: str, b: str, copy: bool) -> None:
    """Add a label to a file, which is made where there is none.

    Raises:
        ConfigError: it cannot be written.
    """
    line = json.dumps({"a": a, "b": b, "copy": copy}, ensure_ascii=False)
    try:
        with path.open("a", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(f"{line}\n")
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror or error}") from None


def _label(line: str, place: str) -> Label:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        raise ConfigError(f"{place}: broken JSON") from None
    if not isinstance(values, dict):
        raise ConfigError(f"{place}: not an object")
    a, b, copy = (values.get(key) for key in ("a", "b", "copy"))
    if not isinstance(a, str) or not isinstance(b, str) or not isinstance(copy, bool) or a == b:
        raise ConfigError(f'{place}: not of the form {{"a": "one", "b": "another", "copy": true}}')
    return frozenset({a, b}), copy
