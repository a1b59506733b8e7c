"""One piece of a corpus read and sketched, by whichever process does it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dedupe.article import Skipped, Unreadable
from dedupe.cache.codec import BrokenError
from dedupe.cache.store import peek
from dedupe.errors import Failure, attempt
from dedupe.pipeline.batch_cache import sketches_key, unpack_sketches
from dedupe.pipeline.catalogue import record_of
from dedupe.read.articles import read_piece
from dedupe.sketch.sketches import Sketches, sketch
from dedupe.text.batch.tokenize import TokenBatch, tokenize_batch

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from dedupe.pipeline.catalogue import ArticleRecord
    from dedupe.read.articles import Piece


@dataclass(frozen=True, slots=True)
class SketchedBatch:
    """What one piece holds.

    Attributes:
        records: its articles.
        skipped: what was not read, and why.
        sketches: of the articles.
        words: their tokens, None if they were not cut for the sketches were remembered.
        content: key of the sketches.
    """

    records: tuple[ArticleRecord, ...]
    skipped: tuple[Skipped, ...]
    sketches: Sketches
    words: TokenBatch | None
    content: bytes


def sketch_batch(state: tuple[tuple[int, int], Path | None], piece: Piece) -> SketchedBatch:
    """Read and sketch one piece.

    Args:
        state: the tokens a shingle and the most bytes a file, and the folder of the cache in which
            sketches are, None for none.
        piece: to be read.
    """
    options, folder = state
    k, max_file_size = options
    records: list[ArticleRecord] = []
    skipped: list[Skipped] = []
    texts: list[Sequence[str]] = []
    for it in read_piece(piece, max_file_size):
        if isinstance(it, Skipped):
            skipped.append(it)
            continue
        draft, place = it
        records.append(record_of(draft, place))
        texts.append(draft.blocks.texts)
    content = sketches_key(records, options) if folder else b""
    if folder and (known := peek(folder, content)):
        try:
            sketches = unpack_sketches(known, len(records))
            return SketchedBatch(tuple(records), tuple(skipped), sketches, None, content)
        except BrokenError:
            pass
    sketched = attempt(_sketch, texts, k)
    if isinstance(sketched, Failure):
        failures = [attempt(_sketch, [text], k) for text in texts]
        skipped += [
            Unreadable(record.id, failure.reason)
            for record, failure in zip(records, failures, strict=True)
            if isinstance(failure, Failure)
        ]
        kept = [at for at, failure in enumerate(failures) if not isinstance(failure, Failure)]
        records, texts = [records[at] for at in kept], [texts[at] for at in kept]
        content = sketches_key(records, options) if folder else b""
        sketched = _sketch(texts, k)
    return SketchedBatch(tuple(records), tuple(skipped), *sketched, content)


def _sketch(texts: Sequence[Sequence[str]], k: int) -> tuple[Sketches, TokenBatch]:
    words = tokenize_batch(texts)
    return sketch(words, k), words
