"""All articles read once and sketched, a piece at a time; pieces are recalled whose files have not changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from dedupe.article import Skipped, Unreadable
from dedupe.cache.codec import BrokenError
from dedupe.cache.packed_arrays import pack_arrays
from dedupe.cache.store import Store
from dedupe.errors import InputError, UnsupportedError
from dedupe.index.article_collector import ArticleCollector, ReadArticles
from dedupe.index.article_postings import ArticlePostings
from dedupe.index.batch_cache import (
    pack_records,
    pack_sketches,
    postings_key,
    unpack_postings,
    unpack_records,
    unpack_sketches,
)
from dedupe.index.find_pieces import FileState, FoundInput
from dedupe.index.sketch_piece import SketchedBatch, SketchSeed, join_batches, lost_batch, sketch_batch
from dedupe.map_chunks import Progress, Recovery, map_chunks, no_progress, unchanged, with_progress
from dedupe.read.corpus_line import CopyFolder
from dedupe.read.discovered_file import FoundFile, identity
from dedupe.read.pieces import Piece, piece_parts, processes_to_read
from dedupe.read.unread_files import nothing_read
from dedupe.sketch.sketches import NO_POSTINGS


def read_and_sketch(
    found: FoundInput,
    k: int,
    *,
    since: str | None = None,
    store: Store | None = None,
    jobs: int = 1,
    progress: Progress = no_progress,
    whole: bool = False,
) -> ReadArticles:
    """Read and sketch what was found; of what is checked against, only what matters counts.

    What is both checked and checked against is not checked against.

    Args:
        since: the first day that counts of what is checked against, ISO 8601, None for all.
        store: where what was read before is remembered.
        whole: whether the postings of all articles are wanted at hand; else the cache has them, if there is one.

    Raises:
        InputError: nothing at all could be read, or more than can be told apart.
    """
    collector, copies, store = ArticleCollector(), CopyFolder(), store or Store(None)
    weight = sum(state.weight for place in (found.checked, found.against) for state in place.states)
    seed = SketchSeed(k, store.folder if store.is_open else None, copies.path, weight)
    waits = store.is_open and not whole and not found.is_against
    for is_archive, place in enumerate((found.checked, found.against)):
        before = collector.taken
        done = sketched_batches(place.pieces, place.states, seed, store, jobs, waits=waits)
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
        at_hand = None if waits else articles.sketches.postings
        postings = ArticlePostings(articles.batches, at_hand, store)
        return ReadArticles(articles, postings, copies, collector.taken, articles.outlets)
    from dedupe.index.narrow_to_neighbours import narrow_to_neighbours

    return narrow_to_neighbours(collector, articles, found.archives, since, k, copies, store)


def _expect_readers(paths: Sequence[str | Path | FoundFile], skipped: Sequence[Skipped]) -> None:
    """Raise an UnsupportedError for a file that was asked for by its name and that no reader takes."""
    unsupported = {file.id: file for file in skipped if file.unsupported}
    for path in paths if unsupported else ():
        name = identity(str(path), str(Path.cwd()))
        if name in unsupported:
            raise UnsupportedError(f"{name} cannot be read: {unsupported[name].reason}")


def sketched_batches(
    work: Sequence[Piece],
    states: Sequence[FileState],
    seed: SketchSeed,
    store: Store,
    jobs: int,
    *,
    waits: bool = False,
) -> Iterator[SketchedBatch]:
    """Recall the pieces whose files have not changed, and do the others, in the order of the pieces.

    Where their postings wait in the cache, the batches have none.
    """
    recalled = [_recall(*state, store, waits=waits) for state in zip(work, states, strict=True)]
    new = [at for at, known in enumerate(recalled) if known is None]
    recovery = Recovery(piece_parts, partial(join_batches, seed), partial(lost_batch, seed))
    enough = processes_to_read([states[at].weight for at in new], jobs)
    done = map_chunks(unchanged, sketch_batch, seed, [work[at] for at in new], enough, recovery)
    recalled.reverse()  # so that each is let go as it is taken
    for piece, state in zip(work, states, strict=True):
        if (known := recalled.pop()) is None:
            known = next(done)
            _remember(piece, state, known, store)
        yield replace(known, sketches=known.sketches.with_postings(NO_POSTINGS)) if waits else known


def _recall(piece: Piece, state: FileState, store: Store, *, waits: bool) -> SketchedBatch | None:
    if state.key is None:
        return None
    try:
        content, records, skipped = unpack_records(piece, store.get(state.key) or b"")
        sketches = unpack_sketches(store.get(content) or b"", len(records))
        if waits:
            store.mark_used((postings_key(content),))
        else:
            sketches = sketches.with_postings(unpack_postings(store.get(postings_key(content)) or b""))
    except BrokenError:
        return None
    return SketchedBatch(records, skipped, sketches, None, content)


def _remember(piece: Piece, state: FileState, done: SketchedBatch, store: Store) -> None:
    if not store.is_open:
        return
    store.put(done.content, pack_sketches(done.sketches))
    store.put(postings_key(done.content), pack_arrays(done.sketches.postings))
    is_unreadable = any(isinstance(file, Unreadable) for file in done.skipped)
    if state.key is not None and state.settled and not is_unreadable:
        store.put(state.key, pack_records(piece, done.records, done.skipped, done.content))
