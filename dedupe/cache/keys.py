"""Keys of what is kept: made of everything that it depends on."""

from __future__ import annotations

import sys
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING

import xxhash

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from importlib.resources.abc import Traversable

_SUFFIXES = (".py", ".toml")
# Of the packages that answers depend on; the interpreter knows of characters and their kinds.
_LIBRARIES = ("charset-normalizer", "markdown-it-py", "nupunkt", "numpy", "pyyaml", "rapidfuzz")


def key(*parts: object) -> bytes:
    """Make a key of parts that are bytes, or that `repr` tells apart; 16 bytes."""
    hasher = xxhash.xxh3_128()
    for part in parts:
        data = part if isinstance(part, bytes) else repr(part).encode("utf-8", "backslashreplace")
        hasher.update(len(data).to_bytes(8, "little"))
        hasher.update(data)
    return hasher.digest()


def hashed(values: Iterable[object]) -> bytes:
    """Make a key of many parts; 16 bytes."""
    return key(b"".join(map(key, values)))


@cache
def program_key() -> bytes:
    """Make a key of this program and what it runs on, whose every change can change an answer."""
    versions = (sys.version, *map(version, _LIBRARIES))
    return key(versions, hashed(sorted(_sources(files("dedupe"), ""))))


def _sources(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for it in folder.iterdir():
        if it.is_dir():
            yield from _sources(it, f"{path}{it.name}/")
        elif it.name.endswith(_SUFFIXES):
            yield path + it.name, it.read_bytes()
