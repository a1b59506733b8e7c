"""One piece of a corpus read and sketched, by whichever process does it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from dedupe.article import Skipped, Unreadable
from dedupe.cache.codec import BrokenError
from dedupe.cache.store import read_value
from dedupe.errors import Failure, attempt
from dedupe.index.article_record import ArticleRecord, record_of
from dedupe.index.batch_cache import sketches_key, unpack_sketches
from dedupe.index.record_columns import RecordColumns, join_records
from dedupe.read.article_draft import Draft
from dedupe.read.article_reader import Piece, read_piece
from dedupe.read.corpus import Place
from dedupe.read.piece_work import lost_entries
from dedupe.read.temporary_copies import Copier
from dedupe.sketch.sketches import Sketches, join_sketches, sketch
from dedupe.text.batch.tokenize import TokenBatch, concat, tokenize_batch

MOST_KEPT = 1 << 24  # tokens, of 8 bytes; of more articles none are kept, but read again
_PORTION = 1 << 22  # characters of articles that are sketched at a time


@dataclass(frozen=True, slots=True)
class SketchedBatch:
    """What one piece holds.

    Attributes:
        words: their tokens, None if they are very many, or were not cut for the sketches were remembered.
        content: key of the sketches.
    """

    records: RecordColumns
    skipped: tuple[Skipped, ...]
    sketches: Sketches
    words: TokenBatch | None
    content: bytes


class SketchSeed(NamedTuple):
    """What every process that reads and sketches is given.

    Attributes:
        cache: folder of the cache in which sketches are, None for none.
        copies: folder for copies of articles that take long to read again.
    """

    k: int
    cache: Path | None
    copies: str


def sketch_batch(seed: SketchSeed, piece: Piece) -> SketchedBatch:
    """Read and sketch one piece, some articles at a time."""
    skipped: list[Skipped] = []
    parts = [
        _sketch_records(records, texts, seed, skipped)
        for records, texts in _portions(piece, seed, skipped)
    ]
    if len(parts) == 1:
        return replace(parts[0], skipped=tuple(skipped))
    return replace(join_batches(seed, parts), skipped=tuple(skipped))


def join_batches(seed: SketchSeed, parts: Sequence[SketchedBatch]) -> SketchedBatch:
    """Join what the parts of a piece hold."""
    records = join_records(part.records for part in parts)
    skipped = tuple(skipped for part in parts for skipped in part.skipped)
    content = sketches_key(records, seed.k) if seed.cache else b""
    words: list[TokenBatch] = [part.words for part in parts if part.words is not None]
    few = sum(batch.hashes.size for batch in words) <= MOST_KEPT and len(words) == len(parts)
    sketches = join_sketches([part.sketches for part in parts])
    return SketchedBatch(records, skipped, sketches, concat(words) if few else None, content)


def lost_batch(seed: SketchSeed, piece: Piece) -> SketchedBatch:
    """Return what is left of files, or lines of a corpus, of which the process that read them died."""
    return SketchedBatch(RecordColumns.of([]), lost_entries(piece), *_sketch([], seed.k), b"")


def _portions(
    piece: Piece, seed: SketchSeed, skipped: list[Skipped]
) -> Iterator[tuple[list[ArticleRecord], list[Sequence[str]]]]:
    """Read a piece, and yield its articles when there are many; one portion at least."""
    records: list[ArticleRecord] = []
    texts: list[Sequence[str]] = []
    size = 0
    with Copier(seed.copies) as copier:
        for article in read_piece(piece):
            if isinstance(article, Skipped):
                skipped.append(article)
                continue
            draft, place = article
            record = attempt(_record, draft, place, copier)
            if isinstance(record, Failure):
                skipped.append(Unreadable(draft.id, record.reason))
                continue
            records.append(record)
            texts.append(draft.blocks.texts)
            size += sum(map(len, draft.blocks.texts))
            if size > _PORTION:
                yield records, texts
                records, texts, size = [], [], 0
    yield records, texts


def _record(draft: Draft, place: Place, copier: Copier) -> ArticleRecord:
    return record_of(draft, copier.copy(draft, place))


def _sketch_records(
    articles: list[ArticleRecord],
    texts: list[Sequence[str]],
    seed: SketchSeed,
    skipped: list[Skipped],
) -> SketchedBatch:
    """Sketch articles, unless their sketches are cached; those that cannot be are skipped."""
    records = RecordColumns.of(articles)
    content = sketches_key(records, seed.k) if seed.cache else b""
    if seed.cache and (known := read_value(seed.cache, content)):
        try:
            sketches = unpack_sketches(known, len(records))
            return SketchedBatch(records, (), sketches, None, content)
        except BrokenError:
            pass
    sketched = attempt(_sketch, texts, seed.k)
    if isinstance(sketched, Failure):
        failures = [attempt(_sketch, [text], seed.k) for text in texts]
        skipped += [
            Unreadable(article.id, failure.reason)
            for article, failure in zip(articles, failures, strict=True)
            if isinstance(failure, Failure)
        ]
        kept = [at for at, failure in enumerate(failures) if not isinstance(failure, Failure)]
        records = RecordColumns.of([articles[at] for at in kept])
        content = sketches_key(records, seed.k) if seed.cache else b""
        sketched = _sketch([texts[at] for at in kept], seed.k)
    return SketchedBatch(records, (), *sketched, content)


def _sketch(texts: Sequence[Sequence[str]], k: int) -> tuple[Sketches, TokenBatch]:
    words = tokenize_batch(texts)
    return sketch(words, k), words
