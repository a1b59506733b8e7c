"""Candidates compared by the functions of a check, and the links of which clusters are made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache, partial
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from pyspark.sql import DataFrame

from dedupe.cache.codec import Codec
from dedupe.comparison.comparable_article import ComparableArticle, comparable
from dedupe.comparison.pair_result import PairResult, result_codec
from dedupe.comparison.relate_articles import Known
from dedupe.comparison.text_pair_cache import TextPairs
from dedupe.errors import Failure, attempt
from dedupe.furniture.furniture_file import UNKNOWN
from dedupe.furniture.listed_furniture import Marked, with_listed
from dedupe.judge.clusters import Member
from dedupe.judge.credit.known_publishers import Publishers
from dedupe.judge.credit.outlet_names import OutletProfile
from dedupe.judge.judged_pair import Pair
from dedupe.pipeline.compare_candidates import not_compared
from dedupe.pipeline.compare_chunk import compare_pair
from dedupe.prepare.prepared_text import prepare_batch
from dedupe.prepare.token_columns import Texts
from dedupe.sketch.sorted_arrays import HashSet
from dedupe.spark import arrow
from dedupe.spark.articles_of_pairs import PairArticles, Settings, article_of
from dedupe.spark.near_duplicates import with_articles

_COLUMNS = ("id", "outlet", "date", "is_wire", "article", "quoted", "stock")
_RESULT = pa.schema(
    {
        "source": arrow.TEXT,
        "copy": arrow.TEXT,
        "source_rank": arrow.LONG,
        "copy_rank": arrow.LONG,
        "is_copy": arrow.FLAG,
        "is_wire": arrow.FLAG,  # whether the copy is an agency's own, in which nothing is found
        "link": arrow.BYTES,
        "result": arrow.BYTES,
        "reason": arrow.TEXT,  # why the two could not be compared
    }
)


def compare_pairs(pairs: DataFrame, articles: DataFrame, settings: Settings) -> DataFrame:
    """Compare pairs, `a` and `b`, of articles with their stock and quoted shingles by `rank`.

    Return the columns of `_RESULT`: a row for each related pair, and for each that could not be compared.
    """
    joined = with_articles(pairs, articles, *_COLUMNS)
    return arrow.map_batches(joined, partial(_compare_batches, settings), _RESULT)


def _compare_batches(settings: Settings, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    publishers = _publishers(settings.outlets, settings.criteria.outlets)
    for portion in arrow.portions(batches):
        articles = _Comparables(PairArticles(portion, *_COLUMNS), settings, publishers)
        found = [articles.compare(*pair) for pair in articles.pairs.tolist()]
        yield pa.RecordBatch.from_pylist([row for row in found if row], _RESULT)


@lru_cache(maxsize=1)
def _publishers(outlets: tuple[str, ...], profiles: tuple[OutletProfile, ...]) -> Publishers:
    return Publishers(outlets, profiles)


class _Comparables:
    """The articles of a portion of pairs, prepared together or, where that fails, each alone."""

    def __init__(self, articles: PairArticles, settings: Settings, publishers: Publishers) -> None:
        self.pairs = articles.pairs
        self._articles, self._settings, self._publishers = articles, settings, publishers
        self._texts = TextPairs(settings.criteria.least_narrative)
        self._prepared = attempt(self._prepare, range(len(articles.rows)))

    def compare(self, first: int, second: int) -> dict[str, Any] | None:
        """Return the row of a pair, None for an unrelated one."""
        earlier, later = self._articles.rows[first], self._articles.rows[second]
        result = attempt(self._compare, first, second)
        if isinstance(result, Failure):
            skipped = not_compared(earlier["id"], later["id"], result.reason)
            return {"copy": skipped.id, "reason": skipped.reason}
        if result is None:
            return None
        is_swapped = result.pair.a != earlier["id"]
        source, copy = (later, earlier) if is_swapped else (earlier, later)
        return {
            "source": source["id"],
            "copy": copy["id"],
            "source_rank": source["rank"],
            "copy_rank": copy["rank"],
            "is_copy": result.pair.is_copy,
            "is_wire": copy["is_wire"],
            "link": link_codec().encode(_link_of(result, source["rank"], copy["rank"])),
            "result": result_codec().encode(result),
        }

    def _compare(self, first: int, second: int) -> PairResult | None:
        rows = self._articles.rows
        return compare_pair(
            self._article(first),
            self._article(second),
            self._publishers,
            self._texts,
            Known(rows[first]["is_wire"] and not rows[second]["is_wire"]),
        )

    def _article(self, at: int) -> ComparableArticle:
        if isinstance(self._prepared, Failure):
            return self._prepare([at])[at]
        return self._prepared[at]

    def _prepare(self, chosen: Sequence[int]) -> dict[int, ComparableArticle]:
        """Prepare articles, those of an outlet with lists of furniture of its own together."""
        furniture = self._settings.criteria.furniture
        alike = defaultdict[str | None, list[int]](list)
        for at in chosen:
            outlet = self._articles.rows[at]["outlet"] or UNKNOWN
            has_lists = outlet in furniture.listed or outlet in furniture.kept
            alike[outlet if has_lists else None].append(at)
        return {
            at: article
            for outlet, group in alike.items()
            for at, article in zip(group, self._prepare_alike(group, outlet), strict=True)
        }

    def _prepare_alike(self, chosen: Sequence[int], outlet: str | None) -> Iterator[ComparableArticle]:
        rows = [self._articles.rows[at] for at in chosen]
        articles = [article_of(row) for row in rows]
        texts = [Texts(article.texts, *self._marks(at)) for article, at in zip(articles, chosen, strict=True)]
        quoted = HashSet(arrow.hash_set(row["quoted"] for row in rows))
        stock, criteria = self._settings.with_listed(row["stock"] for row in rows), self._settings.criteria
        k = criteria.k
        if outlet is not None:
            stock = with_listed(stock, criteria.furniture, k, outlet)
        for article, text in zip(articles, prepare_batch(texts, k, quoted, stock), strict=True):
            yield comparable(article, text, self._publishers)

    @cached_property
    def _marked(self) -> Marked:
        return self._articles.marked(self._settings.criteria.furniture)

    def _marks(self, at: int) -> tuple[list[int], list[int]]:
        """Return which paragraphs of an article are listed as furniture, and which as none."""
        own = slice(*self._articles.tokens.article_starts[at : at + 2])
        listed, kept = self._marked.listed[own], self._marked.kept[own]
        return np.flatnonzero(listed).tolist(), np.flatnonzero(kept).tolist()


class Link(NamedTuple):
    """A pair without its evidence."""

    pair: Pair
    a: Member  # its source
    b: Member  # its copy


@lru_cache(maxsize=1)
def link_codec() -> Codec[Link]:
    """Return the codec of the column `link`."""
    return Codec(Link)


def _link_of(result: PairResult, source_rank: int, copy_rank: int) -> Link:
    """Return the link of a pair that was compared, whose articles have these ranks in the order of publication."""
    pair, source, copy = result.pair, result.source, result.target
    return Link(
        replace(pair, origin=replace(pair.origin, evidence=())),
        Member(source.outlet, source.date, source_rank),
        Member(copy.outlet, copy.date, copy_rank),
    )
