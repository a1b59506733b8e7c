"""The index of a segment: its articles in columns and their sketches as sorted arrays, in one file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dedupe.archive.array_file import ArrayFileWriter
from dedupe.archive.article_columns import Columns
from dedupe.archive.key_lookup import FENCE, nothing_to_let_go
from dedupe.sketch.packed_postings import key_floor, pack, relabelled
from dedupe.sketch.sizes import BANDS
from dedupe.sketch.sorted_arrays import joined
from dedupe.text.batch.strings import Strings

Keys = NDArray[np.uint64]

LOOKUPS = BANDS + 1  # of the bands, and of all the words of an article
_PORTION = 1 << 22  # keys that are merged at a time
COLUMNS = {
    "times": "<u8",
    "id_hashes": "<u8",
    "word_hashes": "<u8",
    "sampled": "<u4",
    "outlets": "<u4",
    "lines": "<u4",
    "records": "<u4",
    "blocks": "<u8",
    "places": "<u4",
}
STRINGS = ("outlet_names", "ids", "dates", "paths")
ARRAYS = (
    COLUMNS
    | dict.fromkeys(STRINGS, "|u1")
    | {f"{name}_ends": "<i8" for name in STRINGS}
    | {"date_orders": "|u1"}
    | dict.fromkeys(("bands", "band_fences", "samples", "sample_fences"), "<u8")
    | dict.fromkeys(("pairs", "pair_fences"), "<u8")
)


@dataclass(frozen=True, slots=True)
class PackedSketches:
    """The sketches of `n` articles, packed with their rows."""

    bands: Sequence[Keys]  # of each band, and last of all their words, uint64[n], ascending
    samples: Sequence[Keys]  # uint64[.], ascending, in blocks
    pairs: Sequence[Keys]  # of words of short articles, likewise
    let_go: Callable[[], None] = nothing_to_let_go  # called when what was read of them is needed no more


def pack_sketches(
    bands: Sequence[Keys], digests: Keys, samples: Sequence[Keys], pairs: Sequence[Keys], rows: NDArray[np.int64]
) -> PackedSketches:
    """Pack the sketches of articles with the row that each has in its segment.

    Args:
        bands: uint64[., BANDS], in blocks.
        digests: uint64[n], of their words.
        samples: uint64[.], packed with the articles from 0 to n - 1, in blocks, which are sorted in place.
        pairs: of words of short articles, likewise.
        rows: int64[n], of the articles, negative for one that is left out.
    """
    kept = np.flatnonzero(rows >= 0)
    columns = [np.concatenate([block[:, band] for block in bands]) for band in range(BANDS)]
    packed = [pack(column[kept], rows[kept]) for column in (*columns, digests)]
    for column in packed:
        column.sort()
    sampled, paired = ([relabelled(block, rows) for block in blocks] for blocks in (samples, pairs))
    for block in (*sampled, *paired):
        block.sort()
    return PackedSketches(packed, sampled, paired)


def write_index(
    path: Path, columns: Columns, sketches: Sequence[tuple[PackedSketches, NDArray[np.int64]]], date_orders: bytes = b""
) -> None:
    """Write the index of a segment.

    Args:
        path: of the file, which is not there yet.
        columns: its articles, in the order of `Columns.order`.
        sketches: of the segments that it is made of, each with the rows that their articles have in the
            new one, negative for those that are left out.
        date_orders: what the articles show of the order of day and month, as JSON.
    """
    packed, labels = [part for part, _ in sketches], [rows for _, rows in sketches]

    def let_go() -> None:
        for part in packed:
            part.let_go()

    with ArrayFileWriter(path) as file:
        for name, kind in COLUMNS.items():
            file.add(name, kind, [getattr(columns, name)])
        for name in STRINGS:
            strings: Strings = getattr(columns, name)
            file.add(name, "|u1", [strings.data])
            file.add(f"{name}_ends", "<i8", [strings.ends])
        file.add("date_orders", "|u1", [np.frombuffer(date_orders, np.uint8)])
        _add_sorted(file, "band", [[[part.bands[at]] for part in packed] for at in range(LOOKUPS)], labels, let_go)
        _add_sorted(file, "sample", [[part.samples for part in packed]], labels, let_go)
        _add_sorted(file, "pair", [[part.pairs for part in packed]], labels, let_go)


def _add_sorted(
    file: ArrayFileWriter,
    name: str,
    arrays: Sequence[Sequence[Sequence[Keys]]],
    labels: Sequence[NDArray[np.int64]],
    let_go: Callable[[], None],
) -> None:
    """Write arrays of packed keys one after the other, each with fences of its own."""
    found: list[Keys] = []

    def blocks() -> Iterator[Keys]:
        for parts in arrays:
            start = 0
            for block in merged(parts, labels):
                found.append(block[-start % FENCE :: FENCE].copy())
                start += block.size
                yield block
                let_go()

    file.add(f"{name}s", "<u8", blocks())
    file.add(f"{name}_fences", "<u8", found)


def merged(parts: Sequence[Sequence[Keys]], labels: Sequence[NDArray[np.int64]]) -> Iterator[Keys]:
    """Merge packed keys of several segments, and yield them ascending, a portion at a time.

    Args:
        parts: of each segment, ascending arrays.
        labels: of each segment, the new row of each of its articles; negative for one left out.
    """
    total = sum(array.size for arrays in parts for array in arrays)
    portions = max(1, -(-total // _PORTION))
    limits = key_floor(np.array([(at << 64) // portions for at in range(portions)], np.uint64))
    cuts = [[[*np.searchsorted(array, limits).tolist(), array.size] for array in arrays] for arrays in parts]
    for at in range(portions):
        pieces = [
            relabelled(array[cut[at] : cut[at + 1]], rows)
            for arrays, ends, rows in zip(parts, cuts, labels, strict=True)
            for array, cut in zip(arrays, ends, strict=True)
        ]
        together = joined(pieces, np.uint64)
        together.sort()
        yield together
