"""A segment that is open to be read: the index of some articles, and their texts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from dedupe.archive.array_file import ArrayFile, BrokenArchiveError
from dedupe.archive.article_columns import Columns, ShownOrder
from dedupe.archive.key_lookup import FENCE, KeyIndex, SortedKeys
from dedupe.archive.manifest import SegmentEntry
from dedupe.archive.segment_index import ARRAYS, COLUMNS, LOOKUPS, STRINGS, Keys, PackedSketches
from dedupe.archive.text_blocks import TextFile
from dedupe.sketch.sorted_arrays import isin_sorted, unique_sorted
from dedupe.text.batch.strings import Strings


class Segment:
    """A segment that is open to be read.

    Attributes:
        file: of its arrays.
        columns: what is known of its articles.
        is_removed: bool[n], articles that do not count.
        key_index: its articles to be looked up, as if there were no other segment.
        texts: None where none are kept.

    Raises:
        BrokenArchiveError: it is damaged.
        FileNotFoundError: one of its files is not there.
    """

    def __init__(self, folder: Path, entry: SegmentEntry, *, texts: bool) -> None:
        self.entry = entry
        self.file = ArrayFile(folder / entry.index_name, ARRAYS)
        if self.file.path.stat().st_size != entry.index_size:
            raise BrokenArchiveError(f"{self.file.path}: not as long as it was written")
        self.columns = columns = self._columns()
        removed = np.sort(np.array(entry.removed, dtype=np.uint64))
        self.is_removed = isin_sorted(removed, columns.id_hashes)
        self.key_index = KeyIndex(
            self._bands(),
            self._sorted("sample"),
            self._sorted("pair"),
            columns.times,
            columns.id_hashes,
            columns.sampled,
            self.is_removed,
        )
        path = folder / entry.texts_name
        if texts and path.stat().st_size != entry.texts_size:
            raise BrokenArchiveError(f"{path}: not as long as it was written")
        self.texts = TextFile(path) if texts else None

    def _columns(self) -> Columns:
        values: dict[str, Any] = {name: self.file.array(name) for name in COLUMNS}
        strings: dict[str, Any] = {
            name: Strings(self.file.array(name), self.file.array(f"{name}_ends")) for name in STRINGS
        }
        columns = Columns(**values, **strings)
        sizes = {array.size for array in values.values()}
        sizes |= {strings.ends.size for strings in (columns.ids, columns.dates, columns.paths)}
        self._require(sizes == {self.entry.articles}, "its columns are not of one length")
        names = columns.outlet_names.ends.size
        self._require(
            not columns.outlets.size or int(columns.outlets.max()) <= names, "it has an outlet without a name"
        )
        return columns

    def _bands(self) -> list[SortedKeys]:
        articles, bands = self.entry.articles, self.file.array("bands")
        own_fences = self.file.array("band_fences")
        self._require(bands.size == LOOKUPS * articles, "its bands are not those of its articles")
        a_band = -(-articles // FENCE)
        self._require(own_fences.size == LOOKUPS * a_band, "its bands are not whole")
        let_go = self.file.let_go
        return [
            SortedKeys(
                bands[at * articles : (at + 1) * articles],
                self._ascending(own_fences[at * a_band : (at + 1) * a_band]),
                let_go,
            )
            for at in range(LOOKUPS)
        ]

    def _sorted(self, name: str) -> SortedKeys:
        keys, fences = self.file.array(f"{name}s"), self.file.array(f"{name}_fences")
        self._require(fences.size == -(-keys.size // FENCE), f"its {name}s are not whole")
        return SortedKeys(keys, self._ascending(fences), self.file.let_go)

    def _ascending(self, values: Keys) -> Keys:
        self._require(bool(np.all(values[1:] >= values[:-1])), "its keys are not in order")
        return values

    def _require(self, condition: bool, reason: str) -> None:
        if not condition:
            raise BrokenArchiveError(f"{self.file.path}: {reason}")

    @property
    def sketches(self) -> PackedSketches:
        """Its sketches, packed with their rows."""
        key_index, let_go = self.key_index, self.file.let_go
        bands = [band.values for band in key_index.bands]
        return PackedSketches(bands, [key_index.samples.values], [key_index.pairs.values], let_go)

    def shown_orders(self) -> set[ShownOrder]:
        """Return the orders of day and month that its articles show; a BrokenArchiveError if these are damaged."""
        data = self.file.array("date_orders").tobytes()
        try:
            return msgspec.json.decode(data, type=set[ShownOrder])
        except (msgspec.MsgspecError, ValueError, RecursionError):
            raise BrokenArchiveError(f"{self.file.path}: its date orders are damaged") from None

    def require_texts(self) -> TextFile:
        """Return its texts, or raise a BrokenArchiveError if none are kept."""
        if self.texts is None:
            raise BrokenArchiveError(f"{self.file.path.parent}: keeps no texts")
        return self.texts

    def require_whole_columns(self) -> None:
        """Make sure that no text in its columns leads out of them, or raise a BrokenArchiveError if one does."""
        for strings in (self.columns.ids, self.columns.dates, self.columns.paths):
            ends = np.concatenate([[0], strings.ends, [strings.data.size]])
            self._require(bool(np.all(np.diff(ends) >= 0)), "its texts are out of bounds")

    def close(self) -> None:
        """Let go of its files; what was read from them stays."""
        if self.texts:
            self.texts.close()

    def outlets(self, earliest: int = 0) -> set[str]:
        """Return the names of the outlets of the articles that count, from a row on."""
        counted = self.columns.outlets[earliest:][~self.is_removed[earliest:]]
        names = self.columns.outlet_names
        return {names[at - 1] for at in unique_sorted(counted).tolist() if at}

    def lines(self, rows: NDArray[np.int64]) -> Iterator[tuple[bytes, int]]:
        """Yield the texts of articles, as lines of JSON, with their rows, in the order of the file.

        A BrokenArchiveError says that one is damaged, or that no texts are kept.
        """
        columns, texts = self.columns, self.require_texts()
        order = rows[np.lexsort((columns.places[rows], columns.blocks[rows]))]
        held, lines = -1, list[bytes]()
        for row in order.tolist():
            if (block := int(columns.blocks[row])) != held:
                held, lines = block, texts.lines(block)
            if (place := int(columns.places[row])) >= len(lines):
                raise BrokenArchiveError(f"{self.file.path}: article {columns.ids[row]} has no text")
            yield lines[place], row

    def rows_of(self, wanted: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Return the rows of the articles that count with one of these hashes of identities."""
        is_wanted = isin_sorted(np.sort(wanted), self.columns.id_hashes)
        return np.flatnonzero(is_wanted & ~self.is_removed)
