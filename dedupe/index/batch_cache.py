"""What is read and sketched once is remembered: articles by the state of their files, sketches by what is in these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from dedupe.article import Skipped
from dedupe.cache.codec import BrokenError, Codec
from dedupe.cache.keys import key, program_key
from dedupe.cache.packed_arrays import pack_arrays, unpack_arrays
from dedupe.index.article_record import Remarks
from dedupe.index.record_columns import ROW, RecordColumns
from dedupe.read.corpus_parts import CorpusPart
from dedupe.read.discovered_file import FoundFile
from dedupe.read.formats.registry import suffix
from dedupe.read.pieces import Piece
from dedupe.sketch.sketches import NO_POSTINGS, Postings, Sketches
from dedupe.text.batch.strings import Strings

_ARRAYS = [field.name for field in fields(Sketches) if field.name not in Postings._fields]


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


def _file(part: FoundFile | CorpusPart | Skipped) -> FoundFile:
    if isinstance(part, Skipped):
        raise BrokenError("an article of a file that was not read")
    return part.file if isinstance(part, CorpusPart) else part


def sketches_key(records: RecordColumns, k: int) -> bytes:
    """Make a key of everything that shapes the sketches of some articles."""
    files = records.rows["file"].tolist()
    suffixes = {file: suffix(records.files[file][0].id) for file in {*files}}
    formats = [suffixes[file] for file in files]
    return key("sketches", program_key(), k, records.rows["digest"].tobytes(), formats)


def pack_sketches(sketches: Sketches) -> bytes:
    """Return the sketches of a piece, postings aside, as bytes."""
    return pack_arrays([getattr(sketches, name) for name in _ARRAYS])


def unpack_sketches(data: bytes, articles: int) -> Sketches:
    """Return the sketches of so many articles, without postings; a BrokenError if `pack_sketches` did not write them."""
    arrays = unpack_arrays(data)
    if len(arrays) != len(_ARRAYS) or arrays[0].size != articles:
        raise BrokenError("no sketches, or of another number of articles")
    return Sketches(**dict(zip(_ARRAYS, arrays, strict=True)), **NO_POSTINGS._asdict())


def postings_key(content: bytes) -> bytes:
    """Return the key of the postings that belong to the sketches under some key."""
    return key("postings", content)


def unpack_postings(data: bytes) -> Postings:
    """Return the postings of a piece; a BrokenError if they were not packed with `pack_arrays`."""
    try:
        return Postings(*unpack_arrays(data))
    except TypeError as error:
        raise BrokenError(str(error)) from None
