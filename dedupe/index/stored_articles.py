"""Articles of archives that are checked against: those that matter are read or, without texts, estimated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from dedupe.archive.archive import Archive
from dedupe.archive.article_columns import EstimatedPair, StoredArticle, id_hash
from dedupe.archive.estimates import estimate_pairs
from dedupe.archive.key_lookup import KeyIndex
from dedupe.archive.neighbours import Lookups
from dedupe.archive.text_blocks import read_text
from dedupe.furniture.same_story import sampled_keys
from dedupe.index.article_record import ArticleRecord, record_of
from dedupe.index.record_columns import RecordColumns
from dedupe.index.sketch_piece import MOST_KEPT, SketchedBatch
from dedupe.read.article_draft import Draft
from dedupe.read.corpus_line import Copier, CopyFolder, line_of
from dedupe.read.discovered_file import FoundFile, Place
from dedupe.read.metadata import Metadata
from dedupe.read.paragraph_splitter import ParagraphColumns
from dedupe.sketch.packed_postings import keys_of, relabelled
from dedupe.sketch.sketches import SketchCollection, join_sketches, sketch
from dedupe.sketch.sorted_arrays import isin_sorted, unique_of_blocks
from dedupe.text.batch.tokenize import concat, tokenize_batch

_PORTION = 512  # articles that are tokenised at a time
_NO_TEXT = "—"


class StoredArticles:
    """The articles of archives, of which only those are read that matter."""

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
        self.key_indexes: list[KeyIndex] = []  # in which they are looked up
        for archive in archives:
            self._firsts.append(first)
            key_indexes = key_indexes_without(archive, checked, since, first)
            first = key_indexes[-1].first + key_indexes[-1].times.size if key_indexes else first
            self.key_indexes += key_indexes
        self.batches: list[SketchedBatch] = []  # those that were read, with their sketches
        self._read = np.empty(0, np.int64)

    def samples_of(self, numbers: NDArray[np.int64]) -> NDArray[np.uint64]:
        """Read articles, and return their sampled shingles, packed with their places, ascending."""
        found = self.read(numbers)
        if not numbers.size:
            return np.empty(0, np.uint64)
        packed = self.batches[-1].sketches.samples
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
                    texts.append(draft.paragraphs.texts)
        if found:
            self._read = np.union1d(self._read, left)
            self.batches.append(sketch_anew(records, texts, self._k))
        return np.array(found, dtype=np.int64)


def key_indexes_without(
    archive: Archive, checked: Sequence[ArticleRecord], since: str | None, first: int
) -> list[KeyIndex]:
    """Return the key indexes of an archive without the articles that are themselves checked."""
    return [
        replace(key_index, is_removed=key_index.is_removed | is_own)
        for key_index, is_own in zip(archive.key_indexes(since, first), _same_articles(archive, checked), strict=True)
    ]


def _same_articles(archive: Archive, checked: Sequence[ArticleRecord]) -> list[NDArray[np.bool_]]:
    """Return for each segment which of its articles are themselves checked; bool[n] each."""
    places = {(record.id, record.path, record.place.line, record.place.record) for record in checked}
    ids = np.array([id_hash(record.id) for record in checked], dtype=np.uint64)
    found = []
    for segment in archive.segments:
        is_own = np.zeros(segment.is_removed.size, dtype=np.bool_)
        for row in segment.rows_of(ids).tolist():
            article = segment.columns.article(row)
            is_own[row] = (article.id, article.path, article.line, article.record) in places
        found.append(is_own)
    return found


def sketch_anew(records: Sequence[ArticleRecord], texts: Sequence[Sequence[str]], k: int) -> SketchedBatch:
    """Sketch articles of archives anew, whose tokens are needed anyway."""
    words = [tokenize_batch(texts[start : start + _PORTION]) for start in range(0, len(texts), _PORTION)]
    words = words or [tokenize_batch([])]
    sketches = join_sketches([sketch(batch, k) for batch in words])
    few = sum(batch.hashes.size for batch in words) <= MOST_KEPT
    return SketchedBatch(RecordColumns.of(records), (), sketches, concat(words) if few else None, b"")


def find_unread(
    archives: Sequence[Archive],
    checked: Sequence[ArticleRecord],
    since: str | None,
    lookups: Lookups,
    k: int,
    copies: CopyFolder,
) -> tuple[SketchedBatch, list[EstimatedPair]]:
    """Find the articles of archives without texts that share text with what is checked, as if they had no words.

    Return also what they share with checked articles, both by their places among theirs.
    """
    records: list[ArticleRecord] = []
    pairs: list[EstimatedPair] = []
    with Copier(copies.path) as copier:
        for archive in archives:
            key_indexes = key_indexes_without(archive, checked, since, 0)
            found = estimate_pairs(key_indexes, lookups) if key_indexes else []
            numbers = sorted({pair.stored for pair in found})
            places = {number: len(records) + at for at, number in enumerate(numbers)}
            for number in numbers:
                draft, place = _wordless(archive.article(number))
                records.append(record_of(draft, copier.write(line_of(draft), place)))
            pairs += [pair._replace(stored=places[pair.stored]) for pair in found]
    return sketch_anew(records, [(_NO_TEXT,)] * len(records), k), pairs


def _wordless(article: StoredArticle) -> tuple[Draft, Place]:
    """Make an article of what an archive knows of it, with a dash for its text."""
    found = FoundFile(article.path, article.path)
    lines = (max(article.line, 1),)
    draft = Draft(
        article.id,
        found,
        Metadata(outlet=article.outlet or None, date=article.date or None),
        ParagraphColumns((_NO_TEXT,), lines, lines),
        line=article.line or None,
        digest=id_hash(article.id).to_bytes(16, "little"),
    )
    return draft, Place(found, line=article.line, record=article.record)


def without_quotations(lookups: Lookups, sketches: SketchCollection) -> Lookups:
    """Leave out the sampled shingles that some article quotes."""
    quoted = np.sort(sampled_keys(unique_of_blocks(sketches.quotations))[1])
    return lookups._replace(samples=lookups.samples[~isin_sorted(quoted, keys_of(lookups.samples))])
