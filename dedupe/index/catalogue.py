"""The articles of a run, and their tokens: kept, or read again when they are wanted."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from dedupe.article import Article
from dedupe.errors import Failure, attempt
from dedupe.index.article_record import ArticleRecord, reread
from dedupe.index.record_columns import RecordColumns
from dedupe.map_chunks import map_chunks, unchanged
from dedupe.read.corpus_line import CopyFolder
from dedupe.sketch.shingles import prefix_hashes
from dedupe.sketch.sorted_arrays import unique_sorted
from dedupe.text.batch.tokenize import TokenBatch, concat, select, tokenize_batch

_BATCH = 128  # articles tokenised at a time
_PORTION = 512  # articles that a process reads again at a time
_MOST_KEPT = 1 << 25  # tokens, of 8 bytes


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The articles of a run."""

    records: RecordColumns  # in order of publication
    digests: NDArray[np.uint64]  # [records], of the tokens of each
    kept: TokenBatch  # the tokens of some articles, of all as long as they are few
    rows: NDArray[np.int64]  # [records], which of the articles whose tokens are kept each is; negative for none
    copies: CopyFolder | None = field(default=None, repr=False)  # where articles of this run are written down

    def article(self, at: int) -> Article:
        """Read an article again, or raise an InputError if it is not there any more, or another one is."""
        return reread(self.records[at]).article()

    def reader(self, names: Container[str]) -> Callable[[str], Article]:
        """Return a function that reads one of these articles again by identity, or raises an InputError."""
        rows = {name: at for at, name in enumerate(self.records.ids) if name in names}
        return partial(_read_again, self.records, rows, self.copies)

    def words(self, chosen: Sequence[int]) -> TokenBatch:
        """Return the tokens of some articles, read again if they were not kept; none of one that has changed."""
        return self.wanted(chosen).words(self.kept)

    def wanted(self, chosen: Sequence[int]) -> TokenRequest:
        """Return what another process needs to know of some articles to have their tokens."""
        at = np.array(chosen, dtype=np.int64)
        rows = self.rows[at]
        read = at[rows < 0]
        records = tuple(self.records[row] for row in read.tolist())
        return TokenRequest(rows, records, self.digests[read])

    def keeping(self, chosen: NDArray[np.int64], sizes: NDArray[np.int64], jobs: int) -> Catalogue:
        """Read some articles, int64 in any order, again and keep their tokens as well, unless they are very many."""
        new = unique_sorted(chosen[self.rows[chosen] < 0])
        if not new.size or self.kept.hashes.size + sizes[new].sum() > _MOST_KEPT:
            return self
        starts = range(0, new.size, _PORTION)
        portions = [self.wanted(new[at : at + _PORTION].tolist()) for at in starts]
        read = map_chunks(unchanged, read_tokens, None, portions, min(jobs, len(portions) // 2))
        kept = concat([self.kept, *read])
        rows = self.rows.copy()
        rows[new] = self.kept.article_starts.size - 1 + np.arange(new.size)
        rows[new[np.diff(kept.bounds)[rows[new]] == 0]] = -1
        return replace(self, kept=kept, rows=rows)


@dataclass(frozen=True, slots=True)
class TokenRequest:
    """Articles whose tokens are wanted."""

    rows: NDArray[np.int64]  # [.], as in the catalogue
    records: Sequence[ArticleRecord]  # of those whose tokens are not kept, in order
    digests: NDArray[np.uint64]  # [records], of their tokens

    def words(self, kept: TokenBatch) -> TokenBatch:
        """Return the tokens, those that are not kept read again; none of an article that has changed."""
        if not self.records:
            return select(kept, self.rows)
        is_kept = self.rows >= 0
        starts = range(0, len(self.records), _BATCH)
        parts = [select(kept, self.rows[is_kept]), *(self._read(start) for start in starts)]
        order = np.argsort(~is_kept, kind="stable")
        return select(concat(parts), np.argsort(order))

    def _read(self, start: int) -> TokenBatch:
        batch = self.records[start : start + _BATCH]
        drafts = [attempt(reread, record) for record in batch]
        texts = [() if isinstance(draft, Failure) else draft.paragraphs.texts for draft in drafts]
        words = tokenize_batch(texts)
        digests = prefix_hashes(words.hashes).span_hashes(words.bounds)
        is_changed = digests != self.digests[start : start + _BATCH]
        if not is_changed.any():
            return words
        return tokenize_batch([() if changed else text for text, changed in zip(texts, is_changed, strict=True)])


def read_tokens(_: None, request: TokenRequest) -> TokenBatch:
    """Return the tokens of articles of which none are kept."""
    return request.words(tokenize_batch([]))


def _read_again(records: RecordColumns, rows: Mapping[str, int], _copies: CopyFolder | None, name: str) -> Article:
    """Read an article by its identity; the folder of copies is there as long as somebody may do so."""
    return reread(records[rows[name]]).article()
