"""Articles removed from an archive, and segments merged into one without them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import msgspec
import numpy as np
from numpy.typing import NDArray

from dedupe.archive.archive import Archive
from dedupe.archive.article_columns import ShownOrder, id_hash, join_columns
from dedupe.archive.commit import commit, opened_to_write, with_removed
from dedupe.archive.manifest import Manifest, SegmentEntry
from dedupe.archive.segment import Segment
from dedupe.archive.segment_index import write_index
from dedupe.archive.text_blocks import lines_of, pack_block
from dedupe.errors import InputError
from dedupe.sketch.packed_postings import MOST_OWNERS
from dedupe.sketch.sorted_arrays import joined, unique_sorted

SMALL = 1 << 13  # articles of a segment that is merged with others of its kind,
_MANY = 16  # when there are so many of these


def compact(folder: Path) -> Manifest:
    """Merge all segments of an archive, and let go of what was removed.

    An InputError says that another process writes to it, or that it is damaged; an OSError leaves it as it was.
    """
    with opened_to_write(folder) as manifest, Archive.open(folder) as archive:
        return _merge(archive, manifest, [segment.entry.number for segment in archive.segments])


def merge_small(folder: Path, manifest: Manifest) -> Manifest:
    """Merge the small segments of an archive whose lock is held, when there are many.

    An InputError says that it is damaged; an OSError leaves it as it was.
    """
    small = [segment.number for segment in manifest.segments if segment.count < SMALL]
    if len(small) < _MANY:
        return manifest
    with Archive.open(folder) as archive:
        return _merge(archive, manifest, small)


def remove(folder: Path, ids: Sequence[str], *, for_good: bool) -> int:
    """Remove articles from an archive, from its files at once or at the next compaction; return how many there were.

    An InputError says that one is not there, that another process writes to the archive, or that it is damaged; an
    OSError leaves it as it was.
    """
    with opened_to_write(folder) as manifest:
        hashes = np.array([id_hash(name) for name in ids], dtype=np.uint64)
        with Archive.open(folder) as archive:
            for name, hashed in zip(ids, hashes, strict=True):
                if not any(segment.rows_of(hashed[None]).size for segment in archive.segments):
                    raise InputError(f"{folder}: has no article {name}; nothing was removed")
            marked = with_removed(archive, hashes)
        manifest = commit(folder, manifest, marked)
        if for_good:
            with Archive.open(folder) as archive:
                for segment in manifest.segments:
                    if segment.removed:
                        manifest = _merge(archive, manifest, [segment.number])
        return unique_sorted(hashes).size


def _merge(archive: Archive, manifest: Manifest, numbers: Sequence[int]) -> Manifest:
    """Put one segment in the place of several, at the place of the first of these."""
    old = [segment for segment in archive.segments if segment.entry.number in numbers]
    if not any(segment.entry.removed for segment in old) and len(old) < 2:
        return manifest
    entries: list[SegmentEntry] = []
    number = manifest.last
    for group in _groups(old):
        number += 1
        if any(segment.entry.count for segment in group):
            entries.append(_merged(archive, group, number))
    kept = [segment for segment in manifest.segments if segment.number not in numbers]
    last = msgspec.structs.replace(manifest, last=number)
    return commit(archive.folder, last, [*kept, *entries])


def _groups(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Divide segments into groups of which each fits into one."""
    groups: list[list[Segment]] = [[]]
    size = 0
    for segment in segments:
        if size + segment.entry.count >= MOST_OWNERS:
            groups.append([])
            size = 0
        groups[-1].append(segment)
        size += segment.entry.count
    return groups


def _merged(archive: Archive, segments: Sequence[Segment], number: int) -> SegmentEntry:
    entry = SegmentEntry(number, 0, 0, 0)
    for segment in segments:
        segment.require_whole_columns()
    columns = join_columns([segment.columns for segment in segments])
    size = 0
    if archive.manifest.texts:
        blocks, places, size = _merge_texts(archive.folder / entry.texts_name, segments)
        columns = replace(columns, blocks=blocks, places=places)
    removed = np.concatenate([segment.is_removed for segment in segments])
    kept = np.flatnonzero(~removed)
    order = kept[columns.take(kept).order()]
    rows = np.full(removed.size, -1)
    rows[order] = np.arange(order.size)
    bounds = np.cumsum([segment.is_removed.size for segment in segments])[:-1]
    sketches = zip((segment.sketches for segment in segments), np.split(rows, bounds), strict=True)
    path = archive.folder / entry.index_name
    columns = columns.take(order)
    shown = set[ShownOrder]().union(*(segment.shown_orders() for segment in segments))
    names = {"", *columns.outlet_names, *(columns.paths if shown else ())}  # of articles that stay
    orders = sorted(order for order in shown if order[1] in names)
    write_index(path, columns, list(sketches), msgspec.json.encode(orders))
    return SegmentEntry(number, order.size, path.stat().st_size, size)


def _merge_texts(path: Path, segments: Sequence[Segment]) -> tuple[NDArray[np.uint64], NDArray[np.uint32], int]:
    """Write the texts of segments into one file, without those that were removed.

    Return uint64[n] and uint32[n], where each article's block begins and how many texts of it are before; and the
    bytes of the file.
    """
    blocks, places = list[NDArray[np.uint64]](), list[NDArray[np.uint32]]()
    with path.open("xb") as file:
        for segment in segments:
            starts = np.zeros(segment.columns.blocks.size, dtype=np.uint64)
            moved = segment.columns.places.copy()
            for offset, rows in segment.columns.by_block():
                starts[rows] = file.tell()
                moved[rows] -= _copy_block(file, segment, offset, rows)
            blocks.append(starts)
            places.append(moved)
        file.flush()
        os.fsync(file.fileno())
        return joined(blocks, np.uint64), joined(places, np.uint32), file.tell()


def _copy_block(file: BinaryIO, segment: Segment, offset: int, rows: NDArray[np.int64]) -> NDArray[np.uint32]:
    """Copy a block without the texts that were removed, and return how many of these stood before each article's."""
    places, is_removed = segment.columns.places[rows], segment.is_removed[rows]
    gone = unique_sorted(places[is_removed])
    if not is_removed.all():
        block = segment.require_texts().block(offset)
        if gone.size:
            left_out = set(gone.tolist())
            lines = enumerate(lines_of(block))
            block = pack_block([line for place, line in lines if place not in left_out])
        file.write(block.data)
    return np.searchsorted(gone, places).astype(np.uint32)
