"""The folder of a cache: what it is made of, what it holds, and how it is emptied."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from dedupe.errors import ConfigError, InputError

FOLDER = ".dedupe_cache"
FILE = "cache.sqlite"
_TAG = (
    "Signature: 8a477f597d28d172789f06886806bc55\n"
    "# This folder is a cache of dedupe. It can be deleted at any time.\n"
    "# For information about cache directory tags see https://bford.info/cachedir/\n"
)
_MARK = b"a cache of dedupe"
_NOTES = {"CACHEDIR.TAG": _TAG, ".gitignore": "*\n"}
WAIT = 5.0  # seconds, for another run that is writing


class Info(NamedTuple):
    """What a cache holds."""

    values: int
    size: int  # of its files in bytes
    runs: int  # how many runs have used it


def make(folder: Path) -> None:
    """Make a folder for a cache where there is none, marked as one that need not be kept.

    An OSError says that it cannot be made, a ConfigError that files of somebody else are in it.
    """
    if not is_cache(folder) and (other := _foreign(folder)):
        raise ConfigError(f"{folder} is no cache of dedupe, it has {other}; name a folder that is new or empty")
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in _NOTES.items():
        if not (folder / name).exists():
            (folder / name).write_text(text, encoding="utf-8")


def is_cache(folder: Path) -> bool:
    """Return whether a folder is marked as a cache of ours, and not as that of another program."""
    try:
        return _MARK in (folder / "CACHEDIR.TAG").read_bytes()[:1000]
    except OSError:
        return False


def _foreign(folder: Path) -> str | None:
    """Return the name of a file that no cache of ours has, None if there is none."""
    own = {*(path.name for path in _files(folder))}
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError:
        return None
    return next((name for name in names if name not in own), None)


def read_only(folder: Path) -> sqlite3.Connection | None:
    """Open the file of a cache to read from it, None if that cannot be done."""
    place = (folder / FILE).absolute().as_uri()
    try:
        return sqlite3.connect(f"{place}?mode=ro", uri=True, timeout=WAIT)
    except sqlite3.Error:
        return None


def info(folder: Path) -> Info:
    """Return what a cache holds; nothing where there is none."""
    size = sum(_size(file) for file in _files(folder))
    database = read_only(folder)
    if database is None:
        return Info(0, size, 0)
    try:
        (values,) = database.execute("SELECT count(*) FROM kept").fetchone()
        (runs,) = database.execute("SELECT max(number) FROM runs").fetchone()
    except sqlite3.Error:
        return Info(0, size, 0)
    finally:
        database.close()
    return Info(values, size, runs or 0)


def clear(folder: Path) -> int:
    """Delete the files of a cache, and its folder if nothing else is in it; return how many bytes they had.

    An InputError says that the folder is no cache, or that a file cannot be deleted.
    """
    if not folder.exists():
        return 0
    if not is_cache(folder):
        raise InputError(f"{folder} is no cache of dedupe: it has no CACHEDIR.TAG that says so")
    files = list(_files(folder))
    size = sum(_size(file) for file in files)
    try:
        for file in files:
            file.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(f"{error.filename}: {error.strerror}") from None
    with suppress(OSError):
        folder.rmdir()
    return size


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files of a cache that are there; a note in other words is somebody else's."""
    for end in ("", "-journal", "-wal", "-shm"):
        if (folder / f"{FILE}{end}").is_file():
            yield folder / f"{FILE}{end}"
    for name, text in _NOTES.items():
        with suppress(OSError):
            if (folder / name).read_bytes() == text.encode():
                yield folder / name


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
