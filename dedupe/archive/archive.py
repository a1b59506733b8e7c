"""An archive that is open to be read: one state of it, whatever a writer does meanwhile."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from dedupe.archive.array_file import BrokenArchiveError
from dedupe.archive.article_columns import ShownOrder, StoredArticle, id_hash, time_number
from dedupe.archive.key_lookup import KeyIndex
from dedupe.archive.manifest import Manifest, is_archive_folder, load_manifest
from dedupe.archive.segment import Segment
from dedupe.archive.text_blocks import read_text
from dedupe.article import Article
from dedupe.errors import InputError
from dedupe.read.article_draft import Draft
from dedupe.sketch.packed_postings import MOST_OWNERS

_TRIES = 5  # times that a reader begins again because a writer has replaced the files


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive."""

    folder: Path  # that it is in
    manifest: Manifest  # what it is made of
    segments: tuple[Segment, ...]  # open, in the order in which they were added

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open an archive, or raise a BrokenArchiveError if it is none, or damaged."""
        for _ in range(_TRIES):
            manifest = load_manifest(folder)
            try:
                return cls(folder, manifest, _segments(folder, manifest))
            except FileNotFoundError as error:
                missing = error.filename
                if load_manifest(folder).generation == manifest.generation:
                    break
        raise BrokenArchiveError(f"{missing}: missing; dedupe archive verify {folder}")

    def __enter__(self) -> Self:
        """Close it at the end of a `with` block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of its files."""
        for segment in self.segments:
            segment.close()

    @property
    def articles(self) -> int:
        """How many articles count."""
        return sum(segment.entry.count for segment in self.segments)

    def key_indexes(self, since: str | None = None, first: int = 0) -> list[KeyIndex]:
        """Return its segments as key indexes, numbered from `first`.

        Dated articles count from the ISO 8601 day `since` on.
        """
        key_indexes = []
        for segment in self.segments:
            times = segment.columns.times
            earliest = int(np.searchsorted(times, np.uint64(time_number(since)))) if since else 0
            key_indexes.append(replace(segment.key_index, first=first, earliest=earliest))
            first += times.size
        if first > MOST_OWNERS:
            raise BrokenArchiveError(f"{self.folder}: more than {MOST_OWNERS:,} articles")
        return key_indexes

    def outlets(self, since: str | None = None) -> set[str]:
        """Return the names of all outlets of articles that count."""
        found = set[str]()
        for segment, key_index in zip(self.segments, self.key_indexes(since), strict=True):
            found |= segment.outlets(key_index.earliest)
        return found

    def date_orders(self) -> set[ShownOrder]:
        """Return the orders of day and month that its articles show, with the kind and the name of their group."""
        return set[ShownOrder]().union(*(segment.shown_orders() for segment in self.segments))

    def article(self, number: int) -> StoredArticle:
        """Return what is known of an article, by its number among those of all segments."""
        for segment in self.segments:
            if number < segment.columns.times.size:
                return segment.columns.article(number)
            number -= segment.columns.times.size
        raise IndexError(number)

    def stored(self) -> Iterator[StoredArticle]:
        """Yield what is known of every article that counts, without its text."""
        for segment in self.segments:
            for row in np.flatnonzero(~segment.is_removed).tolist():
                yield segment.columns.article(row)

    def read_articles(self) -> Iterator[Article]:
        """Yield every article that counts, with its text; a BrokenArchiveError if one is damaged, or none are kept."""
        for segment in self.segments:
            for line, _ in segment.lines(np.flatnonzero(~segment.is_removed)):
                yield read_text(line)[0].article()

    def draft(self, name: str) -> Draft:
        """Return an article by its identity.

        An InputError says that it is not there, a BrokenArchiveError that it is damaged, or that no texts are kept.
        """
        wanted = np.array([id_hash(name)], dtype=np.uint64)
        for segment in self.segments:
            for line, _ in segment.lines(segment.rows_of(wanted)):
                return read_text(line)[0]
        raise InputError(f"{self.folder}: no article {name}")

    def lines(self, numbers: NDArray[np.int64]) -> Iterator[tuple[int, bytes]]:
        """Yield the texts of articles as lines of JSON, with their numbers among all segments, in the order of the files.

        A BrokenArchiveError says that one is damaged.
        """
        first = 0
        for segment in self.segments:
            size = segment.columns.times.size
            own = numbers[(numbers >= first) & (numbers < first + size)] - first
            yield from ((first + row, line) for line, row in segment.lines(own))
            first += size


def _segments(folder: Path, manifest: Manifest) -> tuple[Segment, ...]:
    """Open all segments, or none."""
    with ExitStack() as stack:
        segments = []
        for entry in manifest.segments:
            segments.append(Segment(folder, entry, texts=manifest.texts))
            stack.callback(segments[-1].close)
        stack.pop_all()
        return tuple(segments)


def archived_draft(name: str) -> Draft | None:
    """Return the article that is named ARCHIVE#ID, None for any other name; an InputError says that it is not there."""
    for mark in re.finditer("#", name):
        if is_archive_folder(name[: mark.start()]):
            with Archive.open(Path(name[: mark.start()])) as archive:
                return archive.draft(name[mark.end() :])
    return None
