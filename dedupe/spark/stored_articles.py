"""Articles as they are kept between stages, and what is made of them again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from dedupe.article import Article
from dedupe.cache.codec import Codec
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
