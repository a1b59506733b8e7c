"""Tokens of a whole batch of articles as arrays of 64-bit word hashes, cut straight from the bytes.

The same tokens as `tokens.tokenize` gives, at a fraction of the cost: bytes are classified through
tables, words found where classes change, hashed eight bytes at a time, and house style is folded once
per distinct word. Batches with letters beyond the Latin script take the plain path.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedupe.text.batch.encode import IS_LETTER, JOINED, Bytes, NonLatinError, encode_batch
from dedupe.text.batch.expand_ranges import expand_ranges
from dedupe.text.batch.fold_house_style import IndexShift, fold_hashes, merge_phrases
from dedupe.text.batch.hashing import hash_spans, hash_words
from dedupe.text.batch.quotations import find_marks, pair_alternating_marks
from dedupe.text.batch.words import RawWords, find_words
from dedupe.text.quotations import Mark, plain_marks, quoted_spans
from dedupe.text.tokens import tokenize


@dataclass(frozen=True, slots=True)
class TokenBatch:
    """The tokens of a batch of `a` articles with `p` paragraphs and `n` tokens in all.

    Attributes:
        quotations: [q, 2], first token and end of each quotation, ascending, never overlapping or empty.
    """

    hashes: NDArray[np.uint64]  # [n], one hash a token, in reading order
    quotations: NDArray[np.int64]
    paragraph_starts: NDArray[np.int64]  # [p + 1], index of each paragraph's first token, then n
    article_starts: NDArray[np.int64]  # [a + 1], index of each article's first paragraph, then p

    @property
    def quoted(self) -> NDArray[np.bool_]:
        """bool[n], whether each token stands inside quotation marks."""
        steps = np.zeros(self.hashes.size + 1, dtype=np.int64)
        np.add.at(steps, self.quotations[:, 0], 1)
        np.add.at(steps, self.quotations[:, 1], -1)
        return np.cumsum(steps[:-1]) > 0

    @property
    def bounds(self) -> NDArray[np.int64]:
        """int64[a + 1], index of each article's first token, then n."""
        return self.paragraph_starts[self.article_starts]


def tokenize_batch(articles: Sequence[Sequence[str]]) -> TokenBatch:
    """Cut a batch of articles, each a sequence of paragraph texts, into hashed tokens."""
    try:
        return cut_latin(articles).tokens
    except NonLatinError:
        if len(articles) == 1:
            return tokenize_article(articles[0])
    half = len(articles) // 2
    return concat([tokenize_batch(articles[:half]), tokenize_batch(articles[half:])])


def concat(parts: Sequence[TokenBatch]) -> TokenBatch:
    """Concatenate batches."""
    tokens = np.cumsum([0] + [part.hashes.size for part in parts])
    paragraphs = np.cumsum([0] + [part.paragraph_starts.size - 1 for part in parts])
    moved = [part.quotations + at for part, at in zip(parts, tokens[:-1], strict=True)]
    return TokenBatch(
        np.concatenate([part.hashes for part in parts]),
        np.concatenate(moved),
        _chain([part.paragraph_starts for part in parts], tokens),
        _chain([part.article_starts for part in parts], paragraphs),
    )


def select(words: TokenBatch, chosen: NDArray[np.int64]) -> TokenBatch:
    """Return some of the articles of a batch, in the order given."""
    paragraphs, article_starts = _stretches(words.article_starts, chosen)
    tokens, paragraph_starts = _stretches(words.paragraph_starts, paragraphs)
    first = np.searchsorted(words.quotations[:, 0], words.bounds[chosen])
    end = np.searchsorted(words.quotations[:, 0], words.bounds[chosen + 1])
    spans = expand_ranges(first, end - first)
    moved = paragraph_starts[article_starts[:-1]] - words.bounds[chosen]
    quotations = words.quotations[spans] + np.repeat(moved, end - first)[:, None]
    return TokenBatch(words.hashes.take(tokens), quotations, paragraph_starts, article_starts)


