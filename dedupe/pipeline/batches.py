"""All articles read once and sketched, a piece at a time; no text is kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from dedupe.article import Skipped, Unreadable
from dedupe.cache.codec import BrokenError
from dedupe.errors import InputError
from dedupe.pipeline.batch_cache import (
    UNKNOWN,
    cached_parts,
    file_state,
    pack_records,
    pack_sketches,
    unpack_records,
    unpack_sketches,
)
from dedupe.pipeline.sketch_batch import SketchedBatch, sketch_batch
from dedupe.pipeline.workers import map_chunks, unchanged, with_progress
from dedupe.read.articles import pieces, second
from dedupe.sketch.joining import Columns
from dedupe.sketch.packing import MOST_OWNERS
from dedupe.text.batch.tokenize import concat, tokenize_batch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from dedupe.cache.store import Store
    from dedupe.pipeline.batch_cache import FileState
    from dedupe.pipeline.catalogue import ArticleRecord
    from dedupe.pipeline.workers import Progress
    from dedupe.read.articles import Piece
    from dedupe.read.intake import Intake
    from dedupe.sketch.joining import Joined
    from dedupe.text.batch.tokenize import TokenBatch

_MOST_KEPT = 1 << 24  # tokens, of 8 bytes; of more articles none are kept, but read again
_LEAST_PIECES = 4  # that are worth the start of a process


@dataclass(frozen=True, slots=True)
class ReadArticles:
    """What was read, piece by piece.

    Attributes:
        records: all articles as they were read, those with the identity of an earlier one as well.
        taken: rows of the articles that count, with whether they are of the archive.
        skipped: what was not read, or does not count, and why.
        words: the tokens of all articles if they are few enough to be kept, else None.
        sketches: of all articles.
    """

    records: tuple[ArticleRecord, ...]
    taken: dict[int, bool]
    skipped: tuple[Skipped, ...]
    words: TokenBatch | None
    sketches: Joined


def read_and_sketch(
    paths: Iterable[str | Path],
    against: Iterable[str | Path],
    intake: Intake,
    store: Store,
    *,
    k: int,
    max_file_size: int,
    jobs: int,
    progress: Progress,
) -> ReadArticles:
    """Read and sketch everything.

    Args:
        paths: files, folders and corpora.
        against: the same, of the archive; what is among the paths as well is not of it.
        intake: what is known of the files.
        store: where what was read before is remembered.
        k: tokens a shingle.
        max_file_size: in bytes.
        jobs: processes at most.
        progress: told how far it is.

    Raises:
        InputError: nothing could be read, or more than can be told apart.
    """
    reader = _Collector()
    for is_archive, place in enumerate((list(paths), list(against))):
        before = len(reader.taken)
        work = list(pieces(place, intake=intake, parts_of=partial(cached_parts, store)))
        done = _sketched_batches(work, (k, max_file_size), store, jobs)
        for batch in with_progress(done, "read", len(work), progress):
            reader.take(batch, is_archive=bool(is_archive))
        reader.finish()
        if (place or not is_archive) and len(reader.taken) == before:
            raise _nothing(reader.skipped)
    store.flush()
    return reader.finished()


def _sketched_batches(
    work: Sequence[Piece], options: tuple[int, int], store: Store, jobs: int
) -> Iterator[SketchedBatch]:
    """Recall the pieces whose files have not changed, and do the others, in the order of the pieces."""
    states = [file_state(piece, options) if store.is_open else UNKNOWN for piece in work]
    recalled = [_recall(*it, store) for it in zip(work, states, strict=True)]
    left = [piece for piece, known in zip(work, recalled, strict=True) if known is None]
    seed = (options, store.folder if store.is_open else None)
    done = map_chunks(unchanged, sketch_batch, seed, left, min(jobs, len(left) // _LEAST_PIECES))
    for piece, state, known in zip(work, states, recalled, strict=True):
        yield known or _remember(piece, state, next(done), store)


def _recall(piece: Piece, state: FileState, store: Store) -> SketchedBatch | None:
    if state.key is None:
        return None
    try:
        content, records, skipped = unpack_records(piece, store.get(state.key) or b"")
        sketches = unpack_sketches(store.get(content) or b"", len(records))
    except BrokenError:
        return None
    return SketchedBatch(records, skipped, sketches, None, content)


def _remember(piece: Piece, state: FileState, done: SketchedBatch, store: Store) -> SketchedBatch:
    if store.is_open:
        if done.words is not None:
            store.put(done.content, pack_sketches(done.sketches))
        if state.key is not None and state.settled and not _is_unreadable(done.skipped):
            packed = pack_records(piece, done.records, done.skipped, done.content)
            store.put(state.key, packed)
    return done


def _is_unreadable(skipped: Sequence[Skipped]) -> bool:
    return any(isinstance(it, Unreadable) for it in skipped)


class _Collector:
    """Puts pieces together, and sees to it that no two articles have the same identity."""

    def __init__(self) -> None:
        self.records: list[ArticleRecord] = []
        self.columns = Columns()
        self.skipped: list[Skipped] = []
        self.taken: dict[int, bool] = {}
        self.rows: dict[str, int] = {}  # of the places that are done
        self.own: dict[str, int] = {}  # of the place at hand
        self.words: list[TokenBatch] | None = [tokenize_batch([])]
        self.tokens = 0

    def take(self, piece: SketchedBatch, *, is_archive: bool) -> None:
        for row, record in enumerate(piece.records, len(self.records)):
            if record.id in self.own:
                holder = self._entry(piece, self.own[record.id])
                self.skipped.append(second(record.id, record.path, holder.path))
            elif record.id not in self.rows:
                self.own[record.id] = row
                self.taken[row] = is_archive
            elif _is_elsewhere(record, self.records[self.rows[record.id]]):
                self.skipped.append(
                    Skipped(record.id, f"a second article of this id, in {record.path}")
                )
        self.skipped += piece.skipped
        self.records += piece.records
        self.columns.take(piece.sketches)
        self._keep(piece.words)
        if len(self.records) > MOST_OWNERS:
            raise InputError(f"more than {MOST_OWNERS:,} articles")

    def _keep(self, words: TokenBatch | None) -> None:
        """Keep the tokens of all articles, or of none."""
        self.tokens += words.hashes.size if words else 0
        if words is None or self.tokens > _MOST_KEPT:
            self.words = None
        elif self.words is not None:
            self.words.append(words)

    def _entry(self, piece: SketchedBatch, row: int) -> ArticleRecord:
        known = len(self.records)
        return self.records[row] if row < known else piece.records[row - known]

    def finish(self) -> None:
        self.rows |= self.own
        self.own = {}

    def finished(self) -> ReadArticles:
        return ReadArticles(
            tuple(self.records),
            self.taken,
            tuple(self.skipped),
            None if self.words is None else concat(self.words),
            self.columns.joined(),
        )


def _is_elsewhere(record: ArticleRecord, other: ArticleRecord) -> bool:
    return (record.path, record.place.line) != (other.path, other.place.line)


def _nothing(skipped: Sequence[Skipped]) -> InputError:
    reasons = "; ".join(f"{it.id}: {it.reason}" for it in skipped[:3])
    return InputError(f"nothing could be read{': ' if reasons else ''}{reasons}")
