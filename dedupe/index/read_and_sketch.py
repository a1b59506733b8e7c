"""All articles read once and sketched, a piece at a time; no text is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from dedupe.archive.manifest import is_archive_folder
from dedupe.article import Skipped, Unreadable
from dedupe.cache.codec import BrokenError
from dedupe.errors import InputError, UnsupportedError
from dedupe.index.batch_cache import (
    UNKNOWN,
    cached_parts,
    file_state,
    pack_records,
    pack_sketches,
    unpack_records,
    unpack_sketches,
)
from dedupe.index.narrow_to_neighbours import choose_neighbours
from dedupe.index.sketch_batch import (
    MOST_KEPT,
    SketchedBatch,
    SketchSeed,
    join_batches,
    lost_batch,
    piece_parts,
    piece_weights,
    processes_to_read,
    sketch_batch,
)
from dedupe.read.article_identity import identity
from dedupe.read.article_reader import pieces, qualified
from dedupe.read.found_file import Found
from dedupe.read.temporary_copies import CopyFolder
from dedupe.read.unread_files import count_unread
from dedupe.sketch.packed_postings import MOST_OWNERS
from dedupe.sketch.sketch_collection import SketchCollector
from dedupe.text.batch.tokenize import concat, tokenize_batch
from dedupe.workers import Recovery, map_chunks, unchanged, with_progress

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dedupe.archive.article_columns import ShownOrder
    from dedupe.archive.estimates import EstimatedPair
    from dedupe.cache.store import Store
    from dedupe.index.batch_cache import FileState
    from dedupe.index.catalogue import ArticleRecord
    from dedupe.index.narrow_to_neighbours import Neighbours
    from dedupe.read.article_reader import Piece
    from dedupe.read.intake import Intake
    from dedupe.sketch.sketch_collection import SketchCollection
    from dedupe.text.batch.tokenize import TokenBatch
    from dedupe.workers import Progress


@dataclass(frozen=True, slots=True)
class ReadArticles:
    """What was read, piece by piece.

    Attributes:
        records: all articles as they were read, those with the identity of an earlier one as well.
        taken: rows of the articles that count, with whether they are of the archive.
        skipped: what was not read, and why.
        qualified: identities of the articles whose own one another has.
        words: the tokens of all articles if they are few enough to be kept, else of none.
        sketches: of all articles.
        copies: where articles are that take long to read again.
        is_against: whether some were checked against others.
        count: of the articles that count, and of those of archives that were not read.
        outlets: the names of the outlets of all these.
        date_orders: what articles of archives show of the order of day and month.
        estimates: what articles share with those of archives that keep no texts, by their rows.
    """

    records: tuple[ArticleRecord, ...]
    taken: dict[int, bool]
    skipped: tuple[Skipped, ...]
    qualified: tuple[str, ...]
    words: TokenBatch
    sketches: SketchCollection
    copies: CopyFolder
    is_against: bool
    count: int
    outlets: frozenset[str]
    date_orders: frozenset[ShownOrder] = frozenset()
    estimates: tuple[EstimatedPair, ...] = ()


def read_and_sketch(
    paths: Iterable[str | Path | Found],
    against: Iterable[str | Path | Found],
    intake: Intake,
    store: Store,
    *,
    k: int,
    max_file_size: int,
    jobs: int,
    since: str | None,
    progress: Progress,
) -> ReadArticles:
    """Read and sketch everything; of what is checked against, only what matters counts.

    Args:
        paths: files, folders and corpora.
        against: the same, and archives, of the archive; what is among the paths as well is not of it.
        store: where what was read before is remembered.
        since: the first day that counts of what is checked against, ISO 8601, None for all.

    Raises:
        InputError: nothing could be read, or more than can be told apart.
    """
    reader, copies = _Collector(), CopyFolder()
    given = list(against)
    archives = [
        Path(path) for path in given if not isinstance(path, Found) and is_archive_folder(path)
    ]
    files = [path for path in given if isinstance(path, Found) or Path(path) not in archives]
    seed = SketchSeed(k, max_file_size, store.folder if store.is_open else None, copies.path)
    for is_archive, place in enumerate((list(paths), files)):
        before = len(reader.taken)
        work = list(pieces(place, intake=intake, parts_of=partial(cached_parts, store)))
        weights = piece_weights(work)
        done = _sketched_batches(work, weights, seed, store, jobs)
        for batch in with_progress(done, "reading", weights, progress):
            reader.take(batch, is_archive=bool(is_archive))
        reader.finish()
        _expect_readers(place, reader.skipped)
        if (place or not is_archive) and len(reader.taken) == before:
            raise _nothing(reader.skipped, is_archive=bool(is_archive))
    store.flush()
    if not given:
        return reader.finished(copies)
    chosen = choose_neighbours(
        reader.records, reader.taken, reader.columns.joined(), archives, since, k, copies
    )
    return reader.narrowed(chosen, copies)


def _sketched_batches(
    work: Sequence[Piece], weights: Sequence[float], seed: SketchSeed, store: Store, jobs: int
) -> Iterator[SketchedBatch]:
    """Recall the pieces whose files have not changed, and do the others, in the order of the pieces."""
    states = [file_state(piece, seed.options) if store.is_open else UNKNOWN for piece in work]
    recalled = [_recall(*state, store) for state in zip(work, states, strict=True)]
    new = [at for at, known in enumerate(recalled) if known is None]
    recovery = Recovery(piece_parts, partial(join_batches, seed), partial(lost_batch, seed))
    enough = processes_to_read([weights[at] for at in new], jobs)
    done = map_chunks(unchanged, sketch_batch, seed, [work[at] for at in new], enough, recovery)
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
        if store.get(done.content) is None:
            store.put(done.content, pack_sketches(done.sketches))
        if state.key is not None and state.settled and not _is_unreadable(done.skipped):
            packed = pack_records(piece, done.records, done.skipped, done.content)
            store.put(state.key, packed)
    return done


def _is_unreadable(skipped: Sequence[Skipped]) -> bool:
    return any(isinstance(file, Unreadable) for file in skipped)


class _Collector:
    """Collects batches in their order, so that no two articles have the same identity."""

    def __init__(self) -> None:
        self.records: list[ArticleRecord] = []
        self.columns = SketchCollector()
        self.skipped: list[Skipped] = []
        self.qualified: list[str] = []
        self.taken: dict[int, bool] = {}
        self.rows: dict[str, int] = {}  # of the places that are done
        self.own: dict[str, int] = {}  # of the place at hand
        self.words: list[TokenBatch] | None = [tokenize_batch([])]
        self.tokens = 0

    def take(self, piece: SketchedBatch, *, is_archive: bool) -> None:
        records: list[ArticleRecord] = []
        for row, record in enumerate(piece.records, len(self.records)):
            name = self._free_name(record, records)
            if name is not None:
                self.own[name] = row
                self.taken[row] = is_archive
                if name != record.id:
                    self.qualified.append(name)
            records.append(record._replace(id=name or record.id))
        self.skipped += piece.skipped
        self.records += records
        self.columns.take(piece.sketches)
        self._keep(piece.words)
        if len(self.records) > MOST_OWNERS:
            raise InputError(f"more than {MOST_OWNERS:,} articles")

    def _keep(self, words: TokenBatch | None) -> None:
        """Keep the tokens of all articles, or of none."""
        self.tokens += words.hashes.size if words else 0
        if words is None or self.tokens > MOST_KEPT:
            self.words = None
        elif self.words is not None:
            self.words.append(words)

    def _free_name(self, record: ArticleRecord, latest: Sequence[ArticleRecord]) -> str | None:
        """Return the identity of an article, with its file and line if another has the one it gives.

        Args:
            latest: the records after those that are kept.

        Returns:
            None for an article that was read before, as one of both places.
        """
        name = record.id
        while (row := self.own.get(name, self.rows.get(name))) is not None:
            known = len(self.records)
            holder = self.records[row] if row < known else latest[row - known]
            if _place(holder) == _place(record):
                return None
            name = qualified(record.id, record.place) if name == record.id else f"{name}+"
        return name

    def finish(self) -> None:
        self.rows |= self.own
        self.own = {}

    def narrowed(self, chosen: Neighbours, copies: CopyFolder) -> ReadArticles:
        """Return what was read, of what is checked against only the articles that matter."""
        checked = [row for row, is_archive in self.taken.items() if not is_archive]
        self.taken = {
            row: is_archive
            for row, is_archive in self.taken.items()
            if not is_archive or row in chosen.rows
        }
        for batch in chosen.stored:
            self.take(batch, is_archive=True)
        first = len(self.records)
        self.take(chosen.unread.batch, is_archive=True)
        self.finish()
        return replace(
            self.finished(copies),
            is_against=True,
            count=len(checked) + chosen.articles,
            outlets=chosen.outlets | self._outlets(),
            date_orders=chosen.date_orders,
            estimates=tuple(
                pair._replace(checked=checked[pair.checked], stored=first + pair.stored)
                for pair in chosen.unread.pairs
            ),
        )

    def _outlets(self) -> frozenset[str]:
        return frozenset(self.records[row].outlet or "" for row in self.taken) - {""}

    def finished(self, copies: CopyFolder) -> ReadArticles:
        return ReadArticles(
            tuple(self.records),
            self.taken,
            tuple(self.skipped),
            tuple(self.qualified),
            concat(self.words or [tokenize_batch([])]),
            self.columns.joined(),
            copies,
            False,
            len(self.taken),
            self._outlets(),
        )


def _place(record: ArticleRecord) -> tuple[str, int, int]:
    return record.path, record.place.line, record.place.record


def _expect_readers(paths: Sequence[str | Path | Found], skipped: Sequence[Skipped]) -> None:
    """Refuse to go on without a file that was asked for by its name.

    Raises:
        UnsupportedError: no reader takes it.
    """
    unsupported = {file.id: file for file in skipped if file.unsupported}
    for path in paths if unsupported else ():
        name = identity(str(path), str(Path.cwd()))
        if name in unsupported:
            raise UnsupportedError(f"{name} cannot be read: {unsupported[name].reason}")


def _nothing(skipped: Sequence[Skipped], *, is_archive: bool) -> InputError:
    reasons = [f"{file.id}: {file.reason}" for file in skipped if not file.unsupported]
    said = "; ".join([*reasons, *map(str, count_unread(skipped))][:3])
    if is_archive and not said:
        return InputError("nothing to check against that is not itself checked")
    return InputError(f"nothing could be read{': ' if said else ''}{said}")
