"""What is read and sketched once is remembered: by the state of its files, and by what is in them."""

from __future__ import annotations

import os
import time
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from dedupe.article import Note, Skipped
from dedupe.cache.arrays import pack_arrays, unpack_arrays
from dedupe.cache.codec import BrokenError, Codec
from dedupe.cache.keys import key, program_key
from dedupe.index.catalogue import ArticleRecord
from dedupe.read.corpus import CorpusPart, Place, corpus_parts
from dedupe.read.formats.registry import suffix
from dedupe.read.parse_date import DateOrder
from dedupe.read.suppression_comments import Suppression
from dedupe.sketch.fracminhash import Samples
from dedupe.sketch.sketches import Sketches

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dedupe.cache.store import Store
    from dedupe.read.article_reader import Piece
    from dedupe.read.found_file import Found

# A file that changes again after so many seconds has another time.
_SETTLED = float(os.environ.get("_DEDUPE_SETTLE_SECONDS", "2"))


class FileState(NamedTuple):
    """The state of the files of a piece.

    Attributes:
        key: of their names, sizes and times; None if one of them is not there.
        settled: whether a change of one of them would change the key.
    """

    key: bytes | None
    settled: bool


UNKNOWN = FileState(None, False)


def file_state(piece: Piece, options: tuple[int, int]) -> FileState:
    """Look at the files of a piece without opening them."""
    stats: list[tuple[object, ...]] = []
    newest = 0
    try:
        for part in piece:
            if isinstance(part, Skipped):
                stats.append((part.id, part.reason))
                continue
            found = part.found if isinstance(part, CorpusPart) else part
            stat = os.stat(found.path)  # noqa: PTH116 - a path object each would take longer
            newest = max(newest, stat.st_mtime_ns, stat.st_ctime_ns)
            state = (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino, stat.st_dev)
            stats.append((part, *state))
    except (OSError, ValueError):
        return UNKNOWN
    return FileState(
        key("piece", program_key(), options, stats), newest < time.time_ns() - int(_SETTLED * 1e9)
    )


@lru_cache(maxsize=1)
def _parts_codec() -> Codec[tuple[tuple[int, int, int], ...]]:
    return Codec(tuple[tuple[int, int, int], ...])


def cached_parts(store: Store, found: Found) -> Iterator[CorpusPart | Skipped]:
    """Divide a corpus as `corpus_parts` does, without reading it if it has not changed."""
    state = file_state((found,), (0, 0))
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
        places = tuple(
            (part.start, part.end, part.before) for part in parts if isinstance(part, CorpusPart)
        )
        store.put(state.key, _parts_codec().encode(places))


class _Row(NamedTuple):
    """A record of the catalogue, its file by its place in the piece."""

    file: int
    offset: int | None
    size: int
    line: int
    record: int
    id: str
    outlet: str | None
    date: str | None
    encoding: str | None
    content: bytes
    suppressions: tuple[Suppression, ...]
    unsettled: tuple[str, str] | None
    date_order: DateOrder | None
    notes: tuple[Note, ...]
    is_wire: bool


class _CachedBatch(NamedTuple):
    content: bytes
    rows: tuple[_Row, ...]
    skipped: tuple[Skipped, ...]


@lru_cache(maxsize=1)
def _batch_codec() -> Codec[_CachedBatch]:
    return Codec(_CachedBatch)


def pack_records(
    piece: Piece, records: Sequence[ArticleRecord], skipped: Sequence[Skipped], content: bytes
) -> bytes:
    """Return the articles of a piece, and the key of their sketches, as bytes."""
    files = {_file(part).path: at for at, part in enumerate(piece) if not isinstance(part, Skipped)}
    rows = tuple(
        _Row(
            files[record.place.found.path],
            None if record.place.copy else record.place.offset,
            record.place.size,
            record.place.line,
            record.place.record,
            record.id,
            *record[2:],
        )
        for record in records
    )
    return _batch_codec().encode(_CachedBatch(content, rows, tuple(skipped)))


def unpack_records(
    piece: Piece, data: bytes
) -> tuple[bytes, tuple[ArticleRecord, ...], tuple[Skipped, ...]]:
    """Return the key of the sketches, the articles, and what was skipped.

    Raises:
        BrokenError: the data is not what `pack_records` writes.
    """
    content, rows, skipped = _batch_codec().decode(data)
    try:
        records = tuple(
            ArticleRecord(
                row.id,
                Place(_file(piece[row.file]), row.offset, row.size, row.line, row.record),
                *row[6:],
            )
            for row in rows
        )
    except IndexError as error:
        raise BrokenError(str(error)) from None
    return content, records, skipped


def _file(part: Found | CorpusPart | Skipped) -> Found:
    if isinstance(part, Skipped):
        raise BrokenError("an article of a file that was not read")
    return part.found if isinstance(part, CorpusPart) else part


def sketches_key(records: Sequence[ArticleRecord], options: tuple[int, int]) -> bytes:
    """Make a key of everything that shapes the sketches of some articles."""
    contents = [(record.content, suffix(record.path)) for record in records]
    return key("sketches", program_key(), options, contents)


def pack_sketches(sketches: Sketches) -> bytes:
    """Return the sketches of a piece as bytes."""
    return pack_arrays(
        (
            sketches.sizes,
            sketches.digests,
            sketches.bands,
            sketches.samples.packed,
            sketches.samples.counts,
            sketches.paragraphs,
            sketches.article_starts,
            sketches.quotations,
        )
    )


def unpack_sketches(data: bytes, articles: int) -> Sketches:
    """Return the sketches that were packed.

    Raises:
        BrokenError: the data is not what `pack_sketches` writes for so many articles.
    """
    arrays = unpack_arrays(data)
    if len(arrays) != 8 or arrays[0].size != articles:
        raise BrokenError("no sketches, or of another number of articles")
    sizes, digests, bands, packed, counts, paragraphs, article_starts, quotations = arrays
    return Sketches(
        sizes, digests, bands, Samples(packed, counts), paragraphs, article_starts, quotations
    )
