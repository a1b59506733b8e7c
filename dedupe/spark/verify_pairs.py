"""Proposed pairs verified: stock and quoted shingles marked, pairs worth comparing found, limits of work kept."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np
import pyarrow as pa
from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as sql

from dedupe.candidates.proposals import Reasons
from dedupe.comparison.work_limits import MOST_ARTICLE_WORDS, MOST_PAIR_WORDS, counted_words, limit_reason
from dedupe.furniture.furniture_file import Furniture
from dedupe.pipeline.compare_candidates import not_compared
from dedupe.spark import arrow
from dedupe.spark.articles_of_pairs import PairArticles, Settings, marked_paragraphs, tokens_of
from dedupe.spark.near_duplicates import PAIR, with_articles
from dedupe.verify.shared_shingle_counts import count_story, distinct_shingles, worth_comparing

_WINDOW = pa.schema({"rank": arrow.LONG, "hash": arrow.LONG})
_COLUMNS = ("outlet", "article", "stock", "page")
_SKIPPED = pa.schema({"id": arrow.TEXT, "reason": arrow.TEXT})


def mark_shingles(articles: DataFrame, wanted: DataFrame, stock: DataFrame, furniture: Furniture, k: int) -> DataFrame:
    """Find the shingles of articles, each `rank` wanted once, that are stock text, or quoted by any article.

    Return the wanted articles with `quoted`, `stock` and `page`, lists of hashes that may be empty or None.
    """
    quoted = articles.select(sql.explode("quotations").alias("hash")).distinct()
    known = (
        quoted.withColumn("is_quoted", sql.lit(True))
        .join(stock.withColumn("is_stock", sql.lit(True)), "hash", "full")
        .select("hash", "is_quoted", "is_stock", "is_page")
    )
    chosen = articles.join(wanted, "rank", "left_semi")
    windows = arrow.map_batches(chosen.select("rank", "outlet", "article"), partial(_windows, furniture, k), _WINDOW)
    marked = windows.join(known, "hash").groupBy("rank")
    own = marked.agg(
        *(
            sql.collect_list(sql.when(sql.col(f"is_{name}"), sql.col("hash"))).alias(name)
            for name in ("quoted", "stock", "page")
        )
    )
    return chosen.join(own, "rank", "left")


def _windows(furniture: Furniture, k: int, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Return every shingle that an article has, with the listed paragraphs and without them."""
    for portion in arrow.portions(batches):
        tokens = tokens_of(portion.column("article").to_pylist())
        left_out = marked_paragraphs(tokens, portion.column("outlet").to_pylist(), furniture).left_out
        for left in (None, left_out) if left_out.any() else (None,):
            own = distinct_shingles(tokens, left, k)
            owners = np.repeat(arrow.numbers(portion, "rank"), [shingles.size for shingles in own])
            yield arrow.batch_of({"rank": owners, "hash": arrow.signed(np.concatenate(own))}, _WINDOW)


def verify_pairs(pairs: DataFrame, articles: DataFrame, settings: Settings) -> DataFrame:
    """Return `a` and `b` of the pairs, proposed for `Reasons`, that are worth comparing.

    The articles come with their shingles of stock text and of the page, by `rank`.
    """
    work = partial(_verify, settings)
    return arrow.map_batches(with_articles(pairs, articles, *_COLUMNS), work, PAIR)


def with_work(candidates: DataFrame, articles: DataFrame) -> DataFrame:
    """Return the pairs with `words`, of both, and whether each `is_within` the limits of work.

    An article is compared with those that come first, as `reasons_beyond_limits` has it.
    """
    first, second = sql.col("size_a"), sql.col("size_b")
    sized = with_articles(candidates, articles, "size").withColumn("words", first + second)
    is_light = sql.col("words") <= MOST_PAIR_WORDS
    counted = sql.when(is_light, counted_words(sql.col("words"), sql.abs(first - second))).otherwise(0)
    totals = (sql.sum(counted).over(Window.partitionBy(one).orderBy(other)) for one, other in (("a", "b"), ("b", "a")))
    is_within = is_light
    for total in totals:
        is_within &= total <= MOST_ARTICLE_WORDS
    return sized.select("a", "b", "words", is_within.alias("is_within"))


def skip_beyond_limits(candidates: DataFrame, articles: DataFrame) -> DataFrame:
    """Return `id` and `reason` of the pairs that are not compared for they are too much work, as `with_work` has it."""
    beyond = candidates.where("not is_within").select("a", "b", "words")
    return arrow.map_batches(with_articles(beyond, articles, "id"), _skip, _SKIPPED)


def _verify(settings: Settings, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Decide as `find_candidates` does."""
    for portion in arrow.portions(batches):
        articles, criteria = PairArticles(portion, *_COLUMNS), settings.criteria
        left_out = articles.marked(criteria.furniture).left_out
        stock, page = (settings.with_listed(row[name] for row in articles.rows) for name in ("stock", "page"))
        shared = count_story(articles.pairs, articles.tokens, left_out, criteria.k, stock, page)
        reasons = Reasons(*(arrow.flags(portion, name) for name in Reasons._fields))
        is_candidate = worth_comparing(reasons, shared)
        yield portion.select(PAIR.names).filter(pa.array(is_candidate))


def _skip(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        skipped = (not_compared(row["id_a"], row["id_b"], limit_reason(row["words"])) for row in batch.to_pylist())
        rows = [{"id": pair.id, "reason": pair.reason} for pair in skipped]
        yield pa.RecordBatch.from_pylist(rows, _SKIPPED)
