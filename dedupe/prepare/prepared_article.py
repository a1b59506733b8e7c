"""One article made ready to be compared with others: passages and shingles, furniture left out."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from dedupe.furniture.lists import find_listed
from dedupe.prepare.paragraphs import passages
from dedupe.prepare.shared_quotations import NONE, mark_quotations
from dedupe.sketch.ordered import distinct
from dedupe.sketch.rolling import paragraph_hashes
from dedupe.sketch.shingles import shingle
from dedupe.text.batch.tokenize import tokenize_article
from dedupe.verify.measures import ShingleSet

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    from dedupe.article import Article
    from dedupe.furniture.lists import Furniture
    from dedupe.prepare.paragraphs import Passage


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
    quotations: NDArray[np.uint64] = NONE,
    kept: Collection[int] = (),
) -> PreparedArticle:
    """Make an article ready to be compared.

    Args:
        article: as it was read.
        k: tokens a shingle.
        learned: indices of its paragraphs that are known to be furniture.
        quotations: uint64[n], ascending, hashes of k words in a row that other articles quote.
        kept: indices of its paragraphs that are known to be none.
    """
    cut = passages([paragraph.text for paragraph in article.paragraphs], learned, kept)
    cut = mark_quotations(cut, quotations, k)
    body = [passage for passage in cut if not passage.furniture]
    words = tuple(chain.from_iterable(p.words[p.body : p.end] for p in body))
    quoted = list(chain.from_iterable(p.quoted[p.body : p.end] for p in body))
    hashes = np.concatenate([NONE, *(p.hashes[p.body : p.end] for p in body)])
    return PreparedArticle(article, cut, words, _shingle_set(hashes, quoted, k))


def prepare_alone(article: Article, k: int, furniture: Furniture) -> PreparedArticle:
    """Make an article ready to be compared of which no folder is known."""
    words = tokenize_article([paragraph.text for paragraph in article.paragraphs])
    marked = find_listed(paragraph_hashes(words), words.article_starts, [article.outlet], furniture)
    listed, kept = (np.flatnonzero(flags).tolist() for flags in (marked.listed, marked.kept))
    return prepare(article, k, listed, kept=kept)


def _shingle_set(words: NDArray[np.uint64], quoted: list[bool], k: int) -> ShingleSet:
    hashes = shingle(words, np.array([0, words.size]), k).hashes
    touched = np.cumsum([0, *quoted])
    is_quoted = (touched[k:] - touched[:-k])[: hashes.size] > 0
    return ShingleSet(distinct(hashes), distinct(hashes[is_quoted]))
