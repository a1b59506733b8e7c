"""Pieces recalled whose files have not changed, and the others sketched, in the order of the pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from dedupe.article import Skipped, Unreadable
from dedupe.cache.codec import BrokenError
from dedupe.cache.store import Store
from dedupe.index.batch_cache import (
    UNKNOWN,
    FileState,
    file_state,
    pack_records,
    pack_sketches,
    unpack_records,
    unpack_sketches,
)
from dedupe.index.sketch_batch import (
    SketchedBatch,
    SketchSeed,
    join_batches,
    lost_batch,
    sketch_batch,
)
from dedupe.read.article_reader import Piece
from dedupe.read.piece_work import piece_parts, processes_to_read
from dedupe.workers import Recovery, map_chunks, unchanged


def sketched_batches(
    work: Sequence[Piece], weights: Sequence[float], seed: SketchSeed, store: Store, jobs: int
) -> Iterator[SketchedBatch]:
    """Recall the pieces whose files have not changed, and do the others, in the order of the pieces."""
    states = [file_state(piece, seed.options) if store.is_open else UNKNOWN for piece in work]
    recalled = [_recall(*state, store) for state in zip(work, states, strict=True)]
    new = [at for at, known in enumerate(recalled) if known is None]
    recovery = Recovery(piece_parts, partial(join_batches, seed), partial(lost_batch, seed))
    enough = processes_to_read([weights[at] for at in new], jobs)
    done = map_chunks(unchanged, sketch_batch, seed, [work[at] for at in new], enough, recovery)
    recalled.reverse()  # so that each is let go as it is taken
    for piece, state in zip(work, states, strict=True):
        yield recalled.pop() or _remember(piece, state, next(done), store)


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
        if store.get(done.content) is None:
            store.put(done.content, pack_sketches(done.sketches))
        if state.key is not None and state.settled and not _is_unreadable(done.skipped):
            packed = pack_records(piece, done.records, done.skipped, done.content)
            store.put(state.key, packed)
    return done


def _is_unreadable(skipped: Sequence[Skipped]) -> bool:
    return any(isinstance(file, Unreadable) for file in skipped)
