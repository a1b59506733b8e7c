"""What is checked against, narrowed down to the articles that matter for what is checked."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from dedupe.archive.archive import Archive
from dedupe.archive.columns import ShownOrder, id_hash, time_number
from dedupe.archive.estimates import EstimatedPair, estimate_pairs
from dedupe.archive.holders import Shelf
from dedupe.archive.neighbours import Lookups, find_neighbours
from dedupe.archive.segment import pack_sketches
from dedupe.archive.sorted_keys import sorted_keys
from dedupe.archive.stored_text import StoredText, read_text
from dedupe.furniture.stories import sampled_keys
from dedupe.pipeline.catalogue import ArticleRecord, record_of
from dedupe.pipeline.sketch_batch import MOST_KEPT, SketchedBatch
from dedupe.read.copies import Copier
from dedupe.read.corpus import Place
from dedupe.read.corpus_line import line_of
from dedupe.read.draft import Draft
from dedupe.read.found import Found
from dedupe.read.metadata import Metadata
from dedupe.read.paragraphs import ParagraphColumns
from dedupe.sketch.postings import keys_of, relabelled, shifted
from dedupe.sketch.sketches import join_sketches, sketch
from dedupe.sketch.sorted_arrays import isin_sorted, unique_of_blocks
from dedupe.text.batch.tokenize import concat, tokenize_batch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from dedupe.archive.columns import StoredArticle
    from dedupe.read.copies import CopyFolder
    from dedupe.sketch.collection import SketchCollection

_NO_TEXT = "—"
_PORTION = 512  # articles that are tokenised at a time


class UnreadArticles(NamedTuple):
    """Articles of archives without texts.

    Attributes:
        batch: the articles, as if they had no words.
        pairs: what they share with checked articles; these and those by their places among theirs.
    """

    batch: SketchedBatch
    pairs: tuple[EstimatedPair, ...]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The articles that are checked against, of which only some matter.

    Attributes:
        rows: of the articles from files, the rows of those that matter.
        stored: those of archives, read and sketched.
        articles: how many there are, those that do not matter included.
        outlets: the names of the outlets of all of them.
        date_orders: what those of archives show of the order of day and month, as `ShownOrder`.
        unread: those of archives without texts that share text with one that is checked.
    """

    rows: frozenset[int]
    stored: tuple[SketchedBatch, ...]
    articles: int
    outlets: frozenset[str]
    date_orders: frozenset[ShownOrder]
    unread: UnreadArticles


def choose_neighbours(
    records: Sequence[ArticleRecord],
    taken: Mapping[int, bool],
    sketches: SketchCollection,
    folders: Sequence[Path],
    since: str | None,
    k: int,
    copies: CopyFolder,
) -> Neighbours:
    """Choose the articles that matter.

    Args:
        records: of the articles that were read from files.
        taken: rows of those that count, with whether they are checked against.
        sketches: of the articles.
        folders: of the archives that are checked against.
        since: the first day that counts, ISO 8601, None for all; what has no date counts anyway.
        k: tokens a shingle.
        copies: where articles of archives are written down for the time of the run.

    Raises:
        InputError: an archive is damaged, or cannot be looked up.
    """
    checked = [row for row, is_archive in taken.items() if not is_archive]
    with ExitStack() as stack:
        archives = [stack.enter_context(Archive.open(folder)) for folder in folders]
        for archive in archives:
            archive.manifest.require_sketches(archive.folder, k)
        files = _FileArticles(records, taken, sketches, since)
        own = [records[row] for row in checked]
        readable = [archive for archive in archives if archive.manifest.texts]
        others = [archive for archive in archives if not archive.manifest.texts]
        stored = _StoredArticles(readable, own, since, files.rows.size, k, copies)
        lookups = _lookups(sketches, checked)

        def samples_of(numbers: NDArray[np.int64]) -> NDArray[np.uint64]:
            first = int(np.searchsorted(numbers, files.rows.size))
            behind = shifted(stored.samples_of(numbers[first:]), first)
            return np.sort(np.concatenate([files.samples_of(numbers[:first]), behind]))

        numbers = find_neighbours([files.shelf, *stored.shelves], lookups, samples_of)
        stored.read(numbers[numbers >= files.rows.size])
        return Neighbours(
            frozenset(files.rows[numbers[numbers < files.rows.size]].tolist()),
            tuple(stored.batches),
            files.rows.size + sum(archive.articles for archive in archives),
            frozenset(files.outlets).union(*(archive.outlets(since) for archive in archives)),
            frozenset[ShownOrder]().union(*(it.date_orders() for it in archives)),
            _unread(others, own, since, _without_quotations(lookups, sketches), k, copies),
        )


