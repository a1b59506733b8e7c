"""Furniture listed by hand, and the file that it is listed in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from dedupe.errors import ConfigError, DedupeError
from dedupe.read.file_bytes import read_settings

ANY, UNKNOWN = "*", ""  # any outlet, and the articles whose outlet is unknown
_KEYS = ("furniture", "keep")


@dataclass(frozen=True, slots=True)
class Furniture:
    """Paragraphs by outlet; "*" stands for any outlet, "" for articles whose outlet is unknown.

    Paragraphs are compared by their folded words: capitals, punctuation and house style do not matter.

    Attributes:
        listed: paragraphs that are furniture.
        kept: paragraphs that are not, whatever their shape and however often they recur.
    """

    listed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    kept: Mapping[str, Sequence[str]] = field(default_factory=dict)


NO_FURNITURE = Furniture(MappingProxyType({}), MappingProxyType({}))


def load_furniture(path: str | Path) -> Furniture:
    """Read a file such as `dedupe furniture` writes: a table for each outlet, with two lists.

    Raises:
        ConfigError: it cannot be read, is not TOML, or holds something else.
    """
    import tomllib

    try:
        tables = tomllib.loads(read_settings(path))
        return Furniture(_lists(tables, "furniture"), _lists(tables, "keep"))
    except RecursionError:
        reason = "nested too deeply"
    except (ValueError, DedupeError) as error:  # what TOML is not says tomllib
        reason = str(error)
    raise ConfigError(f"{path}: {reason}")


def _lists(tables: Mapping[str, object], key: str) -> dict[str, tuple[str, ...]]:
    return {outlet: _list(outlet, table, key) for outlet, table in tables.items()}


def _list(outlet: str, table: object, key: str) -> tuple[str, ...]:
    if not isinstance(table, dict):
        raise ConfigError(f"{outlet!r} is no table; an outlet is written [{outlet!r}]")
    _reject_unknown(outlet, table)
    paragraphs = table.get(key, [])
    if not isinstance(paragraphs, list) or not all(isinstance(paragraph, str) for paragraph in paragraphs):
        raise ConfigError(f"{key} of {outlet!r} is no list of paragraphs")
    return tuple(paragraphs)


def _reject_unknown(outlet: str, keys: Iterable[str]) -> None:
    from difflib import get_close_matches

    for key in keys:
        if key not in _KEYS:
            close = get_close_matches(key, _KEYS, 1) or [" or ".join(_KEYS)]
            raise ConfigError(f"unknown key {key!r} of {outlet!r}; did you mean {close[0]}?")
