"""Texts looked at together, before it is known which of them are worth aligning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from dedupe.align.word_weights import low_weight_words
from dedupe.prepare.passages import Passages, sentences_in_tokens
from dedupe.prepare.stems import stem_hashes
from dedupe.prepare.token_columns import ArticleTokens, join_tokens
from dedupe.sketch.hashes_by_text import HashesByText
from dedupe.text.batch.expand_ranges import expand_ranges


@dataclass(frozen=True, eq=False)
class TextBatch:
    """`t` texts in one language, one after the other, with `n` tokens in all."""

    passages: Sequence[Passages]  # of each text
    code: str | None  # their language (ISO 639-1), None where it is unknown

    @cached_property
    def tokens(self) -> ArticleTokens:
        """The tokens of all of them."""
        return join_tokens([passages.tokens for passages in self.passages])

    @cached_property
    def paragraphs(self) -> list[str]:
        """The paragraphs of all of them."""
        return [*chain.from_iterable(passages.texts for passages in self.passages)]

    @cached_property
    def texts(self) -> NDArray[np.int64]:
        """The text of each token, int64[n]."""
        sizes = [passages.tokens.hashes.size for passages in self.passages]
        return np.repeat(np.arange(len(sizes)), sizes)

    def stems(self, chosen: NDArray[np.int64]) -> NDArray[np.uint64]:
        """Return the hashes of the stems of some words, given by index; uint64[chosen]."""
        return stem_hashes(self.paragraphs, self.tokens, chosen)

    @cached_property
    def is_content(self) -> NDArray[np.bool_]:
        """bool[n], whether a word says anything by itself."""
        return ~low_weight_words(self.code).contains(self.tokens.hashes)

    @cached_property
    def sentences(self) -> NDArray[np.int64]:
        """The sentence of each token, int64[n], -1 for those of datelines, signatures and furniture."""
        spans = [*chain.from_iterable(passages.sentences(self.code) for passages in self.passages)]
        _, low, high = sentences_in_tokens(self.paragraphs, self.tokens, spans).T
        lengths = np.maximum(high - low, 0)
        sentences = np.full(self.texts.size, -1)
        sentences[expand_ranges(low, lengths)] = np.repeat(np.arange(low.size), lengths)
        return sentences

    def by_text(self, hashes: NDArray[np.uint64], tokens: NDArray[np.int64]) -> HashesByText:
        """Return hashes with the texts in which they stand.

        Args:
            tokens: int64[hashes], the first token of each, text by text.
        """
        return HashesByText(hashes, self.texts[tokens], len(self.passages))


def batch_texts(pairs: Sequence[tuple[Passages, Passages]], code: str | None) -> tuple[TextBatch, NDArray[np.int64]]:
    """Return the texts of pairs in one language, each once, and int64[p, 2], which of them are those of each pair."""
    numbers = {text: number for number, text in enumerate(dict.fromkeys(chain.from_iterable(pairs)))}
    rows = np.array([[numbers[text] for text in pair] for pair in pairs], np.int64)
    return TextBatch([*numbers], code), rows.reshape(-1, 2)
