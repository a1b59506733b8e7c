"""All articles read once and sketched, a piece at a time; pieces are recalled whose files have not changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from dedupe.article import Skipped, Unreadable
from dedupe.cache.codec import BrokenError
from dedupe.cache.store import Store
from dedupe.errors import InputError, UnsupportedError
from dedupe.index.article_collector import ArticleCollector, ReadArticles
from dedupe.index.batch_cache import pack_records, pack_sketches, unpack_records, unpack_sketches
from dedupe.index.find_pieces import FileState, FoundInput
from dedupe.index.sketch_piece import SketchedBatch, SketchSeed, join_batches, lost_batch, sketch_batch
from dedupe.map_chunks import Progress, Recovery, map_chunks, no_progress, unchanged, with_progress
from dedupe.read.corpus_line import CopyFolder
from dedupe.read.discovered_file import FoundFile, identity
from dedupe.read.pieces import Piece, piece_parts, processes_to_read
from dedupe.read.unread_files import nothing_read


def read_and_sketch(
    found: FoundInput,
    k: int,
    *,
    since: str | None = None,
    store: Store | None = None,
    jobs: int = 1,
    progress: Progress = no_progress,
) -> ReadArticles:
    """Read and sketch what was found; of what is checked against, only what matters counts.

    What is both checked and checked against is not checked against.

    Args:
        since: the first day that counts of what is checked against, ISO 8601, None for all.
        store: where what was read before is remembered.

    Raises:
        InputError: nothing at all could be read, or more than can be told apart.
    """
    collector, copies, store = ArticleCollector(), CopyFolder(), store or Store(None)
    weight = sum(state.weight for place in (found.checked, found.against) for state in place.states)
    seed = SketchSeed(k, store.folder if store.is_open else None, copies.path, weight)
    for is_archive, place in enumerate((found.checked, found.against)):
        before = collector.taken
        done = sketched_batches(place.pieces, place.states, seed, store, jobs)
        weights = [state.weight for state in place.states]
        for batch in with_progress(done, "reading", weights, progress):
            collector.add(batch, is_archive=bool(is_archive))
        _expect_readers(place.given, collector.skipped)
        if (place.given or not is_archive) and collector.taken == before:
            if is_archive and not collector.skipped:
                raise InputError("nothing to check against that is not itself checked")
            raise nothing_read(collector.skipped)
    store.flush()
    articles = collector.collected()
    if not found.is_against:
        return ReadArticles(articles, copies, collector.taken, articles.outlets)
    from dedupe.index.narrow_to_neighbours import narrow_to_neighbours

    return narrow_to_neighbours(collector, articles, found.archives, since, k, copies)


def _expect_readers(paths: Sequence[str | Path | FoundFile], skipped: Sequence[Skipped]) -> None:
    """Raise an UnsupportedError for a file that was asked for by its name and that no reader takes."""
    unsupported = {file.id: file for file in skipped if file.unsupported}
    for path in paths if unsupported else ():
        name = identity(str(path), str(Path.cwd()))
        if name in unsupported:
            raise UnsupportedError(f"{name} cannot be read: {unsupported[name].reason}")


def sketched_batches(
    work: Sequence[Piece], states: Sequence[FileState], seed: SketchSeed, store: Store, jobs: int
) -> Iterator[SketchedBatch]:
    """Recall the pieces whose files have not changed, and do the others, in the order of the pieces."""
    recalled = [_recall(*state, store) for state in zip(work, states, strict=True)]
    new = [at for at, known in enumerate(recalled) if known is None]
    recovery = Recovery(piece_parts, partial(join_batches, seed), partial(lost_batch, seed))
    enough = processes_to_read([states[at].weight for at in new], jobs)
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
        is_unreadable = any(isinstance(file, Unreadable) for file in done.skipped)
        if state.key is not None and state.settled and not is_unreadable:
            packed = pack_records(piece, done.records, done.skipped, done.content)
            store.put(state.key, packed)
    return done
