"""Changing an archive, one writer at a time: new segments beside the old, then one new manifest, then the old gone."""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from dedupe.archive.archive import Archive
from dedupe.archive.manifest import (
    MANIFEST,
    Manifest,
    SegmentEntry,
    is_archive_folder,
    load_manifest,
    new_manifest,
    store_manifest,
    sync_folder,
)
from dedupe.errors import InputError

_LOCK = "lock"
_IGNORE = ".dedupeignore"  # so that a check of a folder above does not look for articles in it
_OURS = re.compile(rf"{re.escape(MANIFEST)}(\.new)?|{_LOCK}|{re.escape(_IGNORE)}|\d{{8}}\.(index|texts)")


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of an archive, which a process that ends gives back; an InputError if another one holds it."""
    import fcntl

    with (folder / _LOCK).open("a+", encoding="utf-8", errors="replace") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read(200).strip() or "another process"
            raise InputError(f"{folder}: {holder} is writing to it; try again later") from None
        file.truncate(0)
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        file.write(f"process {os.getpid()} on {socket.gethostname()}, since {now},")
        file.flush()
        yield


@contextmanager
def new_archive(folder: Path, k: int, *, texts: bool = True) -> Iterator[Manifest]:
    """Make the folder of a new archive, with or without texts, without which findings have no diff, and hold its lock.

    Return its manifest. An InputError says that there is something else, an OSError that it cannot be made.
    """
    if is_archive_folder(folder):
        raise InputError(f"{folder} is an archive already; dedupe archive add {folder} adds to it")
    folder.mkdir(parents=True, exist_ok=True)
    if other := next((path.name for path in folder.iterdir() if not _OURS.fullmatch(path.name)), None):
        raise InputError(f"{folder} is no archive, it has {other}; name a folder that is new or empty")
    with locked(folder):
        _delete_unlisted(folder, set())
        (folder / _IGNORE).write_text("*\n", encoding="utf-8")
        yield new_manifest(k, texts=texts)


@contextmanager
def opened_to_write(folder: Path) -> Iterator[Manifest]:
    """Hold the lock of an archive and return its manifest; an InputError if another process writes, or it is broken."""
    manifest = load_manifest(folder)
    with locked(folder):
        manifest = load_manifest(folder)
        _delete_unlisted(folder, set(manifest.file_names()))
        yield manifest


def commit(folder: Path, manifest: Manifest, segments: Sequence[SegmentEntry]) -> Manifest:
    """Make segments, whose files are written, the ones of a locked archive all at once, and delete the files of others.

    An OSError says that the system refuses; the archive is as it was.
    """
    sync_folder(folder)
    new = msgspec.structs.replace(
        manifest,
        generation=manifest.generation + 1,
        last=max([manifest.last, *(segment.number for segment in segments)]),
        segments=tuple(segments),
    )
    store_manifest(folder, new)
    _delete_unlisted(folder, set(new.file_names()))
    return new


def with_removed(archive: Archive, ids: NDArray[np.uint64]) -> tuple[SegmentEntry, ...]:
    """Return the segments of an archive with the articles of some hashed identities, uint64[.], marked as removed."""
    found = []
    for segment in archive.segments:
        hashes = segment.columns.id_hashes[segment.rows_of(ids)]
        removed = tuple(sorted({*segment.entry.removed, *hashes.tolist()}))
        found.append(msgspec.structs.replace(segment.entry, removed=removed))
    return tuple(found)


def _delete_unlisted(folder: Path, listed: set[str]) -> None:
    """Delete what writers left that were killed, and what is no part of the archive any more."""
    for path in list(folder.iterdir()):
        if _OURS.fullmatch(path.name) and path.name not in {MANIFEST, _LOCK, _IGNORE, *listed}:
            with suppress(OSError):
                path.unlink()
