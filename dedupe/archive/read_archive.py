"""An archive as something to be read: the blocks of its texts, in parts, and what of it is damaged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dedupe.archive.array_file import BrokenArchiveError
from dedupe.archive.article_columns import id_hash
from dedupe.archive.manifest import load_manifest
from dedupe.archive.text_blocks import TextFile, read_text
from dedupe.article import Skipped
from dedupe.errors import Failure, attempt
from dedupe.read.article_draft import Draft
from dedupe.read.found_file import Place

_BLOCKS = 16  # of a part, half a megabyte of text


@dataclass(frozen=True, slots=True)
class ArchivePart:
    """Successive blocks of the texts of an archive that goes into another one."""

    path: Path  # of the file of texts
    offsets: tuple[int, ...]  # where the blocks begin
    removed: frozenset[int]  # hashes of the identities of the articles that do not count


def archive_parts(folder: Path) -> Iterator[ArchivePart | tuple[Skipped]]:
    """Yield the texts of an archive in parts, those of the latest segments first, and what is damaged of it.

    Only its texts are needed, so that an archive whose other files are damaged is read as well. A BrokenArchiveError
    says that it keeps none.
    """
    removed = dict[str, frozenset[int]]()
    try:
        manifest = load_manifest(folder)
    except BrokenArchiveError as error:
        yield (Skipped(str(folder), f"{error}; articles removed from it may come back"),)
        names = sorted(path.name for path in folder.glob("*.texts"))
    else:
        if not manifest.texts:
            raise BrokenArchiveError(f"{folder}: keeps no texts, and cannot be read as articles")
        names = [segment.texts_name for segment in manifest.segments]
        removed = {segment.texts_name: frozenset(segment.removed) for segment in manifest.segments}
    for name in reversed(names):
        yield from _parts(folder / name, removed.get(name, frozenset()))


def _parts(path: Path, removed: frozenset[int]) -> Iterator[ArchivePart | tuple[Skipped]]:
    try:
        texts = TextFile(path)
    except OSError as error:
        yield (Skipped(str(path), error.strerror or str(error)),)
        return
    offsets: list[int] = []
    for offset, damage in texts.blocks():
        if damage is not None:
            yield (Skipped(str(path), str(damage)),)
            continue
        offsets.append(offset)
        if len(offsets) == _BLOCKS:
            yield ArchivePart(path, tuple(offsets), removed)
            offsets = []
    texts.close()
    if offsets:
        yield ArchivePart(path, tuple(offsets), removed)


def part_articles(part: ArchivePart) -> Iterator[tuple[Draft, Place] | Skipped]:
    """Yield the articles of a part, each with its place, and what is damaged of it."""
    texts = TextFile(part.path)
    for offset in part.offsets:
        lines = attempt(texts.lines, offset)
        if isinstance(lines, Failure):
            yield Skipped(str(part.path), lines.reason)
            continue
        for line in lines:
            stored = attempt(read_text, line)
            if isinstance(stored, Failure):
                yield Skipped(str(part.path), f"{stored.reason} at byte {offset:,}")
            elif id_hash(stored[0].id) not in part.removed:
                yield stored
    texts.close()
