"""Texts made ready to be compared with others: tokens in columns, words and shingles of the story."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dedupe.article import Article
from dedupe.furniture.furniture_file import UNKNOWN, Furniture
from dedupe.furniture.listed_furniture import find_listed, with_listed
from dedupe.prepare.passages import Passages
from dedupe.prepare.token_columns import ArticleTokens, Texts, batch_tokens
from dedupe.sketch.shingles import paragraph_hashes, prefix_hashes
from dedupe.sketch.sorted_arrays import NO_HASHES, HashSet, isin_sorted, unique_sorted
from dedupe.text.batch.expand_ranges import expand_ranges
from dedupe.text.batch.tokenize import tokenize_article
from dedupe.verify.pair_measures import ShingleSet

NO_QUOTATIONS = HashSet(NO_HASHES)


@dataclass(frozen=True, eq=False)
class PreparedText:
    """The text of an article with what every comparison of it needs."""

    paragraphs: Sequence[str]  # their texts, in reading order
    tokens: ArticleTokens
    words: NDArray[np.uint64]  # [w], the hashes of its folded words, furniture and datelines left out
    shingles: ShingleSet

    @cached_property
    def passages(self) -> Passages:
        """Its paragraphs one by one."""
        return Passages(self.paragraphs, self.tokens)

    def has_words_of(self, other: PreparedText) -> bool:
        """Return whether another text has the same words; of two that are all furniture, all of them count."""
        if self.words.size or other.words.size:
            return np.array_equal(self.words, other.words)
        ours, theirs = self.tokens, other.tokens
        return np.array_equal(ours.hashes, theirs.hashes) and np.array_equal(ours.bounds, theirs.bounds)


def prepare(
    article: Article,
    k: int,
    learned: Collection[int] = (),
    quotations: HashSet = NO_QUOTATIONS,
    kept: Collection[int] = (),
    stock: NDArray[np.uint64] = NO_HASHES,
) -> PreparedText:
    """Make the text of an article ready to be compared; see `prepare_batch`."""
    return prepare_batch([Texts(article.texts, learned, kept)], k, quotations, stock)[0]


def prepare_batch(
    texts: Sequence[Texts], k: int, quotations: HashSet = NO_QUOTATIONS, stock: NDArray[np.uint64] = NO_HASHES
) -> list[PreparedText]:
    """Make the texts of articles ready to be compared.

    Other articles quote the k words in a row that are hashed in `quotations`, unrelated ones have those of `stock`,
    uint64[s], ascending.
    """
    tokens, starts = batch_tokens(texts, k, quotations, stock)
    is_story = tokens.is_story
    words = tokens.hashes[is_story]
    first_tokens = tokens.bounds[starts]
    bounds = np.append(0, np.cumsum(is_story))[first_tokens]
    standing = _stock_shingles(tokens.hashes, first_tokens, stock, k)
    shingles = _shingle_sets(words, tokens.is_quoted[is_story], bounds, standing, k)
    return [
        PreparedText(text.paragraphs, tokens.of_paragraphs(*own), words[slice(*story)], its)
        for text, own, story, its in zip(
            texts, pairwise(starts.tolist()), pairwise(bounds.tolist()), shingles, strict=True
        )
    ]


def prepare_alone(article: Article, k: int, furniture: Furniture) -> PreparedText:
    """Make the text of an article ready to be compared of which no folder is known."""
    words = tokenize_article(article.texts)
    marked = find_listed(paragraph_hashes(words), words.article_starts, [article.outlet], furniture)
    listed, kept = (np.flatnonzero(flags).tolist() for flags in (marked.listed, marked.kept))
    stock = with_listed(NO_HASHES, furniture, k)
    stock = with_listed(stock, furniture, k, article.outlet or UNKNOWN)
    return prepare(article, k, listed, kept=kept, stock=stock)


def _shingle_sets(
    words: NDArray[np.uint64],
    is_quoted: NDArray[np.bool_],
    bounds: NDArray[np.int64],
    stock: Sequence[NDArray[np.uint64]],
    k: int,
) -> Iterator[ShingleSet]:
    """Yield the distinct shingles of each article, given its stock shingles, which are left out."""
    places, firsts = _windows(bounds, k)
    hashes = prefix_hashes(words).k_grams(k)[places]
    touched = np.append(0, np.cumsum(is_quoted))
    quoted = touched[places + k] > touched[places]
    for (low, high), standing in zip(pairwise(firsts.tolist()), stock, strict=True):
        own, is_touched = hashes[low:high], quoted[low:high]
        if standing.size:
            is_own = ~isin_sorted(standing, own)
            own, is_touched = own[is_own], is_touched[is_own]
        yield ShingleSet(unique_sorted(own), unique_sorted(own[is_touched]), standing)


def _stock_shingles(
    hashes: NDArray[np.uint64], bounds: NDArray[np.int64], stock: NDArray[np.uint64], k: int
) -> list[NDArray[np.uint64]]:
    """Return the distinct stock shingles of each article, ascending."""
    places, firsts = _windows(bounds, k)
    windows = prefix_hashes(hashes).k_grams(k)[places]
    at = np.flatnonzero(isin_sorted(stock, windows))
    return [unique_sorted(windows[at[low:high]]) for low, high in pairwise(np.searchsorted(at, firsts).tolist())]


def _windows(bounds: NDArray[np.int64], k: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return where every k words in a row of an article begin, and the first of these of each article."""
    counts = np.maximum(np.diff(bounds) - k + 1, 0)
    return expand_ranges(bounds[:-1], counts), np.append(0, np.cumsum(counts))
