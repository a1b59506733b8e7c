"""Writing a segment, batch by batch as articles are read."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from dedupe.archive.article_columns import (
    Columns,
    ShownOrder,
    StoredArticle,
    id_hash,
    outlet_column,
    time_number,
    word_hashes,
)
from dedupe.archive.manifest import SegmentEntry
from dedupe.archive.segment_index import pack_sketches, write_index
from dedupe.archive.text_blocks import TextBlock
from dedupe.article import Skipped
from dedupe.sketch.sketches import SketchCollection, SketchCollector, Sketches
from dedupe.sketch.sorted_arrays import joined
from dedupe.text.batch.strings import Strings

MOST_ARTICLES = 1 << 17  # of a segment that is written at once; sorting them takes half a gigabyte


@dataclass(frozen=True, slots=True)
class StoredBatch:
    """Some articles on their way into an archive, `n` of them."""

    articles: Sequence[StoredArticle]  # what is known of them
    heads: NDArray[np.uint64]  # [n], hashes of outlet, date and title; 0 where the outlet is unknown
    sketches: Sketches
    blocks: Sequence[TextBlock]  # their texts; none where none are kept
    block_numbers: NDArray[np.int64]  # [n], in which of the blocks each is
    places: NDArray[np.int64]  # [n], how many texts of the block are before each
    date_orders: frozenset[ShownOrder]  # what they show of the order of day and month, as `ShownOrder`
    skipped: tuple[Skipped, ...] = ()  # what could not be read beside them


class SegmentWriter:
    """Writes one segment."""

    def __init__(self, folder: Path, number: int, *, texts: bool) -> None:
        self._folder = folder
        self._entry = SegmentEntry(number, 0, 0, 0)
        self._articles: list[StoredArticle] = []
        self._sketches = SketchCollector()
        self._heads: list[NDArray[np.uint64]] = []
        self._blocks: list[NDArray[np.uint64]] = []
        self._places: list[NDArray[np.int64]] = []
        self._date_orders = set[ShownOrder]()
        self._texts = (folder / self._entry.texts_name).open("xb") if texts else None
        self._end = 0

    @property
    def articles(self) -> int:
        """How many articles were added."""
        return len(self._articles)

    def add(self, batch: StoredBatch) -> None:
        """Add articles, or raise an OSError if their texts cannot be written."""
        self._articles += batch.articles
        self._sketches.take(batch.sketches)
        self._heads.append(batch.heads)
        self._date_orders |= batch.date_orders
        starts = []
        for block in batch.blocks:
            starts.append(self._end)
            if self._texts:
                self._texts.write(block.data)
                self._end += len(block.data)
        self._blocks.append(np.array(starts or [0], dtype=np.uint64)[batch.block_numbers])
        self._places.append(batch.places)

    def finish(self) -> SegmentEntry:
        """Write what is left, so that it outlasts a power cut, or raise an OSError if it cannot be written."""
        if self._texts:
            self._texts.flush()
            os.fsync(self._texts.fileno())
            self._texts.close()
        sketches = self._sketches.joined()
        columns = self._columns(sketches)
        order = columns.order()
        rows = np.empty(order.size, dtype=np.int64)
        rows[order] = np.arange(order.size)
        packed = pack_sketches(sketches.bands, sketches.digests, sketches.samples, sketches.pairs, rows)
        path = self._folder / self._entry.index_name
        identity = np.arange(order.size)
        orders = msgspec.json.encode(sorted(self._date_orders))
        write_index(path, columns.take(order), [(packed, identity)], orders)
        return SegmentEntry(self._entry.number, order.size, path.stat().st_size, self._end if self._texts else 0)

    def close(self) -> None:
        """Let go of the files; what is not finished is deleted by the next writer."""
        if self._texts:
            self._texts.close()

    def _columns(self, sketches: SketchCollection) -> Columns:
        articles, heads = self._articles, joined(self._heads, np.uint64)
        outlets, outlet_names = outlet_column([article.outlet for article in articles])
        hashes = [id_hash(article.id) for article in articles]
        return Columns(
            times=np.array([time_number(article.date) for article in articles], np.uint64),
            id_hashes=np.array(hashes, np.uint64),
            word_hashes=word_hashes(heads, sketches.digests),
            sampled=sketches.sampled.astype(np.uint32),
            outlets=outlets,
            outlet_names=outlet_names,
            ids=Strings.of([article.id for article in articles]),
            dates=Strings.of([article.date for article in articles]),
            paths=Strings.of([article.path for article in articles]),
            lines=np.array([article.line for article in articles], np.uint32),
            records=np.array([article.record for article in articles], np.uint32),
            blocks=joined(self._blocks, np.uint64),
            places=joined(self._places, np.int64).astype(np.uint32),
        )
