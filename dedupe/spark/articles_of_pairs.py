"""Articles as they are kept between stages, and those of some pairs with what all together say of their text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from dedupe.article import Article
from dedupe.cache.codec import Codec
from dedupe.comparison.criteria import Criteria
from dedupe.furniture.furniture_file import Furniture
from dedupe.furniture.listed_furniture import Marked, find_listed
from dedupe.sketch.shingles import paragraph_hashes
from dedupe.spark.arrow import hash_set, numbered, numbers
from dedupe.text.batch.tokenize import TokenBatch, tokenize_batch


@lru_cache(maxsize=1)
def article_codec() -> Codec[Article]:
    """Return the codec of the column `article`."""
    return Codec(Article)


def article_of(row: Mapping[str, Any]) -> Article:
    """Return the article of a row with `id`, `date` and `article`."""
    kept = article_codec().decode(row["article"])
    return replace(kept, id=row["id"], path=row["id"], date=row["date"])


def tokens_of(articles: Iterable[bytes]) -> TokenBatch:
    """Return the tokens of articles as they are kept."""
    decoded = (article_codec().decode(article) for article in articles)
    return tokenize_batch([article.texts for article in decoded])


@dataclass(frozen=True, slots=True)
class Settings:
    """What every executor must know to compare."""

    criteria: Criteria  # what makes a copy
    listed: NDArray[np.uint64]  # [n], ascending, stock shingles that are listed by hand
    outlets: tuple[str, ...]  # the names of all outlets

    def with_listed(self, found: Iterable[Sequence[int] | None]) -> NDArray[np.uint64]:
        """Return the stock shingles in lists of signed hashes, and those that are listed; uint64[n], ascending."""
        return np.union1d(hash_set(found), self.listed)


class PairArticles:
    """The articles of a portion of pairs, `a` and `b`, ranks, each once.

    The portion has columns of either article such as `outlet_a`, of which `article` is one.
    """

    def __init__(self, portion: pa.RecordBatch, *columns: str) -> None:
        ranks, sides = numbered(numbers(portion, "a"), numbers(portion, "b"))
        known = {row["rank"]: row for side in "ab" for row in _rows(portion, side, columns)}
        self.pairs: NDArray[np.int64] = np.stack(sides, axis=1)  # [p, 2], the pairs by the rows of their articles
        self.rows = [known[rank] for rank in ranks.tolist()]  # of the articles, their columns by name, with `rank`

    @cached_property
    def tokens(self) -> TokenBatch:
        """The tokens of the articles."""
        return tokens_of(row["article"] for row in self.rows)

    def marked(self, furniture: Furniture) -> Marked:
        """Find the paragraphs of the articles, whose `outlet` is known, that are listed as furniture, or as none."""
        return marked_paragraphs(self.tokens, [row["outlet"] for row in self.rows], furniture)


def marked_paragraphs(tokens: TokenBatch, outlets: Sequence[str | None], furniture: Furniture) -> Marked:
    """Find the paragraphs that are listed as furniture, or as none, given the outlet of each article."""
    return find_listed(paragraph_hashes(tokens), tokens.article_starts, outlets, furniture)


def _rows(portion: pa.RecordBatch, side: str, columns: Sequence[str]) -> list[dict[str, Any]]:
    names = {side: "rank", **{f"{name}_{side}": name for name in columns}}
    renamed = portion.select(list(names)).rename_columns(list(names.values()))
    rows: list[dict[str, Any]] = renamed.to_pylist()
    return rows
