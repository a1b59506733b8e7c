"""What is read and sketched once is remembered: by the state of its files, and by what is in them."""

from __future__ import annotations

import json
import os
import time
from typing import TYPE_CHECKING, NamedTuple

from dedupe.article import Skipped
from dedupe.cache.arrays import pack_arrays, unpack_arrays
from dedupe.cache.codec import BrokenError
from dedupe.cache.keys import key, program_key
from dedupe.pipeline.catalogue import ArticleRecord
from dedupe.read.corpus import CorpusPart, Place, corpus_parts
from dedupe.read.formats import extension
from dedupe.sketch.scaled import Samples
from dedupe.sketch.sketches import Sketches

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dedupe.cache.store import Store
    from dedupe.read.articles import Piece
    from dedupe.read.found import Found

_SETTLED = 2_000_000_000  # nanoseconds after which a file that changes again has another time


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
    """Look at the files of a piece without opening them.

    Args:
        piece: to be read.
        options: that it would be read and sketched with.
    """
    stats: list[tuple[object, ...]] = []
    newest = 0
    try:
        for it in piece:
            if isinstance(it, Skipped):
                stats.append((it.id, it.reason))
                continue
            found = it.found if isinstance(it, CorpusPart) else it
            stat = os.stat(found.path)  # noqa: PTH116 - a path object each would take longer
            newest = max(newest, stat.st_mtime_ns, stat.st_ctime_ns)
            state = (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino, stat.st_dev)
            stats.append((it, *state))
    except (OSError, ValueError):
        return UNKNOWN
    return FileState(
        key("piece", program_key(), options, stats), newest < time.time_ns() - _SETTLED
    )


def files_failed(piece: Piece, skipped: Sequence[Skipped]) -> bool:
    """Tell whether a file of a piece could not be read as a whole, perhaps only for the moment."""
    names = {_file(it).id for it in piece if not isinstance(it, Skipped)}
    return any(it.id in names for it in skipped)


def cached_parts(store: Store, found: Found) -> Iterator[CorpusPart | Skipped]:
    """Divide a corpus as `corpus_parts` does, without reading it if it has not changed."""
    state = file_state((found,), (0, 0))
    known = store.get(state.key) if state.key else None
    rows = _rows(known) if known else None
    if rows is not None:
        yield from (CorpusPart(found, *row) for row in rows)
        return
    parts = []
    for part in corpus_parts(found):
        parts.append(part)
        yield part
    if state.key and state.settled and all(isinstance(it, CorpusPart) for it in parts):
        places = [(it.start, it.end, it.before) for it in parts if isinstance(it, CorpusPart)]
        store.put(state.key, json.dumps(places).encode())


def _rows(data: bytes) -> list[tuple[int, int, int]] | None:
    try:
        return [(int(start), int(end), int(before)) for start, end, before in json.loads(data)]
    except (ValueError, TypeError):
        return None


def pack_records(
    piece: Piece, records: Sequence[ArticleRecord], skipped: Sequence[Skipped], content: bytes
) -> bytes:
    """Write the articles of a piece, and the key of its sketches."""
    places = {_file(it).path: at for at, it in enumerate(piece) if not isinstance(it, Skipped)}
    rows = [
        (
            places[it.place.found.path],
            it.place.offset,
            it.place.size,
            it.place.line,
            it.id,
            it.outlet,
            it.date,
            it.encoding,
            it.paragraphs,
            it.content.hex(),
        )
        for it in records
    ]
    return json.dumps([content.hex(), rows, [(it.id, it.reason) for it in skipped]]).encode()


def unpack_records(
    piece: Piece, data: bytes
) -> tuple[bytes, tuple[ArticleRecord, ...], tuple[Skipped, ...]]:
    """Read them again.

    Raises:
        BrokenError: the data is not what `pack_records` writes.
    """
    try:
        content, rows, skipped = json.loads(data)
        records = tuple(
            ArticleRecord(
                name,
                Place(_file(piece[at]), offset, size, line),
                outlet,
                date,
                encoding,
                paragraphs,
                bytes.fromhex(digest),
            )
            for at, offset, size, line, name, outlet, date, encoding, paragraphs, digest in rows
        )
        return bytes.fromhex(content), records, tuple(Skipped(*it) for it in skipped)
    except (ValueError, TypeError, IndexError, RecursionError) as error:
        raise BrokenError(str(error)) from None


def _file(it: Found | CorpusPart | Skipped) -> Found:
    if isinstance(it, Skipped):
        raise BrokenError("an article of a file that was not read")
    return it.found if isinstance(it, CorpusPart) else it


def sketches_key(records: Sequence[ArticleRecord], options: tuple[int, int]) -> bytes:
    """Make a key of everything that shapes the sketches of some articles."""
    contents = [(it.content, extension(it.path)) for it in records]
    return key("sketches", program_key(), options, contents)


def pack_sketches(sketches: Sketches) -> bytes:
    """Write the sketches of a piece."""
    return pack_arrays(
        None,
        {
            "sizes": sketches.sizes,
            "digests": sketches.digests,
            "bands": sketches.bands,
            "packed": sketches.samples.packed,
            "counts": sketches.samples.counts,
            "paragraphs": sketches.paragraphs,
            "article_starts": sketches.article_starts,
            "quotations": sketches.quotations,
        },
    )


def unpack_sketches(data: bytes, articles: int) -> Sketches:
    """Read them again.

    Raises:
        BrokenError: the data is not what `pack_sketches` writes for so many articles.
    """
    _, arrays = unpack_arrays(data)
    try:
        samples = Samples(arrays.pop("packed"), arrays.pop("counts"))
        sketches = Sketches(samples=samples, **arrays)
    except (KeyError, TypeError) as error:
        raise BrokenError(str(error)) from None
    if sketches.sizes.size != articles:
        raise BrokenError("of another number of articles")
    return sketches
