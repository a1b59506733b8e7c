"""One article made ready to be compared with others: passages and shingles, furniture left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dedupe.furniture.lists import find_listed, with_listed
from dedupe.prepare.paragraphs import passages
from dedupe.prepare.shared_quotations import NO_QUOTATIONS, mark_quotations
from dedupe.prepare.stock_text import mark_stock
from dedupe.sketch.rolling_hash import paragraph_hashes
from dedupe.sketch.shingles import shingle
from dedupe.sketch.sorted_arrays import isin_sorted, unique_sorted
from dedupe.text.batch.tokenize import tokenize_article
from dedupe.verify.measures import ShingleSet

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    from dedupe.article import Article
    from dedupe.furniture.lists import Furniture
    from dedupe.prepare.paragraphs import Passage
    from dedupe.sketch.sorted_arrays import HashSet

NONE = np.empty(0, dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class PreparedArticle:
    """An article with what every comparison of it needs.

    Attributes:
        article: as it was read.
        passages: its paragraphs.
        words: its folded words, furniture and datelines left out.
        shingles: their shingles.
    """

    article: Article
    passages: tuple[Passage, ...]
    words: tuple[str, ...]
    shingles: ShingleSet


def prepare(
    article: Article,
    k: int,
    learned: Collection[int] = (),
    quotations: HashSet = NO_QUOTATIONS,
    kept: Collection[int] = (),
    stock: NDArray[np.uint64] = NONE,
) -> PreparedArticle:
    """Make an article ready to be compared.

    Args:
        article: as it was read.
        k: tokens a shingle.
        learned: indices of its paragraphs that are known to be furniture.
        quotations: hashes of k words in a row that other articles quote.
        kept: indices of its paragraphs that are known to be none.
        stock: uint64[n], ascending, hashes of k words in a row that unrelated articles have.
    """
    cut = passages([paragraph.text for paragraph in article.paragraphs], learned, kept)
    cut = mark_stock(mark_quotations(cut, quotations, k), stock, k, kept)
    story = [
        (paragraph, list(paragraph.story_tokens())) for paragraph in cut if not paragraph.furniture
    ]
    words = tuple(passage.words[at] for passage, places in story for at in places)
    quoted = [passage.quoted[at] for passage, places in story for at in places]
    hashes = np.concatenate(
        [NONE, *(passage.hashes[places] for passage, places in story if places)]
    )
    everything = np.concatenate([NONE, *(passage.hashes for passage in cut)])
    windows = shingle(everything, np.array([0, everything.size]), k).hashes
    recurring = unique_sorted(windows[isin_sorted(stock, windows)])
    return PreparedArticle(article, cut, words, _shingle_set(hashes, quoted, recurring, k))


def prepare_alone(article: Article, k: int, furniture: Furniture) -> PreparedArticle:
    """Make an article ready to be compared of which no folder is known."""
    words = tokenize_article([paragraph.text for paragraph in article.paragraphs])
    marked = find_listed(paragraph_hashes(words), words.article_starts, [article.outlet], furniture)
    listed, kept = (np.flatnonzero(flags).tolist() for flags in (marked.listed, marked.kept))
    return prepare(article, k, listed, kept=kept, stock=with_listed(NONE, furniture, k))


def _shingle_set(
    words: NDArray[np.uint64], quoted: list[bool], stock: NDArray[np.uint64], k: int
) -> ShingleSet:
    hashes = shingle(words, np.array([0, words.size]), k).hashes
    touched = np.cumsum([0, *quoted])
    is_quoted = (touched[k:] - touched[:-k])[: hashes.size] > 0
    is_own = ~isin_sorted(stock, hashes)
    return ShingleSet(
        unique_sorted(hashes[is_own]), unique_sorted(hashes[is_own & is_quoted]), stock
    )
