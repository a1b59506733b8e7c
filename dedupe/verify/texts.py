"""One article made ready to be compared with others: passages and shingles, furniture left out."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from dedupe.sketch.ordered import distinct
from dedupe.sketch.shingles import shingle
from dedupe.text.passages import passages
from dedupe.verify.measures import ShingleSet
from dedupe.verify.quotations import NONE, mark_quotations

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    from dedupe.article import Article
    from dedupe.text.passages import Passage


@dataclass(frozen=True, slots=True)
class Text:
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
) -> Text:
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
    return Text(article, cut, words, _shingle_set(hashes, quoted, k))


def _shingle_set(words: NDArray[np.uint64], quoted: list[bool], k: int) -> ShingleSet:
    hashes = shingle(words, np.array([0, words.size]), k).hashes
    touched = np.cumsum([0, *quoted])
    is_quoted = (touched[k:] - touched[:-k])[: hashes.size] > 0
    return ShingleSet(distinct(hashes), distinct(hashes[is_quoted]))
