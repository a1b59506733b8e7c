"""What is to be read, in pieces, with the state of its files, by which what was read before is known again."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple, TypeAlias

from dedupe.article import Skipped
from dedupe.cache.codec import BrokenError, Codec
from dedupe.cache.keys import key, program_key
from dedupe.cache.store import Store
from dedupe.read.corpus_parts import CorpusPart, corpus_parts
from dedupe.read.discovered_file import FoundFile
from dedupe.read.file_selection import ALL_FILES, FileSelection
from dedupe.read.pieces import Piece, piece_weight, pieces

# A file that changes again after so many seconds has another time.
_SETTLED = float(os.environ.get("_DEDUPE_SETTLE_SECONDS", "2"))
Paths: TypeAlias = "Iterable[str | Path | FoundFile]"


class FileState(NamedTuple):
    """The state of the files of a piece."""

    key: bytes | None  # of their names, sizes and times; None if one of them is not there
    settled: bool  # whether a change of one of them would change the key
    weight: float  # bytes to be read, which reading it grows with


def file_state(piece: Piece, k: int) -> FileState:
    """Look at the files of a piece without opening them."""
    stats: list[tuple[object, ...]] = []
    newest, weight = 0, 1.0
    try:
        for part in piece:
            if isinstance(part, Skipped):
                stats.append((part.id, part.reason))
                continue
            found = part.file if isinstance(part, CorpusPart) else part
            stat = os.stat(found.path)  # noqa: PTH116 - a path object each would take longer
            newest = max(newest, stat.st_mtime_ns, stat.st_ctime_ns)
            weight += part.end - part.start if isinstance(part, CorpusPart) else stat.st_size
            state = (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino, stat.st_dev)
            stats.append((part, *state) if isinstance(part, CorpusPart) else (*part, *state))
    except (OSError, ValueError):
        return FileState(None, settled=False, weight=weight)
    is_settled = newest < time.time_ns() - int(_SETTLED * 1e9)
    return FileState(key("piece", program_key(), k, stats), is_settled, weight)


@lru_cache(maxsize=1)
def _parts_codec() -> Codec[tuple[tuple[int, int, int], ...]]:
    return Codec(tuple[tuple[int, int, int], ...])


def cached_parts(store: Store, found: FoundFile) -> Iterator[CorpusPart | Skipped]:
    """Divide a corpus as `corpus_parts` does, without reading it if it has not changed."""
    state = file_state((found,), 0)
    known = store.get(state.key) if state.key else None
    if known:
        try:
            rows = _parts_codec().decode(known)
        except BrokenError:
            rows = None
        if rows is not None:
            yield from (CorpusPart(found, *row) for row in rows)
            return
    parts = []
    for part in corpus_parts(found):
        parts.append(part)
        yield part
    if state.key and state.settled and all(isinstance(part, CorpusPart) for part in parts):
        places = tuple((part.start, part.end, part.before) for part in parts if isinstance(part, CorpusPart))
        store.put(state.key, _parts_codec().encode(places))


class FoundPieces(NamedTuple):
    """What paths lead to."""

    given: tuple[str | Path | FoundFile, ...]  # the paths themselves
    pieces: tuple[Piece, ...]
    states: tuple[FileState, ...]  # of each piece


class FoundInput(NamedTuple):
    """All that a run reads."""

    checked: FoundPieces
    against: FoundPieces  # what these are checked against, archives aside
    archives: tuple[Path, ...] = ()  # that they are checked against as well

    @property
    def is_against(self) -> bool:
        """Whether articles are checked against others, and not all with all."""
        return bool(self.against.given or self.archives)


def find_input(
    paths: Paths, k: int, *, against: Paths = (), selection: FileSelection = ALL_FILES, store: Store | None = None
) -> FoundInput:
    """Find what is to be read; of this only corpora are opened whose parts are not remembered.

    Args:
        k: tokens a shingle of what is remembered.
        against: files, folders, corpora and archives that the paths are checked against.
        store: where what was read before is remembered.
    """
    store = store or Store(None)
    given = list(against)
    archives = _archives(given) if given else []
    files = [path for path in given if isinstance(path, FoundFile) or Path(path) not in archives]
    return FoundInput(_found(paths, k, selection, store), _found(files, k, selection, store), tuple(archives))


def _found(paths: Paths, k: int, selection: FileSelection, store: Store) -> FoundPieces:
    given = tuple(paths)
    work = tuple(pieces(given, selection=selection, parts_of=partial(cached_parts, store)))
    return FoundPieces(given, work, tuple(_state(piece, k, store) for piece in work))


def _archives(given: Paths) -> list[Path]:
    from dedupe.archive.manifest import is_archive_folder  # few runs need it, and what it imports

    return [Path(path) for path in given if not isinstance(path, FoundFile) and is_archive_folder(path)]


def _state(piece: Piece, k: int, store: Store) -> FileState:
    if store.is_open:
        return file_state(piece, k)
    return FileState(None, settled=False, weight=piece_weight(piece))
