"""Batches of articles put one after the other, so that no two articles have the same identity."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dedupe.archive.article_columns import EstimatedPair, ShownOrder, id_hash
from dedupe.article import Skipped
from dedupe.errors import InputError
from dedupe.index.article_postings import ArticlePostings, Batches
from dedupe.index.article_record import ArticleRecord
from dedupe.index.record_columns import RecordColumns, join_records
from dedupe.index.sketch_piece import MOST_KEPT, SketchedBatch
from dedupe.read.article_reader import qualified
from dedupe.read.corpus_line import CopyFolder
from dedupe.sketch.packed_postings import MOST_OWNERS
from dedupe.sketch.sketches import SketchCollection, SketchCollector
from dedupe.sketch.sorted_arrays import joined, unique_sorted
from dedupe.text.batch.tokenize import TokenBatch, concat, tokenize_batch


@dataclass(frozen=True, slots=True)
class CollectedArticles:
    """What was read, `n` articles."""

    records: RecordColumns
    is_taken: NDArray[np.bool_]  # [n], whether an article counts: neither was it read before, nor is it left out
    is_archive: NDArray[np.bool_]  # [n], whether others are checked against it
    skipped: tuple[Skipped, ...]
    qualified: tuple[str, ...]  # identities of the articles whose own one another has
    words: TokenBatch  # the tokens of all articles if they are few enough to be kept, else of none
    sketches: SketchCollection  # without postings where these wait in the cache
    batches: Batches

    @property
    def outlets(self) -> frozenset[str]:
        """The names of the outlets of the articles that count."""
        numbers = unique_sorted(self.records.rows["outlet"][self.is_taken]).tolist()
        return frozenset(self.records.values[number] or "" for number in numbers) - {""}


@dataclass(frozen=True, slots=True)
class ReadArticles:
    """What was read."""

    articles: CollectedArticles
    postings: ArticlePostings  # what finds articles with something in common
    copies: CopyFolder  # where articles are that take long to read again
    count: int  # of the articles that count, and of those of archives that were not read
    outlets: frozenset[str]  # the names of the outlets of all these
    is_against: bool = False  # whether some were checked against others
    date_orders: frozenset[ShownOrder] = frozenset()  # what articles of archives show of the order of day and month
    estimates: tuple[EstimatedPair, ...] = ()  # what articles share with those of archives without texts, by their rows


class ArticleCollector:
    """Collects batches in their order."""

    def __init__(self) -> None:
        self.skipped: list[Skipped] = []
        self.taken = 0  # how many articles count
        self._records: list[RecordColumns] = []
        self._starts: list[int] = []
        self._is_taken: list[NDArray[np.bool_]] = []
        self._is_archive: list[NDArray[np.bool_]] = []
        self._sketches = SketchCollector()
        self._qualified: list[str] = []
        self._rows: dict[int, int] = {}  # of the articles, by the hashes of their identities
        self._words: list[TokenBatch] | None = [tokenize_batch([])]
        self._tokens = 0
        self._articles = 0
        self._contents: list[bytes] = []

    def add(self, batch: SketchedBatch, *, is_archive: bool) -> None:
        """Add a batch, or raise an InputError if there are more articles than can be told apart."""
        size = len(batch.records)
        self._starts.append(self._articles)
        self._contents.append(batch.content)
        self._records.append(batch.records)
        hashes = {id_hash(name): self._articles + at for at, name in enumerate(batch.records.ids)}
        if len(hashes) == size and self._rows.keys().isdisjoint(hashes):
            self._rows |= hashes
            is_taken = np.ones(size, np.bool_)
        else:
            is_taken = self._take_free_names(batch.records)
        self._is_taken.append(is_taken)
        self._is_archive.append(np.full(size, is_archive))
        self._sketches.take(batch.sketches)
        self._keep(batch.words)
        self.skipped += batch.skipped
        self.taken += int(is_taken.sum())
        self._articles += size
        if self._articles > MOST_OWNERS:
            raise InputError(f"more than {MOST_OWNERS:,} articles")

    def _take_free_names(self, records: RecordColumns) -> NDArray[np.bool_]:
        """Give other identities to articles whose own another has; bool[records], set but for those read before."""
        is_taken = np.ones(len(records), np.bool_)
        names: dict[int, str] = {}
        for at, given in enumerate(records.ids):
            name = self._free_name(given, self._articles + at)
            if name is None:
                is_taken[at] = False
            elif name != given:
                names[at] = name
        self._records[-1] = records.named(names)
        self._qualified += names.values()
        return is_taken

    def _keep(self, words: TokenBatch | None) -> None:
        """Keep the tokens of all articles, or of none."""
        self._tokens += words.hashes.size if words else 0
        if words is None or self._tokens > MOST_KEPT:
            self._words = None
        elif self._words is not None:
            self._words.append(words)

    def _free_name(self, given: str, row: int) -> str | None:
        """Return the identity an article gives, with file and line if another has it; None for one read before."""
        name = given
        while (known := self._rows.setdefault(id_hash(name), row)) != row:
            record = self._record(row)
            if _place(self._record(known)) == _place(record):
                return None
            name = qualified(given, record.place) if name == given else f"{name}+"
        return name

    def _record(self, row: int) -> ArticleRecord:
        part = bisect_right(self._starts, row) - 1
        return self._records[part][row - self._starts[part]]

    def collected(self) -> CollectedArticles:
        """Return what there is."""
        return CollectedArticles(
            join_records(self._records),
            joined(self._is_taken, np.bool_),
            joined(self._is_archive, np.bool_),
            tuple(self.skipped),
            tuple(self._qualified),
            concat(self._words or [tokenize_batch([])]),
            self._sketches.joined(),
            Batches(tuple(self._contents), np.array([*self._starts, self._articles], np.int64)),
        )


def _place(record: ArticleRecord) -> tuple[str, int, int]:
    return record.path, record.place.line, record.place.record