def _lookups(sketches: SketchCollection, rows: Sequence[int]) -> Lookups:
    """Return the sketches of some articles, by which others are looked up."""
    chosen = np.array(rows, dtype=np.int64)
    bands = np.concatenate(sketches.bands)
    return Lookups(bands[chosen], sketches.digests[chosen], _samples(sketches, chosen))


def _samples(sketches: SketchCollection, rows: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Return the sampled shingles of some articles, packed with their places among these, ascending."""
    labels = np.full(sketches.sizes.size, -1)
    labels[rows] = np.arange(rows.size)
    blocks = [relabelled(block, labels) for block in sketches.samples]
    return np.sort(np.concatenate([np.empty(0, np.uint64), *blocks]))


class _FileArticles:
    """The articles from files that are checked against, in memory.

    Attributes:
        rows: int64[n], of those that count, by date.
        shelf: on which they are looked up.
        outlets: the names of their outlets.
    """

    def __init__(
        self,
        records: Sequence[ArticleRecord],
        taken: Mapping[int, bool],
        sketches: SketchCollection,
        since: str | None,
    ) -> None:
        self._sketches = sketches
        earliest = time_number(since) if since else 0
        known = [
            (time, id_hash(records[row].id), row)
            for row, is_archive in taken.items()
            if is_archive and (time := time_number(records[row].date)) >= earliest
        ]
        known.sort()
        self.rows = np.array([row for *_, row in known], dtype=np.int64)
        self.outlets = {records[row].outlet or "" for *_, row in known} - {""}
        labels = np.full(len(records), -1)
        labels[self.rows] = np.arange(self.rows.size)
        packed = pack_sketches(sketches.bands, sketches.digests, sketches.samples, labels)
        samples = np.concatenate([np.empty(0, np.uint64), *packed.samples])
        samples.sort()
        self.shelf = Shelf(
            [sorted_keys(band) for band in packed.bands],
            sorted_keys(samples),
            np.array([time for time, *_ in known], dtype=np.uint64),
            np.array([name for _, name, _ in known], dtype=np.uint64),
            sketches.sampled[self.rows].astype(np.uint32),
            np.zeros(self.rows.size, dtype=np.bool_),
        )

    def samples_of(self, numbers: NDArray[np.int64]) -> NDArray[np.uint64]:
        return _samples(self._sketches, self.rows[numbers])


class _StoredArticles:
    """The articles of archives, of which only those are read that matter.

    Attributes:
        shelves: on which they are looked up.
        batches: those that were read, with their sketches.
    """

    def __init__(
        self,
        archives: Sequence[Archive],
        checked: Sequence[ArticleRecord],
        since: str | None,
        first: int,
        k: int,
        copies: CopyFolder,
    ) -> None:
        self._archives, self._k, self._copies = archives, k, copies
        self._firsts: list[int] = []
        self.shelves: list[Shelf] = []
        for archive in archives:
            self._firsts.append(first)
            shelves = _shelves(archive, checked, since, first)
            first = shelves[-1].first + shelves[-1].times.size if shelves else first
            self.shelves += shelves
        self.batches: list[SketchedBatch] = []
        self._read = np.empty(0, np.int64)

    def samples_of(self, numbers: NDArray[np.int64]) -> NDArray[np.uint64]:
        """Read articles, and return their sampled shingles, packed with their places, ascending."""
        found = self.read(numbers)
        if not numbers.size:
            return np.empty(0, np.uint64)
        packed = self.batches[-1].sketches.samples.packed
        return np.sort(relabelled(packed, np.searchsorted(numbers, found)))

    def read(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """Read the articles that were not read yet, and return the number of each in their batch."""
        left = np.setdiff1d(numbers, self._read)
        found: list[int] = []
        records: list[ArticleRecord] = []
        texts: list[Sequence[str]] = []
        with Copier(self._copies.path) as copier:
            for archive, first in zip(self._archives, self._firsts, strict=True):
                for number, line in archive.lines(left - first):
                    draft, place = read_text(line)
                    found.append(number + first)
                    records.append(record_of(draft, copier.write(line_of(draft), place)))
                    texts.append(draft.blocks.texts)
        if found:
            self._read = np.union1d(self._read, left)
            self.batches.append(_sketched(records, texts, self._k))
        return np.array(found, dtype=np.int64)


def _shelves(
    archive: Archive, checked: Sequence[ArticleRecord], since: str | None, first: int
) -> list[Shelf]:
    """Return the shelves of an archive without the articles that are themselves checked."""
    return [
        replace(shelf, is_removed=shelf.is_removed | is_own)
        for shelf, is_own in zip(
            archive.shelves(since, first), _same_articles(archive, checked), strict=True
        )
    ]


def _same_articles(archive: Archive, checked: Sequence[ArticleRecord]) -> list[NDArray[np.bool_]]:
    """Return for each segment which of its articles are themselves checked; bool[n] each."""
    places = {
        (record.id, record.path, record.place.line, record.place.record) for record in checked
    }
    ids = np.array([id_hash(record.id) for record in checked], dtype=np.uint64)
    found = []
    for segment in archive.segments:
        is_own = np.zeros(segment.is_removed.size, dtype=np.bool_)
        for row in segment.rows_of(ids).tolist():
            article = segment.columns.article(row)
            is_own[row] = (article.id, article.path, article.line, article.record) in places
        found.append(is_own)
    return found


def _sketched(
    records: Sequence[ArticleRecord], texts: Sequence[Sequence[str]], k: int
) -> SketchedBatch:
    """Sketch articles of archives anew, whose tokens are needed anyway."""
    words = [
        tokenize_batch(texts[start : start + _PORTION]) for start in range(0, len(texts), _PORTION)
    ]
    words = words or [tokenize_batch([])]
    sketches = join_sketches([sketch(batch, k) for batch in words])
    few = sum(batch.hashes.size for batch in words) <= MOST_KEPT
    return SketchedBatch(tuple(records), (), sketches, concat(words) if few else None, b"")


def _unread(
    archives: Sequence[Archive],
    checked: Sequence[ArticleRecord],
    since: str | None,
    lookups: Lookups,
    k: int,
    copies: CopyFolder,
) -> UnreadArticles:
    """Find the articles of archives without texts that share text with what is checked."""
    records: list[ArticleRecord] = []
    pairs: list[EstimatedPair] = []
    with Copier(copies.path) as copier:
        for archive in archives:
            shelves = _shelves(archive, checked, since, 0)
            found = estimate_pairs(shelves, lookups) if shelves else []
            numbers = sorted({pair.stored for pair in found})
            places = {number: len(records) + at for at, number in enumerate(numbers)}
            for number in numbers:
                draft, place = _wordless(archive.article(number))
                records.append(record_of(draft, copier.write(line_of(draft), place)))
            pairs += [pair._replace(stored=places[pair.stored]) for pair in found]
    return UnreadArticles(_sketched(records, [(_NO_TEXT,)] * len(records), k), tuple(pairs))


def _wordless(article: StoredArticle) -> StoredText:
    """Make an article of what an archive knows of it, with a dash for its text."""
    found = Found(article.path, article.path)
    lines = (max(article.line, 1),)
    draft = Draft(
        article.id,
        found,
        Metadata(outlet=article.outlet or None, date=article.date or None),
        ParagraphColumns((_NO_TEXT,), lines, lines),
        line=article.line or None,
        content=id_hash(article.id).to_bytes(16, "little"),
    )
    return StoredText(draft, Place(found, line=article.line, record=article.record))


def _without_quotations(lookups: Lookups, sketches: SketchCollection) -> Lookups:
    """Leave out the sampled shingles that some article quotes."""
    quoted = np.sort(sampled_keys(unique_of_blocks(sketches.quotations))[1])
    return lookups._replace(samples=lookups.samples[~isin_sorted(quoted, keys_of(lookups.samples))])
