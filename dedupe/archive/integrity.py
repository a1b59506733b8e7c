"""What of an archive is not as it was written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from dedupe.archive.array_file import BrokenArchiveError
from dedupe.archive.manifest import SegmentEntry, load_manifest
from dedupe.archive.segment import Segment


class Damage(NamedTuple):
    """One thing that is wrong."""

    file: str
    reason: str
    articles: int = 0  # how many articles it takes, 0 where that cannot be said
    first: str = ""  # the identity of the first of these, by date
    last: str = ""  # that of the last


def verify(folder: Path) -> Iterator[Damage]:
    """Read all of an archive, and yield what is wrong; a BrokenArchiveError if it has no manifest that can be read."""
    manifest = load_manifest(folder)
    for entry in manifest.segments:
        yield from _verify_segment(folder, entry, texts=manifest.texts)


def _verify_segment(folder: Path, entry: SegmentEntry, *, texts: bool) -> Iterator[Damage]:
    try:
        with closing(Segment(folder, entry, texts=texts)) as segment:
            segment.require_whole_columns()
            for name in segment.file.damaged():
                reason = f"array {name}: its bytes are not those that were written"
                yield Damage(entry.index_name, reason, entry.count)
            if texts:
                yield from _verify_texts(segment)
    except BrokenArchiveError as error:
        yield Damage(entry.index_name, str(error), entry.count)
    except OSError as error:
        name = error.filename or entry.index_name
        yield Damage(str(name), error.strerror or str(error), entry.count)


def _verify_texts(segment: Segment) -> Iterator[Damage]:
    """Yield the blocks of texts that are damaged, each with the articles in it that count."""
    columns, texts = segment.columns, segment.require_texts()
    for offset, rows in columns.by_block():
        try:
            is_whole = texts.block(offset).lines > int(columns.places[rows].max())
            reason = f"the texts at byte {offset:,} are not those of the articles"
        except BrokenArchiveError:
            is_whole, reason = False, f"the texts at byte {offset:,} are damaged"
        counted = rows[~segment.is_removed[rows]].tolist()
        if not is_whole:
            ids = [columns.ids[row] for row in counted] or [""]
            yield Damage(segment.entry.texts_name, reason, len(counted), ids[0], ids[-1])
