"""Articles read into an archive, a new one or one that is there, in the place of those that they replace."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dedupe.archive.archive import Archive
from dedupe.archive.article_columns import StoredArticle, id_hash, word_hashes
from dedupe.archive.commit import commit, with_removed
from dedupe.archive.manifest import Manifest, SegmentEntry, is_archive_folder
from dedupe.archive.read_pieces import (
    ArchivePiece,
    archive_parts,
    join_read,
    lost_read,
    piece_halves,
    piece_sizes,
    read_for_archive,
    renamed,
)
from dedupe.archive.remove_and_compact import merge_small
from dedupe.archive.segment_writer import MOST_ARTICLES, SegmentWriter, StoredBatch
from dedupe.article import Skipped
from dedupe.errors import InputError
from dedupe.map_chunks import Progress, Recovery, map_chunks, no_progress, processors, unchanged, with_progress
from dedupe.read.article_reader import qualified
from dedupe.read.discovered_file import FoundFile, Place
from dedupe.read.file_selection import ALL_FILES, FileSelection
from dedupe.read.pieces import pieces, processes_to_read
from dedupe.read.unread_files import UnreadKind, count_unread, nothing_read
from dedupe.sketch.sorted_arrays import isin_sorted, unique_sorted


@dataclass(frozen=True, slots=True)
class Added:
    """What went into an archive."""

    articles: int  # how many were added
    replaced: int  # how many of these took the place of one with the same identity
    moved: int  # how many took the place of the same outlet, date, title and words under another identity
    total: int  # articles that it has now
    skipped: tuple[Skipped, ...]
    unread: tuple[UnreadKind, ...]  # kinds of files that no reader takes
    qualified: tuple[str, ...]  # identities of the articles whose own another one of the same run has


def add_articles(
    folder: Path,
    manifest: Manifest,
    paths: Sequence[str | Path],
    *,
    selection: FileSelection = ALL_FILES,
    jobs: int | None = None,
    progress: Progress = no_progress,
) -> Added:
    """Add articles of files, folders, corpora and archives to an archive whose lock is held, be it a new one.

    An InputError says that nothing could be read, or that the archive was made by another version; an OSError leaves it
    as it was.
    """
    manifest.require_sketches(folder, manifest.k)
    work = list(_work(paths, selection, folder))
    sizes = piece_sizes(work)
    enough = processes_to_read(sizes, processors() if jobs is None else jobs)
    recovery = Recovery(piece_halves, join_read, partial(lost_read, manifest))
    done = map_chunks(unchanged, read_for_archive, manifest, work, enough, recovery)
    with closing(_Collector(folder, manifest)) as reader:
        for batches in with_progress(done, "reading", sizes, progress):
            for batch in batches:
                reader.take(batch)
        reader.flush()
    if not reader.count:
        raise nothing_read(reader.skipped)
    replaced, moved, kept = _outdated(folder, manifest, reader)
    new = merge_small(folder, commit(folder, manifest, [*kept, *reader.segments]))
    return Added(
        reader.count,
        replaced,
        moved,
        sum(segment.count for segment in new.segments),
        tuple(skipped for skipped in reader.skipped if not skipped.unsupported),
        count_unread(reader.skipped),
        tuple(reader.qualified),
    )


def _work(paths: Sequence[str | Path], selection: FileSelection, own: Path) -> Iterator[ArchivePiece]:
    archives = [Path(path) for path in paths if is_archive_folder(path) or _is_broken(Path(path))]
    if any(archive.resolve() == own.resolve() for archive in archives):
        raise InputError(f"{own}: an archive cannot be added to itself")
    others = [path for path in paths if Path(path) not in archives]
    return chain(
        chain.from_iterable(map(archive_parts, archives)), pieces(others, selection=selection) if others else ()
    )


def _is_broken(path: Path) -> bool:
    return path.is_dir() and any(path.glob("*.texts"))


class _Collector:
    """Puts batches into segments, so that no two articles of a run have the same identity."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.segments: list[SegmentEntry] = []
        self.skipped: list[Skipped] = []
        self.qualified: list[str] = []
        self.count = 0
        self.ids = set[int]()  # hashes of the identities
        self.word_hashes: list[NDArray[np.uint64]] = []
        self._folder, self._manifest = folder, manifest
        self._next = manifest.last + 1
        self._writer: SegmentWriter | None = None

    def take(self, batch: StoredBatch) -> None:
        self.skipped += batch.skipped
        if not batch.articles:
            return
        names = [self._name(article) for article in batch.articles]
        if self._writer is None:
            texts = self._manifest.texts
            self._writer = SegmentWriter(self._folder, self._next, texts=texts)
            self._next += 1
        self._writer.add(renamed(batch, names))
        hashes = word_hashes(batch.heads, batch.sketches.digests)
        self.word_hashes.append(hashes[hashes > 0])
        self.count += len(names)
        if self._writer.articles >= MOST_ARTICLES:
            self.flush()

    def flush(self) -> None:
        if self._writer is not None:
            self.segments.append(self._writer.finish())
            self._writer = None

    def close(self) -> None:
        if self._writer is not None:
            self._writer.close()

    def _name(self, article: StoredArticle) -> str:
        name = article.id
        place = Place(FoundFile(article.path, ""), None, 0, article.line, article.record)
        key = id_hash(name)
        while key in self.ids:
            name = qualified(article.id, place) if name == article.id else f"{name}+"
            key = id_hash(name)
        if name != article.id:
            self.qualified.append(name)
        self.ids.add(key)
        return name


def _outdated(folder: Path, manifest: Manifest, reader: _Collector) -> tuple[int, int, tuple[SegmentEntry, ...]]:
    """Find the articles of earlier runs whose place those of this run take.

    Return how many have the same identity, how many have another, and the segments without them.
    """
    if not manifest.segments:
        return 0, 0, ()
    ids = np.sort(np.array([*reader.ids], dtype=np.uint64))
    words = unique_sorted(np.concatenate(reader.word_hashes))
    with Archive.open(folder) as archive:
        replaced = [segment.columns.id_hashes[segment.rows_of(ids)] for segment in archive.segments]
        moved = []
        for segment in archive.segments:
            has_words = isin_sorted(words, segment.columns.word_hashes) & ~segment.is_removed
            hashes = segment.columns.id_hashes[has_words]
            moved.append(hashes[~isin_sorted(ids, hashes)])
        kept = with_removed(archive, np.concatenate([*replaced, *moved]))
    return sum(ids.size for ids in replaced), sum(ids.size for ids in moved), kept
