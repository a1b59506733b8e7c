"""Pieces of what goes into an archive, files or blocks of another archive, read and sketched with their texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import TypeAlias

import numpy as np
import xxhash

from dedupe.archive.array_file import BrokenArchiveError
from dedupe.archive.article_columns import ShownOrder, StoredArticle, date_group, id_hash
from dedupe.archive.manifest import Manifest, load_manifest
from dedupe.archive.segment_writer import StoredBatch
from dedupe.archive.text_blocks import (
    BLOCK,
    TextFile,
    lines_of,
    pack_block,
    pack_blocks,
    read_text,
    with_id,
    write_text,
)
from dedupe.article import Skipped, Unreadable
from dedupe.errors import Failure, attempt, attempt_together
from dedupe.map_chunks import halves
from dedupe.read.article_draft import Draft
from dedupe.read.article_reader import DIED, lost_entries, read_piece
from dedupe.read.discovered_file import Place
from dedupe.read.pieces import Piece, piece_parts, piece_weight
from dedupe.sketch.sketches import Sketches, sketch
from dedupe.text.batch.tokenize import tokenize_batch

_BLOCKS = 16  # of a part, half a megabyte of text
_PORTION = 1 << 22  # characters of articles that are sketched at a time


ArchivePiece: TypeAlias = "Piece | ArchivePart"


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


def _part_articles(part: ArchivePart) -> Iterator[tuple[Draft, Place] | Skipped]:
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


def read_for_archive(manifest: Manifest, piece: ArchivePiece) -> list[StoredBatch]:
    """Read and sketch one piece for the archive of a manifest, some articles at a time."""
    found: list[StoredBatch] = []
    held: list[tuple[Draft, Place]] = []
    skipped: list[Skipped] = []
    size = 0
    articles = _part_articles(piece) if isinstance(piece, ArchivePart) else read_piece(piece)
    for article in articles:
        if isinstance(article, Skipped):
            skipped.append(article)
            continue
        held.append(article)
        size += sum(map(len, article[0].paragraphs.texts))
        if size > _PORTION:
            found.append(_batch(held, manifest, skipped))
            held, skipped, size = [], [], 0
    return [*found, _batch(held, manifest, skipped)]


def piece_sizes(pieces: Sequence[ArchivePiece]) -> list[float]:
    """Return the bytes of each piece, which reading it grows with."""
    return [
        float(len(piece.offsets) * BLOCK) if isinstance(piece, ArchivePart) else piece_weight(piece) for piece in pieces
    ]


def piece_halves(piece: ArchivePiece) -> Sequence[ArchivePiece]:
    """Divide a piece in two, down to a file, a line of a corpus, or a block of an archive."""
    if not isinstance(piece, ArchivePart):
        return piece_parts(piece)
    return [replace(piece, offsets=offsets) for offsets in halves(piece.offsets)]


def join_read(parts: Sequence[list[StoredBatch]]) -> list[StoredBatch]:
    """Join what the parts of a piece hold."""
    return [batch for part in parts for batch in part]


def lost_read(manifest: Manifest, piece: ArchivePiece) -> list[StoredBatch]:
    """Return what is left of what ended the process that read it."""
    if not isinstance(piece, ArchivePart):
        return [_batch([], manifest, lost_entries(piece))]
    return [_batch([], manifest, [Unreadable(str(piece.path), f"{DIED} at byte {piece.offsets[0]:,}")])]


def _batch(articles: Sequence[tuple[Draft, Place]], manifest: Manifest, skipped: Sequence[Skipped]) -> StoredBatch:
    """Sketch articles; those that cannot be sketched are skipped."""
    made, _, failed = attempt_together(partial(_sketched, manifest), articles)
    unsketched = (Unreadable(draft.id, failure.reason) for (draft, _), failure in failed)
    return replace(made, skipped=(*skipped, *unsketched))


def _sketched(manifest: Manifest, articles: Sequence[tuple[Draft, Place]]) -> StoredBatch:
    drafts = [draft for draft, _ in articles]
    sketches: Sketches = sketch(tokenize_batch([draft.paragraphs.texts for draft in drafts]), manifest.k)
    lines = [write_text(draft, place) for draft, place in articles] if manifest.texts else []
    blocks = pack_blocks(lines)
    counts = [block.lines for block in blocks] or [len(articles)]
    heads = [_head(draft) for draft in drafts]
    return StoredBatch(
        [_stored_article(draft, place) for draft, place in articles],
        np.array(heads, dtype=np.uint64),
        sketches,
        blocks,
        np.repeat(np.arange(len(counts)), counts),
        np.concatenate([np.arange(count) for count in counts]),
        frozenset(_orders(articles)),
    )


def _stored_article(draft: Draft, place: Place) -> StoredArticle:
    outlet, date = draft.outlet or "", draft.metadata.date or ""
    return StoredArticle(draft.id, draft.file.id, place.line, place.record, outlet, date)


def _head(draft: Draft) -> int:
    """Hash what two articles with the same words must have in common to be one; 0 if nothing is known."""
    if not draft.outlet:
        return 0
    head = repr((draft.outlet, draft.metadata.date, draft.metadata.title))
    return xxhash.xxh3_64_intdigest(head.encode("utf-8", "surrogatepass"))


def _orders(articles: Sequence[tuple[Draft, Place]]) -> Iterator[ShownOrder]:
    for draft, place in articles:
        if order := draft.metadata.date_order:
            yield *date_group(draft.file.id, place.line, draft.outlet), order


def renamed(batch: StoredBatch, names: Sequence[str]) -> StoredBatch:
    """Return a batch whose articles have other identities, in their texts as well."""
    new = {at: name for at, name in enumerate(names) if batch.articles[at].id != name}
    if not new:
        return batch
    articles = [article._replace(id=name) for article, name in zip(batch.articles, names, strict=True)]
    lines = [line for block in batch.blocks for line in lines_of(block)]
    changed = [with_id(line, new[at]) if at in new else line for at, line in enumerate(lines)]
    blocks = [
        pack_block(changed[start : start + block.lines])
        for start, block in zip(accumulate((b.lines for b in batch.blocks), initial=0), batch.blocks, strict=False)
    ]
    return replace(batch, articles=articles, blocks=blocks)
