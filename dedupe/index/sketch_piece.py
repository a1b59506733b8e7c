"""One piece of a corpus read and sketched, by whichever process does it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from dedupe.article import Skipped, Unreadable
from dedupe.cache.codec import BrokenError
from dedupe.cache.store import read_value
from dedupe.errors import Failure, attempt, attempt_together
from dedupe.index.article_record import ArticleRecord, record_of
from dedupe.index.batch_cache import postings_key, sketches_key, unpack_postings, unpack_sketches
from dedupe.index.record_columns import RecordColumns, join_records
from dedupe.read.article_draft import Draft
from dedupe.read.article_reader import lost_entries, read_piece
from dedupe.read.corpus_line import Copier
from dedupe.read.discovered_file import Place
from dedupe.read.pieces import Piece
from dedupe.sketch.sketches import Sketches, join_sketches, sketch
from dedupe.text.batch.tokenize import TokenBatch, concat, tokenize_batch

MOST_KEPT = 1 << 24  # tokens, of 8 bytes; of more articles none are kept, but read again
_TOKEN_BYTES = 8  # of a file, more than a token of most languages takes with the space behind it
_PORTION = 1 << 22  # characters of articles that are sketched at a time


@dataclass(frozen=True, slots=True)
class SketchedBatch:
    """What one piece holds."""

    records: RecordColumns
    skipped: tuple[Skipped, ...]
    sketches: Sketches
    words: TokenBatch | None  # their tokens, None if they are very many, or the sketches were remembered
    content: bytes  # key of the sketches


class SketchSeed(NamedTuple):
    """What every process that reads and sketches is given."""

    k: int
    cache: Path | None  # folder of the cache in which sketches are, None for none
    copies: str  # folder for copies of articles that take long to read again
    weight: float = 0  # of all that is to be read, in bytes

    @property
    def keeps_words(self) -> bool:
        """Whether the articles may be so few that their tokens are kept."""
        return self.weight <= _TOKEN_BYTES * MOST_KEPT

    def content(self, records: RecordColumns) -> bytes:
        """Return the key of the sketches of articles, nothing where there is no cache."""
        return sketches_key(records, self.k) if self.cache else b""


def sketch_batch(seed: SketchSeed, piece: Piece) -> SketchedBatch:
    """Read and sketch one piece, some articles at a time."""
    skipped: list[Skipped] = []
    parts = [_sketch_articles(part, seed, skipped) for part in _portions(piece, seed, skipped)]
    whole = parts[0] if len(parts) == 1 else join_batches(seed, parts)
    return replace(whole, skipped=tuple(skipped))


def join_batches(seed: SketchSeed, parts: Sequence[SketchedBatch]) -> SketchedBatch:
    """Join what the parts of a piece hold."""
    records = join_records(part.records for part in parts)
    skipped = tuple(skipped for part in parts for skipped in part.skipped)
    content = seed.content(records)
    words: list[TokenBatch] = [part.words for part in parts if part.words is not None]
    few = sum(batch.hashes.size for batch in words) <= MOST_KEPT and len(words) == len(parts)
    sketches = join_sketches([part.sketches for part in parts])
    return SketchedBatch(records, skipped, sketches, concat(words) if few else None, content)


def lost_batch(seed: SketchSeed, piece: Piece) -> SketchedBatch:
    """Return what is left of files, or lines of a corpus, of which the process that read them died."""
    return SketchedBatch(RecordColumns.of([]), lost_entries(piece), *_sketch(seed.k, []), b"")


def _portions(
    piece: Piece, seed: SketchSeed, skipped: list[Skipped]
) -> Iterator[list[tuple[ArticleRecord, Sequence[str]]]]:
    """Read a piece, and yield its articles with their texts when there are many; one portion at least."""
    articles: list[tuple[ArticleRecord, Sequence[str]]] = []
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
            articles.append((record, draft.paragraphs.texts))
            size += sum(map(len, draft.paragraphs.texts))
            if size > _PORTION:
                yield articles
                articles, size = [], 0
    yield articles


def _record(draft: Draft, place: Place, copier: Copier) -> ArticleRecord:
    return record_of(draft, copier.copy(draft, place))


def _sketch_articles(
    articles: Sequence[tuple[ArticleRecord, Sequence[str]]], seed: SketchSeed, skipped: list[Skipped]
) -> SketchedBatch:
    """Sketch articles, unless their sketches are cached; those that cannot be are skipped."""
    records = RecordColumns.of([record for record, _ in articles])
    content = seed.content(records)
    if seed.cache:
        with suppress(BrokenError):
            known = unpack_sketches(read_value(seed.cache, content) or b"", len(records))
            postings = unpack_postings(read_value(seed.cache, postings_key(content)) or b"")
            return SketchedBatch(records, (), known.with_postings(postings), None, content)
    sketched, kept, failed = attempt_together(partial(_sketch, seed.k), articles)
    if failed:
        skipped += [Unreadable(record.id, failure.reason) for (record, _), failure in failed]
        records = RecordColumns.of([record for record, _ in kept])
        content = seed.content(records)
    sketches, words = sketched
    return SketchedBatch(records, (), sketches, words if seed.keeps_words else None, content)


def _sketch(k: int, articles: Sequence[tuple[ArticleRecord, Sequence[str]]]) -> tuple[Sketches, TokenBatch]:
    words = tokenize_batch([texts for _, texts in articles])
    return sketch(words, k), words
