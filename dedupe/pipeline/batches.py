"""All articles read once and sketched, a piece at a time; no text is kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from dedupe.article import Skipped
from dedupe.cache.codec import BrokenError
from dedupe.errors import InputError
from dedupe.pipeline.batch_cache import (
    UNKNOWN,
    files_failed,
    pack_entries,
    pack_sketches,
    remembered_parts,
    state_of,
    unpack_entries,
    unpack_sketches,
)
from dedupe.pipeline.sketch_batch import Piecework, sketch_piece
from dedupe.pipeline.workers import as_given, spread, tracked
from dedupe.read.articles import pieces, second
from dedupe.sketch.joining import Columns
from dedupe.sketch.packing import MOST_OWNERS
from dedupe.text.words import join_words, tokenize_batch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from dedupe.cache.store import Store
    from dedupe.pipeline.batch_cache import State
    from dedupe.pipeline.catalogue import Entry
    from dedupe.pipeline.workers import Progress
    from dedupe.read.articles import Piece
    from dedupe.read.intake import Intake
    from dedupe.sketch.joining import Joined
    from dedupe.text.words import Words

_MOST_KEPT = 1 << 24  # tokens, of 8 bytes; of more articles none are kept, but read again
_LEAST_PIECES = 4  # that are worth the start of a process


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was read, piece by piece.

    Attributes:
        entries: all articles as they were read, those with the identity of an earlier one as well.
        taken: rows of the articles that count, with whether they are of the archive.
        skipped: what was not read, or does not count, and why.
        words: the tokens of all articles if they are few enough to be kept, else None.
        sketches: of all articles.
    """

    entries: tuple[Entry, ...]
    taken: dict[int, bool]
    skipped: tuple[Skipped, ...]
    words: Words | None
    sketches: Joined


def gather(
    paths: Iterable[str | Path],
    against: Iterable[str | Path],
    intake: Intake,
    store: Store,
    *,
    k: int,
    max_file_size: int,
    jobs: int,
    progress: Progress,
) -> Gathered:
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
    reader = _Gatherer()
    for is_archive, place in enumerate((list(paths), list(against))):
        before = len(reader.taken)
        work = list(pieces(place, intake=intake, parts_of=partial(remembered_parts, store)))
        done = _pieceworks(work, (k, max_file_size), store, jobs)
        for piecework in tracked(done, "read", len(work), progress):
            reader.take(piecework, is_archive=bool(is_archive))
        reader.finish()
        if (place or not is_archive) and len(reader.taken) == before:
            raise _nothing(reader.skipped)
    store.flush()
    return reader.gathered()


def _pieceworks(
    work: Sequence[Piece], options: tuple[int, int], store: Store, jobs: int
) -> Iterator[Piecework]:
    """Recall the pieces whose files have not changed, and do the others, in the order of the pieces."""
    states = [state_of(piece, options) if store.is_open else UNKNOWN for piece in work]
    recalled = [_recall(*it, store) for it in zip(work, states, strict=True)]
    left = [piece for piece, known in zip(work, recalled, strict=True) if known is None]
    seed = (options, store.folder if store.is_open else None)
    done = spread(as_given, sketch_piece, seed, left, min(jobs, len(left) // _LEAST_PIECES))
    for piece, state, known in zip(work, states, recalled, strict=True):
        yield known or _remember(piece, state, next(done), store)


def _recall(piece: Piece, state: State, store: Store) -> Piecework | None:
    if state.key is None:
        return None
    try:
        content, entries, skipped = unpack_entries(piece, store.get(state.key) or b"")
        sketches = unpack_sketches(store.get(content) or b"", len(entries))
    except BrokenError:
        return None
    return Piecework(entries, skipped, sketches, None, content)


def _remember(piece: Piece, state: State, done: Piecework, store: Store) -> Piecework:
    if store.is_open:
        if done.words is not None:
            store.put(done.content, pack_sketches(done.sketches))
        if state.key is not None and state.settled and not files_failed(piece, done.skipped):
            packed = pack_entries(piece, done.entries, done.skipped, done.content)
            store.put(state.key, packed)
    return done


class _Gatherer:
    """Puts pieces together, and sees to it that no two articles have the same identity."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.columns = Columns()
        self.skipped: list[Skipped] = []
        self.taken: dict[int, bool] = {}
        self.rows: dict[str, int] = {}  # of the places that are done
        self.own: dict[str, int] = {}  # of the place at hand
        self.words: list[Words] | None = [tokenize_batch([])]
        self.tokens = 0

    def take(self, piece: Piecework, *, is_archive: bool) -> None:
        for row, entry in enumerate(piece.entries, len(self.entries)):
            if entry.id in self.own:
                holder = self._entry(piece, self.own[entry.id])
                self.skipped.append(second(entry.id, entry.path, holder.path))
            elif entry.id not in self.rows:
                self.own[entry.id] = row
                self.taken[row] = is_archive
            elif _is_elsewhere(entry, self.entries[self.rows[entry.id]]):
                self.skipped.append(
                    Skipped(entry.id, f"a second article of this id, in {entry.path}")
                )
        self.skipped += piece.skipped
        self.entries += piece.entries
        self.columns.take(piece.sketches)
        self._keep(piece.words)
        if len(self.entries) > MOST_OWNERS:
            raise InputError(f"more than {MOST_OWNERS:,} articles")

    def _keep(self, words: Words | None) -> None:
        """Keep the tokens of all articles, or of none."""
        self.tokens += words.hashes.size if words else 0
        if words is None or self.tokens > _MOST_KEPT:
            self.words = None
        elif self.words is not None:
            self.words.append(words)

    def _entry(self, piece: Piecework, row: int) -> Entry:
        known = len(self.entries)
        return self.entries[row] if row < known else piece.entries[row - known]

    def finish(self) -> None:
        self.rows |= self.own
        self.own = {}

    def gathered(self) -> Gathered:
        return Gathered(
            tuple(self.entries),
            self.taken,
            tuple(self.skipped),
            None if self.words is None else join_words(self.words),
            self.columns.joined(),
        )


def _is_elsewhere(entry: Entry, other: Entry) -> bool:
    return (entry.path, entry.place.line) != (other.path, other.place.line)


def _nothing(skipped: Sequence[Skipped]) -> InputError:
    reasons = "; ".join(f"{it.id}: {it.reason}" for it in skipped[:3])
    return InputError(f"nothing could be read{': ' if reasons else ''}{reasons}")
