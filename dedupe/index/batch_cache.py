"""What is read and sketched once is remembered: by the state of its files, and by what is in them."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import fields
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from dedupe.article import Skipped
from dedupe.cache.codec import BrokenError, Codec
from dedupe.cache.keys import key, program_key
from dedupe.cache.packed_arrays import pack_arrays, unpack_arrays
from dedupe.cache.store import Store
from dedupe.index.article_record import Remarks
from dedupe.index.record_columns import ROW, RecordColumns
from dedupe.read.article_reader import Piece
from dedupe.read.corpus import CorpusPart, corpus_parts
from dedupe.read.discovered_file import Found
from dedupe.read.formats.registry import suffix
from dedupe.sketch.sketches import Sketches
from dedupe.text.batch.strings import Strings

_ARRAYS = [field.name for field in fields(Sketches)]
# A file that changes again after so many seconds has another time.
_SETTLED = float(os.environ.get("_DEDUPE_SETTLE_SECONDS", "2"))


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
            found = part.found if isinstance(part, CorpusPart) else part
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


def cached_parts(store: Store, found: Found) -> Iterator[CorpusPart | Skipped]:
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


class _CachedBatch(NamedTuple):
    """The records of a piece; their files by their places in it."""

    content: bytes
    ids: tuple[str, ...]
    rows: bytes
    files: tuple[int, ...]
    values: tuple[str | None, ...]
    remarks: tuple[tuple[int, Remarks], ...]
    skipped: tuple[Skipped, ...]


@lru_cache(maxsize=1)
def _batch_codec() -> Codec[_CachedBatch]:
    return Codec(_CachedBatch)


def pack_records(piece: Piece, records: RecordColumns, skipped: Sequence[Skipped], content: bytes) -> bytes:
    """Return the articles of a piece, and the key of their sketches, as bytes."""
    places = {_file(part).path: at for at, part in enumerate(piece) if not isinstance(part, Skipped)}
    rows = records.rows.copy()
    is_copied = np.array([bool(copy) for _, copy in records.files], np.bool_)
    rows["offset"][is_copied[rows["file"]]] = -1
    return _batch_codec().encode(
        _CachedBatch(
            content,
            tuple(records.ids),
            rows.tobytes(),
            tuple(places[found.path] for found, _ in records.files),
            records.values,
            tuple(records.remarks.items()),
            tuple(skipped),
        )
    )


def unpack_records(piece: Piece, data: bytes) -> tuple[bytes, RecordColumns, tuple[Skipped, ...]]:
    """Return the key of the sketches, the articles, and what was skipped; a BrokenError if not from `pack_records`."""
    batch = _batch_codec().decode(data)
    try:
        records = RecordColumns(
            Strings.of(batch.ids),
            np.frombuffer(batch.rows, ROW),
            tuple((_file(piece[at]), "") for at in batch.files),
            batch.values,
            dict(batch.remarks),
        )
    except (IndexError, ValueError) as error:
        raise BrokenError(str(error)) from None
    if not records.is_sound():
        raise BrokenError("columns that do not fit together")
    return batch.content, records, batch.skipped


def _file(part: Found | CorpusPart | Skipped) -> Found:
    if isinstance(part, Skipped):
        raise BrokenError("an article of a file that was not read")
    return part.found if isinstance(part, CorpusPart) else part


def sketches_key(records: RecordColumns, k: int) -> bytes:
    """Make a key of everything that shapes the sketches of some articles."""
    files = records.rows["file"].tolist()
    suffixes = {file: suffix(records.files[file][0].id) for file in {*files}}
    formats = [suffixes[file] for file in files]
    return key("sketches", program_key(), k, records.rows["content"].tobytes(), formats)


def pack_sketches(sketches: Sketches) -> bytes:
    """Return the sketches of a piece as bytes."""
    return pack_arrays([getattr(sketches, name) for name in _ARRAYS])


def unpack_sketches(data: bytes, articles: int) -> Sketches:
    """Return the sketches of so many articles; a BrokenError if `pack_sketches` did not write them."""
    arrays = unpack_arrays(data)
    if len(arrays) != len(_ARRAYS) or arrays[0].size != articles:
        raise BrokenError("no sketches, or of another number of articles")
    return Sketches(*arrays)
