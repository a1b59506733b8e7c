"""What is checked against, narrowed down to the articles that matter for what is checked."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dedupe.archive.archive import Archive
from dedupe.archive.article_columns import EstimatedPair, ShownOrder, id_hash, time_number
from dedupe.archive.key_lookup import KeyIndex, sorted_keys
from dedupe.archive.neighbours import Lookups, find_neighbours
from dedupe.archive.segment_index import pack_sketches
from dedupe.cache.store import Store
from dedupe.index.article_collector import ArticleCollector, CollectedArticles, ReadArticles
from dedupe.index.article_postings import ArticlePostings
from dedupe.index.sketch_piece import SketchedBatch
from dedupe.index.stored_articles import StoredArticles, find_unread, without_quotations
from dedupe.read.corpus_line import CopyFolder
from dedupe.sketch.packed_postings import relabelled, shifted
from dedupe.sketch.sketches import SketchCollection
from dedupe.sketch.sorted_arrays import joined


@dataclass(frozen=True, slots=True)
class _Neighbours:
    """The articles that are checked against, of which only some matter."""

    rows: NDArray[np.int64]  # int64, of the articles from files, the rows of those that matter
    stored: tuple[SketchedBatch, ...]  # those of archives, read and sketched
    articles: int  # how many there are, those that do not matter included
    outlets: frozenset[str]  # the names of the outlets of all of them
    date_orders: frozenset[ShownOrder]  # what those of archives show of the order of day and month, as `ShownOrder`
    unread: SketchedBatch  # those of archives without texts that share text with one that is checked, as if wordless
    estimates: Sequence[EstimatedPair]  # what these share with checked articles, both by their places among theirs


def narrow_to_neighbours(
    collector: ArticleCollector,
    files: CollectedArticles,
    folders: Sequence[Path],
    since: str | None,
    k: int,
    copies: CopyFolder,
    store: Store,
) -> ReadArticles:
    """Return what was read, of what is checked against only the articles that matter.

    Args:
        collector: of all that was read, which is given the articles of archives as well.
        files: the articles that were read from files.
        folders: of the archives that are checked against.
        since: the first day that counts, ISO 8601, None for all; what has no date counts anyway.
        copies: where articles of archives are written down for the time of the run.
        store: the cache of the run.
    """
    chosen = _choose(files, folders, since, k, copies)
    checked = np.flatnonzero(files.is_taken & ~files.is_archive)
    for batch in chosen.stored:
        collector.add(batch, is_archive=True)
    first = len(files.records) + sum(len(batch.records) for batch in chosen.stored)
    collector.add(chosen.unread, is_archive=True)
    articles = collector.collected()
    matters = np.ones(len(articles.records), np.bool_)
    matters[: len(files.records)] = ~files.is_archive
    matters[chosen.rows] = True
    articles = replace(articles, is_taken=articles.is_taken & matters)
    return ReadArticles(
        articles,
        ArticlePostings(articles.batches, articles.sketches.postings, store),
        copies,
        checked.size + chosen.articles,
        chosen.outlets | articles.outlets,
        is_against=True,
        date_orders=chosen.date_orders,
        estimates=tuple(
            pair._replace(checked=int(checked[pair.checked]), stored=first + pair.stored) for pair in chosen.estimates
        ),
    )


def _choose(
    articles: CollectedArticles, folders: Sequence[Path], since: str | None, k: int, copies: CopyFolder
) -> _Neighbours:
    """Choose the articles that matter."""
    sketches = articles.sketches
    checked = np.flatnonzero(articles.is_taken & ~articles.is_archive)
    with ExitStack() as stack:
        archives = [stack.enter_context(Archive.open(folder)) for folder in folders]
        for archive in archives:
            archive.manifest.require_sketches(archive.folder, k)
        files = _FileArticles(articles, since)
        own = [articles.records[row] for row in checked.tolist()]
        readable = [archive for archive in archives if archive.manifest.texts]
        others = [archive for archive in archives if not archive.manifest.texts]
        stored = StoredArticles(readable, own, since, files.rows.size, k, copies)
        lookups = _lookups(sketches, checked)

        def samples_of(numbers: NDArray[np.int64]) -> NDArray[np.uint64]:
            first = int(np.searchsorted(numbers, files.rows.size))
            behind = shifted(stored.samples_of(numbers[first:]), first)
            return np.sort(np.concatenate([files.samples_of(numbers[:first]), behind]))

        numbers = find_neighbours([files.key_index, *stored.key_indexes], lookups, samples_of)
        stored.read(numbers[numbers >= files.rows.size])
        return _Neighbours(
            files.rows[numbers[numbers < files.rows.size]],
            tuple(stored.batches),
            files.rows.size + sum(archive.articles for archive in archives),
            frozenset(files.outlets).union(*(archive.outlets(since) for archive in archives)),
            frozenset[ShownOrder]().union(*(archive.date_orders() for archive in archives)),
            *find_unread(others, own, since, without_quotations(lookups, sketches), k, copies),
        )


def _lookups(sketches: SketchCollection, rows: NDArray[np.int64]) -> Lookups:
    """Return the sketches of some articles, by which others are looked up."""
    bands = np.concatenate(sketches.bands)
    samples, pairs = (_keys_of(blocks, sketches.sizes.size, rows) for blocks in (sketches.samples, sketches.pairs))
    return Lookups(bands[rows], sketches.digests[rows], samples, pairs)


def _keys_of(blocks: Sequence[NDArray[np.uint64]], articles: int, rows: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Return the packed keys of some of the articles, with their places among these, ascending."""
    labels = np.full(articles, -1)
    labels[rows] = np.arange(rows.size)
    return _sorted([relabelled(block, labels) for block in blocks])


def _sorted(blocks: Sequence[NDArray[np.uint64]]) -> NDArray[np.uint64]:
    return np.sort(joined(blocks, np.uint64))


class _FileArticles:
    """The articles from files that are checked against, in memory.

    Attributes:
        rows: int64[n], of those that count, by date.
        key_index: in which they are looked up.
        outlets: the names of their outlets.
    """

    def __init__(self, articles: CollectedArticles, since: str | None) -> None:
        self._sketches = sketches = articles.sketches
        records, earliest = articles.records, time_number(since) if since else 0
        known = [
            (time, id_hash(records.ids[row]), row)
            for row in np.flatnonzero(articles.is_taken & articles.is_archive).tolist()
            if (time := time_number(records[row].date)) >= earliest
        ]
        known.sort()
        self.rows = np.array([row for *_, row in known], dtype=np.int64)
        self.outlets = {records[row].outlet or "" for *_, row in known} - {""}
        labels = np.full(len(records), -1)
        labels[self.rows] = np.arange(self.rows.size)
        packed = pack_sketches(sketches.bands, sketches.digests, sketches.samples, sketches.pairs, labels)
        self.key_index = KeyIndex(
            [sorted_keys(band) for band in packed.bands],
            sorted_keys(_sorted(packed.samples)),
            sorted_keys(_sorted(packed.pairs)),
            np.array([time for time, *_ in known], dtype=np.uint64),
            np.array([name for _, name, _ in known], dtype=np.uint64),
            sketches.sampled[self.rows].astype(np.uint32),
            np.zeros(self.rows.size, dtype=np.bool_),
        )

    def samples_of(self, numbers: NDArray[np.int64]) -> NDArray[np.uint64]:
        sketches = self._sketches
        return _keys_of(sketches.samples, sketches.sizes.size, self.rows[numbers])
