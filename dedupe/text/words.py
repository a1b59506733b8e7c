"""Tokens of a whole batch of articles as arrays of 64-bit word hashes, cut straight from the bytes.

The same tokens as `tokens.tokenize` gives, at a fraction of the cost: bytes are classified through
tables, words found where classes change, hashed eight bytes at a time, and house style is folded once
per distinct word. Batches with letters beyond the Latin script take the plain path.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, chain
from typing import TYPE_CHECKING

import numpy as np

from dedupe.text.folding import fold_hashes, merge_phrases
from dedupe.text.hashing import hash_spans, hash_words
from dedupe.text.marks import plain_marks, stream_marks
from dedupe.text.quotation import quoted_spans
from dedupe.text.regular import split_regular
from dedupe.text.stream import (
    IS_DIGIT,
    IS_LETTER,
    POINT,
    BeyondLatinError,
    fold_bytes,
    in_words,
)
from dedupe.text.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from dedupe.text.quotation import Mark

NOWHERE = np.empty(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of a batch of `a` articles with `p` paragraphs and `n` tokens in all.

    Attributes:
        hashes: uint64[n], one hash a token, in reading order.
        quoted: bool[n], whether the token stands inside quotation marks.
        paragraph_starts: int64[p + 1], index of each paragraph's first token, then n.
        article_starts: int64[a + 1], index of each article's first paragraph, then p.
    """

    hashes: NDArray[np.uint64]
    quoted: NDArray[np.bool_]
    paragraph_starts: NDArray[np.int64]
    article_starts: NDArray[np.int64]

    @property
    def bounds(self) -> NDArray[np.int64]:
        """int64[a + 1], index of each article's first token, then n."""
        return self.paragraph_starts[self.article_starts]


def tokenize_batch(articles: Sequence[Sequence[str]]) -> Words:
    """Cut a batch of articles, each a sequence of paragraph texts, into hashed tokens."""
    try:
        return _latin_words(articles)
    except BeyondLatinError:
        if len(articles) == 1:
            return plain_words(articles[0])
    half = len(articles) // 2
    return join_words([tokenize_batch(articles[:half]), tokenize_batch(articles[half:])])


def join_words(parts: Sequence[Words]) -> Words:
    """Put batches one after the other."""
    tokens = np.cumsum([0] + [part.hashes.size for part in parts])
    paragraphs = np.cumsum([0] + [part.paragraph_starts.size - 1 for part in parts])
    return Words(
        np.concatenate([part.hashes for part in parts]),
        np.concatenate([part.quoted for part in parts]),
        _chain([part.paragraph_starts for part in parts], tokens),
        _chain([part.article_starts for part in parts], paragraphs),
    )


def _chain(starts: list[NDArray[np.int64]], offsets: NDArray[np.int64]) -> NDArray[np.int64]:
    shifted = [part[:-1] + offset for part, offset in zip(starts, offsets[:-1], strict=True)]
    return np.concatenate([*shifted, offsets[-1:]])


def _article_starts(articles: Sequence[Sequence[str]]) -> NDArray[np.int64]:
    return np.fromiter(accumulate(map(len, articles), initial=0), np.int64, len(articles) + 1)


def _latin_words(articles: Sequence[Sequence[str]]) -> Words:
    article_starts = _article_starts(articles)
    text = "\n".join(chain.from_iterable(articles))
    if text.count("\n") != max(article_starts[-1] - 1, 0):
        raise ValueError("a paragraph holds a line break")
    stream = fold_bytes(text.encode("utf-8", "replace"))
    starts, ends = _word_bounds(stream)
    breaks = np.flatnonzero(stream == ord("\n"))[2:][: article_starts[-1]]
    raw_starts = np.concatenate([[0], np.searchsorted(starts, breaks)])[: article_starts[-1] + 1]
    marks = stream_marks(stream, starts, breaks)
    opened, closed, irregular = split_regular(marks)
    first_paragraphs = frozenset(article_starts.tolist())
    spans = quoted_spans(marks.among(irregular), raw_starts.tolist(), first_paragraphs)
    quoted = _mask(starts.size, spans, opened, closed)
    return _fold(
        stream, starts, ends, Words(np.empty(0, np.uint64), quoted, raw_starts, article_starts)
    )


def _fold(
    stream: NDArray[np.uint8], starts: NDArray[np.int64], ends: NDArray[np.int64], raw: Words
) -> Words:
    """Hash the raw words and fold house style; `raw` carries all but the hashes."""
    data = stream.tobytes()
    hashes = hash_spans(data, starts, ends - starts)
    glued = np.flatnonzero(IS_DIGIT[stream[starts]] & IS_LETTER[stream[ends - 1]])
    hashes, counts = fold_hashes(hashes, glued, lambda at: _decoded(data[starts[at] : ends[at]]))
    quoted, paragraph_starts = _recount(raw.quoted, raw.paragraph_starts, counts)
    hashes, counts = merge_phrases(hashes, paragraph_starts)
    quoted, paragraph_starts = _recount(quoted, paragraph_starts, counts)
    return Words(hashes, quoted, paragraph_starts, raw.article_starts)


def _decoded(word: bytes) -> str:
    return word.decode().replace(chr(POINT), ".")


def _recount(
    quoted: NDArray[np.bool_], starts: NDArray[np.int64], counts: NDArray[np.int64] | None
) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Follow the tokens where `counts` says how many each became."""
    if counts is None:
        return quoted, starts
    return np.repeat(quoted, counts), np.concatenate([[0], np.cumsum(counts)])[starts]


def _word_bounds(stream: NDArray[np.uint8]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Find where words start and end; the stream begins and ends with breaks."""
    inside = in_words(stream)
    changes = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    symbols = np.flatnonzero((stream - np.uint8(ord("%"))) < 2)
    if symbols.size:  # a word each, even where they touch another
        touching = np.zeros(stream.size + 1, dtype=np.bool_)
        touching[symbols] = inside[symbols - 1]
        touching[symbols + 1] = inside[symbols + 1]
        twice = np.repeat(np.flatnonzero(touching), 2)
        changes = np.sort(np.concatenate([changes, twice]), kind="stable")
    return changes[::2], changes[1::2]


def _mask(
    size: int,
    spans: Iterable[tuple[int, int]],
    starts: NDArray[np.int64] = NOWHERE,
    ends: NDArray[np.int64] = NOWHERE,
) -> NDArray[np.bool_]:
    """Mark the tokens within spans, and within those from `starts` to `ends`."""
    steps = np.bincount(starts, minlength=size + 1) - np.bincount(ends, minlength=size + 1)
    for start, end in spans:
        steps[start] += 1
        steps[end] -= 1
    return np.cumsum(steps[:-1]) > 0


def plain_words(paragraphs: Sequence[str]) -> Words:
    """Cut one article, in any script, by the plain definition of a token."""
    tokens = [tokenize(paragraph) for paragraph in paragraphs]
    starts = list(accumulate(map(len, tokens), initial=0))
    marks: list[Mark] = list(plain_marks(paragraphs, tokens, starts))
    return Words(
        hash_words(token.text for token in chain.from_iterable(tokens)),
        _mask(starts[-1], quoted_spans(marks, starts, frozenset([len(paragraphs)]))),
        np.array(starts, dtype=np.int64),
        np.array([0, len(paragraphs)], dtype=np.int64),
    )
