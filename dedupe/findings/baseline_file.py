"""A baseline as a file: JSON that merges well, sorted, one entry a line, without times."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Annotated

import msgspec

from dedupe.errors import BaselineError, InputError
from dedupe.findings.baseline import Baseline, BaselineEntry
from dedupe.read.file_bytes import read_content

VERSION = 1
_MAX_SIZE = 200_000_000


class _Entry(msgspec.Struct, forbid_unknown_fields=True):
    """An entry as it is written."""

    rule: str
    article: str
    source: str
    containment: Annotated[float, msgspec.Meta(ge=0, le=1)]
    changes: int = 0
    reason: str | None = None
    expires: date | None = None


def render(baseline: Baseline) -> str:
    """Write a baseline as JSON."""
    lines = ",\n".join(_line(entry) for entry in baseline.entries)
    return f'{{"version": {VERSION}, "entries": [\n{lines}\n]}}\n' if lines else _EMPTY


_EMPTY = f'{{"version": {VERSION}, "entries": [\n]}}\n'


def load(path: Path) -> Baseline:
    """Read a baseline.

    Raises:
        BaselineError: there is none at this place, or it is broken.
    """
    try:
        content = read_content(str(path), _MAX_SIZE)
    except InputError as error:
        raise BaselineError(
            f"baseline {path}: {error}; `dedupe baseline create` makes one"
        ) from None
    try:
        return parse(content.decode("utf-8-sig"), str(path))
    except UnicodeDecodeError:
        raise BaselineError(f"baseline {path}: not UTF-8") from None


def parse(text: str, name: str) -> Baseline:
    """Read a baseline from JSON; entries may come in any order.

    Raises:
        BaselineError: it is broken, of another version, or has two entries for the same.
    """
    try:
        root = json.loads(text)
    except (ValueError, RecursionError) as error:
        hint = "; a merge left its marks in it" if "\n<<<<<<< " in f"\n{text}" else ""
        raise BaselineError(f"baseline {name}: broken JSON: {error}{hint}") from None
    if not isinstance(root, dict) or not isinstance(root.get("entries"), list):
        raise BaselineError(f"baseline {name}: not a baseline, it has no list of entries")
    if root.get("version") != VERSION:
        raise BaselineError(f"baseline {name}: of version {root.get('version')!r}, not {VERSION}")
    entries: dict[tuple[str, str, str], BaselineEntry] = {}
    for number, value in enumerate(root["entries"], 1):
        entry = _entry(value, f"baseline {name}: entry {number}")
        if entry.key in entries:
            raise BaselineError(f"baseline {name}: entry {number} is there twice")
        entries[entry.key] = entry
    return Baseline(tuple(entries[key] for key in sorted(entries)))


def _line(entry: BaselineEntry) -> str:
    values: dict[str, object] = {
        "rule": entry.rule,
        "article": entry.article,
        "source": entry.source,
        "containment": entry.containment,
    }
    if entry.changes:
        values["changes"] = entry.changes
    if entry.reason:
        values["reason"] = entry.reason
    if entry.expires:
        values["expires"] = entry.expires.isoformat()
    # What ends a line for an editor or for Git is escaped too, and so are lone surrogates.
    return json.dumps(values)


def _entry(value: object, place: str) -> BaselineEntry:
    try:
        return BaselineEntry(**msgspec.structs.asdict(msgspec.convert(value, _Entry)))
    except msgspec.ValidationError as error:
        raise BaselineError(f"{place}: {error}") from None
