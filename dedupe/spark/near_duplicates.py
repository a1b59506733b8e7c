"""Near-duplicates: articles that share a band, verified, and the groups that they form."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np
import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as sql

from dedupe.candidates.near_duplicate_groups import near_groups
from dedupe.candidates.pairs_from_keys import pairs_in_runs
from dedupe.candidates.proposals import MAX_BUCKET
from dedupe.comparison.criteria import LEAST_WORDS
from dedupe.judge.relation import NEAR
from dedupe.sketch.sorted_arrays import equal_runs
from dedupe.spark import arrow
from dedupe.spark.articles_of_pairs import PairArticles
from dedupe.spark.checkpoints import Stages
from dedupe.spark.components import components
from dedupe.verify.shared_shingle_counts import count_shared_shingles, distinct_shingles

PAIR = pa.schema({"a": arrow.LONG, "b": arrow.LONG})
_GROUP = pa.schema({"rank": arrow.LONG, "group": arrow.LONG})


def pairs_by_band(articles: DataFrame) -> DataFrame:
    """Return `a` and `b`, ranks, the earlier first, of articles that share a band of signatures; each pair once."""
    keys = articles.where(sql.col("size") >= LEAST_WORDS).select(sql.explode("bands").alias("key"), "rank")
    return arrow.map_batches(arrow.in_runs(keys, "key", "rank"), _pair, PAIR).distinct()


def equal_articles(articles: DataFrame) -> DataFrame:
    """Return `rank` and `first`, the first article with the same tokens, of those whose tokens an earlier one has."""
    known = articles.where("size > 0").select("rank", "digest")
    first = known.groupBy("digest").agg(sql.min("rank").alias("first"), sql.count("*").alias("n"))
    repeated = first.where("n > 1").select("digest", "first")
    return known.join(repeated, "digest").where("rank != first").select("rank", "first")


def group_articles(near: DataFrame, equal: DataFrame, articles: DataFrame, k: int, stages: Stages) -> DataFrame:
    """Join near-duplicates to the first article of a group, as `near_groups` does.

    They share a band (`near`), or have the tokens of an earlier one (`equal`). Return `rank` and `group`, the rank of
    its first article, of the articles that are not the first.
    """
    leaders = near
    for side in ("a", "b"):
        leaders = leaders.join(equal.select(sql.col("rank").alias(side)), side, "left_anti")
    verified = arrow.map_batches(with_articles(leaders, articles), partial(_verify, k), PAIR)
    edges = stages.keep("near_duplicates", verified)
    parts = components(edges, stages, "near_components").withColumnRenamed("vertex", "a")
    joined = arrow.map_batches(arrow.in_runs(edges.join(parts, "a"), "component", "a", "b"), _join_groups, _GROUP)
    first = equal.withColumnRenamed("first", "leader").join(
        joined.select(sql.col("rank").alias("leader"), "group"), "leader", "left"
    )
    equals = first.select("rank", sql.coalesce("group", "leader").alias("group"))
    return joined.unionByName(equals)


def with_articles(pairs: DataFrame, articles: DataFrame, *columns: str) -> DataFrame:
    """Join columns of both articles, such as `article_a` and `article_b`, to their pairs, `a` and `b`.

    Without columns it is what the articles are read from.
    """
    for side in ("b", "a"):  # the first may be that of very many pairs, and comes last
        own = (sql.col(name).alias(f"{name}_{side}") for name in columns or ("article",))
        pairs = pairs.join(articles.select(sql.col("rank").alias(side), *own), side)
    return pairs


def _pair(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for table in arrow.whole_runs(batches, "key"):
        runs = equal_runs(arrow.hashes(table, "key"))
        pairs = pairs_in_runs(arrow.numbers(table, "rank"), *runs, MAX_BUCKET)
        yield arrow.batch_of({"a": pairs[:, 0], "b": pairs[:, 1]}, PAIR)


def _verify(k: int, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Keep the pairs that resemble each other enough."""
    for portion in arrow.portions(batches):
        articles = PairArticles(portion, "article")
        shared = count_shared_shingles(articles.pairs, distinct_shingles(articles.tokens, None, k))
        yield portion.select(PAIR.names).filter(pa.array(shared.resemblance >= NEAR))


def _join_groups(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Group the articles of whole components."""
    for table in arrow.whole_runs(batches, "component"):
        ranks, (first, second) = arrow.numbered(arrow.numbers(table, "a"), arrow.numbers(table, "b"))
        order = np.lexsort((second, first))
        pairs = np.stack([first, second], axis=1)[order]
        groups = near_groups(np.arange(ranks.size), pairs)
        others = np.flatnonzero(groups != np.arange(ranks.size))
        yield arrow.batch_of({"rank": ranks[others], "group": ranks[groups[others]]}, _GROUP)
