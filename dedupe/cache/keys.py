"""Keys of what is kept: made of everything that it depends on."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

import xxhash

_SUFFIXES = (".py", ".toml")
# Of the packages that answers depend on; the interpreter knows of characters and their kinds.
_LIBRARIES = {"charset_normalizer", "markdown_it_py", "msgspec", "numpy", "pyyaml", "rapidfuzz"}
_INSTALLED = (".dist-info", ".egg-info")


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
    return key(sys.version, _versions(), hashed(sorted(_sources(str(Path(__file__).parents[1]), ""))))


def _versions() -> list[str]:
    """List the libraries with their versions, by the folders of their metadata.

    `importlib.metadata` would open each of these, and load the parser of e-mail to read them.
    """
    found: set[str] = set()
    for folder in sys.path:
        with suppress(OSError):
            found.update(entry.name.lower() for entry in Path(folder or ".").iterdir() if _is_library(entry.name))
    return sorted(found)


def _is_library(name: str) -> bool:
    library = name.partition("-")[0].lower().replace(".", "_")
    return name.endswith(_INSTALLED) and library in _LIBRARIES


def _sources(folder: str, path: str) -> Iterator[tuple[str, bytes]]:
    """Yield the sources below a folder with their contents; some four hundred, at every start."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(_SUFFIXES):
                with open(entry.path, "rb", 0) as file:  # noqa: PTH123 - a path object each takes as long as reading
                    yield path + entry.name, file.read()
            elif entry.is_dir() and entry.name != "__pycache__":
                yield from _sources(entry.path, f"{path}{entry.name}/")
