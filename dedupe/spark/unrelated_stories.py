"""How many unrelated stories hold what recurs, by the rare words of its holders, as `furniture.same_story` has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyspark.sql import DataFrame
from pyspark.sql import functions as sql

from dedupe.furniture.learn_stock_text import MOST_HOLDERS
from dedupe.furniture.recurring_shingles import NOBODY, RecurringShingles, pair_keys
from dedupe.furniture.same_story import (
    CommonWords,
    Vocabulary,
    common_words,
    count_unrelated,
    find_recurring,
    only_quoted,
    rare_words,
    vocabulary_sample,
)
from dedupe.sketch.sorted_arrays import isin_sorted, joined
from dedupe.spark import arrow
from dedupe.spark.articles_of_pairs import tokens_of
from dedupe.spark.shared_samples import articles_with

_HOLDER = pa.schema({"rank": arrow.LONG, "words": arrow.BYTES, "quoting": arrow.LONGS})
_COUNT = pa.schema({"holders": arrow.LONGS, "is_frequent": arrow.FLAG, "stories": arrow.LONG})
_COMMON = pa.schema({"hash": arrow.LONG, "is_frequent": arrow.FLAG})
_ROW_BITS = 33  # of a rank say which row of its partition it is, as Spark numbers them
_HALF = np.uint64(0xFFFFFFFF)
_UPPER = np.uint64(32)


def read_holders(articles: DataFrame, postings: DataFrame, recurring: DataFrame, k: int) -> DataFrame:
    """Read the articles that hold recurring shingles, `key`, `holders` and `is_frequent`.

    Return `rank`, `words`, the rare ones, and `quoting`, the keys of the shingles that each only quotes.
    """
    held = articles_with(articles, postings, recurring)
    return arrow.map_batches(held, partial(_read_holders, _common_words(articles), k), _HOLDER)


def without_quoting(recurring: DataFrame, read: DataFrame) -> DataFrame:
    """Leave out of the holders of recurring shingles those that `read_holders` says only quote them, unless all do."""
    each = read.select("rank", sql.explode("quoting").alias("key"))
    quoting = each.groupBy("key").agg(sql.collect_list("rank").alias("quoting"))
    left = sql.array_except("holders", sql.coalesce("quoting", sql.array().cast("array<long>")))
    holders = sql.when(sql.size(left) > 0, left).otherwise(sql.col("holders"))
    return recurring.join(quoting, "key", "left").select("key", holders.alias("holders"), "is_frequent")


def count_stories(read: DataFrame, recurring: DataFrame, exclusive: DataFrame) -> DataFrame:
    """Count the stories among the holders of recurring shingles that have nothing else to do with each other.

    Pairs of `exclusive` share text which no third story has. Return `holders`, `is_frequent` and `stories`, each once.
    """
    asked = recurring.select("holders", "is_frequent").distinct()
    sets = asked.select("holders").distinct()
    each = sets.select("holders", sql.explode("holders").alias("rank")).join(read, "rank")
    members = each.groupBy("holders").agg(sql.collect_list(sql.struct("rank", "words")).alias("members"))
    pairs = sets.select("holders", sql.explode("holders").alias("a")).select(
        "holders", "a", sql.explode("holders").alias("b")
    )
    tied = (
        pairs.where("a < b")
        .join(exclusive, ["a", "b"], "left_semi")
        .groupBy("holders")
        .agg(sql.collect_list(sql.struct("a", "b")).alias("tied"))
    )
    known = asked.join(members, "holders").join(tied, "holders", "left")
    return arrow.map_batches(known, _count_unrelated, _COUNT)


def _common_words(articles: DataFrame) -> CommonWords:
    """Find the words that are not rare: a few thousand, by some hundred articles."""
    parts = articles.groupBy(sql.shiftright("rank", _ROW_BITS).alias("part")).count().collect()
    sizes = {row["part"]: row["count"] for row in parts}
    ranks: list[int] = []
    first = 0
    chosen = vocabulary_sample(sum(sizes.values()))
    for part, size in sorted(sizes.items()):
        rows = (position - first for position in chosen if first <= position < first + size)
        ranks += [(part << _ROW_BITS) + row for row in rows]
        first += size
    sample = articles.where(sql.col("rank").isin(ranks)).select("rank", "article").coalesce(1)
    words = arrow.map_batches(sample, _find_common_words, _COMMON).collect()
    frequent = [row["hash"] for row in words if row["is_frequent"]]
    return CommonWords(arrow.hash_set([[row["hash"] for row in words]]), arrow.hash_set([frequent]))


def _find_common_words(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    articles = [article for batch in batches for article in batch.column("article").to_pylist()]
    words, frequent = common_words(tokens_of(articles))
    yield arrow.batch_of({"hash": arrow.signed(words), "is_frequent": isin_sorted(frequent, words)}, _COMMON)


def _read_holders(common: CommonWords, k: int, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for portion in arrow.portions(batches):
        recurring = arrow.hash_set(portion.column("keys").to_pylist())
        tokens = tokens_of(portion.column("article").to_pylist())
        places = find_recurring(tokens, recurring, k)
        packed = rare_words(tokens, common, places, k)
        starts = np.arange(portion.num_rows + 1, dtype=np.uint64) << _UPPER
        words = (packed & _HALF).astype(np.uint32)
        own = [words[part].tobytes() for part in arrow.ranges(np.searchsorted(packed, starts))]
        which, owners = only_quoted(tokens, places, k)
        keys = arrow.signed(recurring)[which]
        quoting = [keys[owners == at].tolist() for at in range(portion.num_rows)]
        columns = {"rank": portion.column("rank"), "words": own, "quoting": quoting}
        yield arrow.batch_of(columns, _HOLDER)


def _count_unrelated(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for portion in arrow.portions(batches):
        rows = portion.to_pylist()
        words = {member["rank"]: member["words"] for row in rows for member in row["members"]}
        ranks = np.array(sorted(words), dtype=np.int64)
        own = [np.frombuffer(words[rank], dtype=np.uint32) for rank in ranks.tolist()]
        owners = np.repeat(np.arange(ranks.size, dtype=np.uint64), [part.size for part in own])
        packed = joined(own, np.uint32).astype(np.uint64)
        vocabulary = Vocabulary(np.arange(ranks.size), (owners << _UPPER) | packed)
        tied = [(pair["a"], pair["b"]) for row in rows for pair in row["tied"] or ()]
        pairs = np.searchsorted(ranks, np.array(tied, dtype=np.int64).reshape(-1, 2))
        recurring = RecurringShingles(
            np.arange(len(rows), dtype=np.uint64),
            _holder_table([np.searchsorted(ranks, row["holders"]) for row in rows]),
            arrow.flags(portion, "is_frequent"),
            np.unique(pair_keys(*pairs.T)),
        )
        columns = {name: portion.column(name) for name in ("holders", "is_frequent")}
        yield arrow.batch_of({**columns, "stories": count_unrelated(recurring, vocabulary)}, _COUNT)


def _holder_table(rows: Sequence[Any]) -> NDArray[np.int64]:
    table = np.full((len(rows), MOST_HOLDERS), NOBODY, dtype=np.int64)
    for at, holders in enumerate(rows):
        table[at, : len(holders)] = holders
    return table