def _stretches(starts: NDArray[np.int64], chosen: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the indices within some stretches, one after the other, and where each begins among them."""
    lengths = starts[chosen + 1] - starts[chosen]
    return expand_ranges(starts[chosen], lengths), np.concatenate([[0], np.cumsum(lengths)])


def _chain(starts: list[NDArray[np.int64]], offsets: NDArray[np.int64]) -> NDArray[np.int64]:
    shifted = [part[:-1] + offset for part, offset in zip(starts, offsets[:-1], strict=True)]
    return np.concatenate([*shifted, offsets[-1:]])


class LatinCut(NamedTuple):
    """A batch in the Latin script, cut."""

    tokens: TokenBatch
    stream: Bytes  # uint8[s], the folded text that they were cut from
    raw: RawWords  # the words of the stream
    folded: IndexShift  # what became of these when house style was folded,
    merged: IndexShift  # and of the rest when phrases were


def cut_latin(articles: Sequence[Sequence[str]]) -> LatinCut:
    """Cut a batch of articles in the Latin script, or raise a NonLatinError if some of it is in another one."""
    article_starts = np.fromiter(accumulate(map(len, articles), initial=0), np.int64)
    text = "\n".join(chain.from_iterable(articles))
    stream = encode_batch(text.encode("utf-8", "replace"))
    breaks = np.flatnonzero(stream == ord("\n"))[2:-3]
    if breaks.size != max(article_starts[-1], 1):
        raise ValueError("a paragraph holds a line break")
    breaks = breaks[: article_starts[-1]]
    raw = find_words(stream)
    paragraph_starts = np.concatenate([[0], np.searchsorted(raw.starts, breaks)])
    marks = find_marks(stream, raw, breaks)
    opened, closed, irregular = pair_alternating_marks(marks)
    first_paragraphs = frozenset(article_starts.tolist())
    spans = quoted_spans(marks.among(irregular), paragraph_starts.tolist(), first_paragraphs)
    quotations = _spans(np.stack([opened, closed], axis=1), list(spans))
    hashes = _hash(stream, raw)
    starts = stream.take(raw.starts)
    glued = np.flatnonzero(starts - np.uint8(ord("0")) < 10)
    glued = glued[IS_LETTER.take(stream.take(raw.ends[glued] - 1))]
    hashes, words = fold_hashes(hashes, glued, lambda at: _word(stream, raw, at))
    paragraph_starts = words.translate(paragraph_starts)
    hashes, phrases = merge_phrases(hashes, paragraph_starts)
    quotations = phrases.translate(words.translate(quotations))
    tokens = TokenBatch(
        hashes, quotations[quotations[:, 0] < quotations[:, 1]], phrases.translate(paragraph_starts), article_starts
    )
    return LatinCut(tokens, stream, raw, words, phrases)


def _spans(regular: NDArray[np.int64], others: Sequence[tuple[int, int]]) -> NDArray[np.int64]:
    """Bring quotations found in two ways in order."""
    if not others:
        return regular
    spans = np.concatenate([regular, np.array(others, dtype=np.int64)])
    return spans[np.argsort(spans[:, 0], kind="stable")]


def _hash(stream: Bytes, raw: RawWords) -> NDArray[np.uint64]:
    """Hash the raw words, those with something joined from a copy without it."""
    lengths = raw.ends - raw.starts
    hashes = hash_spans(stream, raw.starts, lengths)
    if raw.joined.size:
        changed = np.searchsorted(raw.starts, raw.joined) - 1
        changed = changed[np.diff(changed, prepend=-1) > 0]  # a word may have several
        lengths = lengths[changed]
        offsets = np.cumsum(lengths) - lengths
        letters = stream.take(expand_ranges(raw.starts[changed], lengths))
        kept = letters != JOINED
        lengths = np.add.reduceat(kept, offsets, dtype=np.int64)
        hashes[changed] = hash_spans(letters[kept], np.cumsum(lengths) - lengths, lengths)
    return hashes


def _word(stream: Bytes, raw: RawWords, at: int) -> str:
    word = stream[raw.starts[at] : raw.ends[at]].tobytes()
    return word.replace(bytes([JOINED]), b"").decode().lower()


def tokenize_article(paragraphs: Sequence[str]) -> TokenBatch:
    """Cut one article, in any script, by the plain definition of a token."""
    tokens = [tokenize(paragraph) for paragraph in paragraphs]
    starts = list(accumulate(map(len, tokens), initial=0))
    marks: list[Mark] = list(plain_marks(paragraphs, tokens, starts))
    spans = list(quoted_spans(marks, starts, frozenset([len(paragraphs)])))
    return TokenBatch(
        hash_words(chain.from_iterable(cut.texts for cut in tokens)),
        np.array(spans, dtype=np.int64).reshape(-1, 2),
        np.array(starts, dtype=np.int64),
        np.array([0, len(paragraphs)], dtype=np.int64),
    )
