"""Articles that share sampled shingles or pairs of words: the postings of these, and the pairs that they propose."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyspark.sql import DataFrame
from pyspark.sql import functions as sql

from dedupe.candidates.pairs_from_keys import PairCounter
from dedupe.candidates.proposals import MAX_BUCKET, MIN_SHARED_SAMPLES, SHORT_SKETCH
from dedupe.candidates.shared_shingles import is_enough, pairs_by_shingle
from dedupe.comparison.criteria import LEAST_WORDS
from dedupe.sketch.packed_postings import MOST_OWNERS, OWNER_BITS, pack
from dedupe.sketch.sorted_arrays import equal_runs
from dedupe.sketch.word_pairs import shares_many
from dedupe.spark import arrow

_MOST_SHARING = MOST_OWNERS // 4  # articles; what more have is stock text, whoever prints it
_COUNTED = pa.schema({"a": arrow.LONG, "b": arrow.LONG, "times": arrow.LONG, "is_brief": arrow.FLAG})
_POSTING = pa.schema(
    {"key": arrow.LONG, "rank": arrow.LONG, "group": arrow.LONG, "is_brief": arrow.FLAG, "is_group_brief": arrow.FLAG}
)


def shared_postings(articles: DataFrame, groups: DataFrame, column: str = "samples") -> DataFrame:
    """Find the sampled shingles, or the keys of another column, that several articles share, but not millions.

    Return `key` of the shingle or pair, `rank` and `group` of an article, and whether either's sketch is short.
    """
    brief = articles.select("rank", (sql.col("sampled") < SHORT_SKETCH).alias("is_brief"))
    known = (
        brief.join(groups, "rank", "left")
        .withColumn("group", sql.coalesce("group", "rank"))
        .join(brief.toDF("group", "is_group_brief"), "group")
    )
    fit = articles.where(sql.col("size") >= LEAST_WORDS).select("rank", column)
    postings = fit.join(known, "rank").select(sql.explode(column).alias("key"), *_POSTING.names[1:])
    return arrow.map_batches(arrow.in_runs(postings, "key", "rank"), _drop_unshared, _POSTING)


def pairs_by_samples(postings: DataFrame, *, rare_only: bool = False) -> DataFrame:
    """Propose the pairs that share enough sampled shingles, as `partial_candidates` does; `a` and `b`, each pair once.

    `rare_only` says that shingles that many stories carry propose nothing.
    """
    enough = is_enough(sql.col("times"), sql.col("is_brief"), MIN_SHARED_SAMPLES)
    return _counted(postings, rare_only=rare_only).where(enough).select("a", "b")


def pairs_by_words(postings: DataFrame, articles: DataFrame) -> DataFrame:
    """Propose the pairs that share enough pairs of words, as `reworded_candidates` does; `a` and `b`, the earlier first."""
    first = articles.select(sql.col("rank").alias("a"), sql.col("size").alias("first"))
    second = articles.select(sql.col("rank").alias("b"), sql.col("size").alias("second"))
    counted = _counted(postings, rare_only=True).join(first, "a").join(second, "b")
    enough = shares_many(sql.col("times"), sql.least("first", "second"))
    return counted.where(enough).select("a", "b")


def _counted(postings: DataFrame, *, rare_only: bool = False) -> DataFrame:
    """Count what the articles of each pair share: `times`, and whether one of them `is_brief`."""
    return (
        arrow.map_batches(arrow.in_runs(postings, "key", "rank"), partial(_count_pairs, rare_only), _COUNTED)
        .groupBy("a", "b")
        .agg(sql.sum("times").alias("times"), sql.bool_or("is_brief").alias("is_brief"))
    )


def articles_with(articles: DataFrame, postings: DataFrame, shingles: DataFrame) -> DataFrame:
    """Return `rank`, `article`, `group`, `keys` and `frequent` of the articles that are spread holders of shingles.

    The keys are those of shingles, `key`, `holders` and `is_frequent`, that the article has among its postings.
    """
    holders = shingles.select(sql.explode("holders").alias("rank")).distinct()
    own = postings.select("key", "rank", "group").join(shingles.select("key", "is_frequent"), "key")
    keys = own.groupBy("rank", "group").agg(
        sql.collect_list("key").alias("keys"),
        sql.collect_list(sql.when(sql.col("is_frequent"), sql.col("key"))).alias("frequent"),
    )
    return articles.select("rank", "article").join(holders, "rank", "left_semi").join(keys, "rank")


class LocalPostings(NamedTuple):
    """Some postings whose articles are numbered from 0, in order of publication."""

    packed: NDArray[np.uint64]  # [n], ascending, as stages in one process have them
    groups: NDArray[np.int64]  # [a], the first article of each one's near-duplicate group
    ranks: NDArray[np.int64]  # [a], of the articles
    numbers: NDArray[np.int64]  # [n], the articles of the postings
    group_numbers: NDArray[np.int64]  # [n], the first articles of their groups


def local_postings(table: pa.Table) -> LocalPostings:
    """Pack the postings of a table, which are sorted by shingle and rank."""
    ranks, (articles, firsts) = arrow.numbered(arrow.numbers(table, "rank"), arrow.numbers(table, "group"))
    groups = np.arange(ranks.size)
    groups[articles] = firsts
    packed = pack(arrow.hashes(table, "key") << np.uint64(OWNER_BITS), articles)
    return LocalPostings(packed, groups, ranks, articles, firsts)


def _count_pairs(rare_only: bool, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for table in arrow.whole_runs(batches, "key"):
        local = local_postings(table)
        counter = PairCounter()
        counter.add(pairs_by_shingle(local.packed, local.groups, MAX_BUCKET, rare_only=rare_only))
        pairs, times = counter.pairs()
        is_brief = np.zeros(local.ranks.size, dtype=np.bool_)
        is_brief[local.numbers] = arrow.flags(table, "is_brief")
        is_brief[local.group_numbers] = arrow.flags(table, "is_group_brief")
        found = local.ranks[pairs]
        columns = {"a": found[:, 0], "b": found[:, 1], "times": times}
        yield arrow.batch_of({**columns, "is_brief": is_brief[pairs].any(axis=1)}, _COUNTED)


def _drop_unshared(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for table in arrow.whole_runs(batches, "key"):
        _, lengths = equal_runs(arrow.hashes(table, "key"))
        is_shared = (lengths > 1) & (lengths <= _MOST_SHARING)
        shared = table.filter(pa.array(np.repeat(is_shared, lengths)))
        yield from shared.select(_POSTING.names).to_batches()
