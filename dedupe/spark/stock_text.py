"""Stock text learned from all articles, as `furniture.learn_stock_text` learns it, counted by Spark."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyspark.sql import DataFrame
from pyspark.sql import functions as sql

from dedupe.candidates.pairs_from_keys import PairCounter
from dedupe.furniture.learn_stock_text import LEAST_STORIES, MOST_HOLDERS, Zones, stock_within, stock_zones
from dedupe.furniture.recurring_shingles import LEAST_EXCLUSIVE, NOBODY, holders_by_story
from dedupe.sketch.sorted_arrays import isin_sorted
from dedupe.spark import arrow
from dedupe.spark.articles_of_pairs import tokens_of
from dedupe.spark.checkpoints import Stages, is_empty
from dedupe.spark.shared_samples import articles_with, local_postings
from dedupe.spark.unrelated_stories import count_stories, read_holders, without_quoting

_FOUND = pa.schema(
    {
        "key": arrow.LONG,
        "holders": arrow.LONGS,
        "is_frequent": arrow.FLAG,
        "a": arrow.LONG,
        "b": arrow.LONG,
        "times": arrow.LONG,
    }
)
_STOCK = pa.schema({"hash": arrow.LONG, "is_frequent": arrow.FLAG})
_ZONE = pa.schema(
    {"rank": arrow.LONG, "group": arrow.LONG, "place": arrow.LONG, "hash": arrow.LONG, "verdict": arrow.LONG}
)


def learn_stock(articles: DataFrame, postings: DataFrame, proposed: DataFrame, k: int, stages: Stages) -> DataFrame:
    """Return `hash`, the shingles of the stock text of all articles, and which `is_frequent`; each once.

    Postings are of sampled shingles that several articles share, and proposed pairs share text.
    """
    found = stages.keep("recurring", arrow.map_batches(arrow.in_runs(postings, "key", "rank"), _find_recurring, _FOUND))
    helpful = found.where("holders is null and key is not null").join(proposed, ["a", "b"], "left_semi")
    recurring = found.where("holders is not null").select("key", "holders", "is_frequent")
    recurring = stages.keep("recurring_keys", recurring.join(helpful, "key", "left_semi"))
    if is_empty(recurring):
        return stages.spark.createDataFrame([], "hash long, is_frequent boolean")
    exclusive = found.where("key is null").groupBy("a", "b").agg(sql.sum("times").alias("times"))
    exclusive = exclusive.where(sql.col("times") >= LEAST_EXCLUSIVE).select("a", "b")
    read = stages.keep("recurring_holders", read_holders(articles, postings, recurring, k))
    printed = stages.keep("recurring_printed", without_quoting(recurring, read))
    counted = stages.keep("stories", count_stories(read, printed, exclusive))
    is_stock = counted.where(sql.col("stories") >= LEAST_STORIES)
    stock = stages.keep("stock_keys", printed.join(is_stock, ["holders", "is_frequent"], "left_semi"))
    zones = stages.keep("stock_zones", _zones(articles, postings, stock, k))
    stories = zones.select("hash", "group").distinct().groupBy("hash").count()
    frequent = stories.where(sql.col("count") >= LEAST_STORIES).select("hash")
    kept = arrow.in_runs(zones.join(frequent, "hash", "left_semi"), "rank", "place")
    within = arrow.map_batches(kept, _stock_within, _STOCK)
    return within.groupBy("hash").agg(sql.bool_or("is_frequent").alias("is_frequent"))


def _find_recurring(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Find shingles that several stories hold.

    Yield `key`, `holders` and `is_frequent` of those that enough do, `key`, `a` and `b` of the pairs of holders of these; and `a`, `b`
    and `times` of the pairs that share what no third story has.
    """
    for table in arrow.whole_runs(batches, "key"):
        local = local_postings(table)
        shared = holders_by_story(local.packed, local.groups)
        exclusive = PairCounter()
        exclusive.add(shared.exclusive_pairs())
        pairs, times = exclusive.pairs()
        yield arrow.batch_of({**_pair_columns(local.ranks[pairs]), "times": times}, _FOUND)
        recurring = shared.held_by(LEAST_STORIES)
        keys = arrow.signed(recurring.keys)
        pairs, at = recurring.pairs()
        yield arrow.batch_of({**_pair_columns(local.ranks[pairs]), "key": keys[at]}, _FOUND)
        holders = [local.ranks[row[row != NOBODY]].tolist() for row in recurring.spread(MOST_HOLDERS)]
        yield arrow.batch_of({"key": keys, "holders": holders, "is_frequent": recurring.is_frequent}, _FOUND)


def _pair_columns(pairs: NDArray[np.int64]) -> dict[str, NDArray[np.int64]]:
    return {"a": pairs[:, 0], "b": pairs[:, 1]}


def _zones(articles: DataFrame, postings: DataFrame, stock: DataFrame, k: int) -> DataFrame:
    """Return the shingles around the sampled stock ones of the holders of these."""
    return arrow.map_batches(articles_with(articles, postings, stock), partial(_find_zones, k), _ZONE)


def _find_zones(k: int, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for portion in arrow.portions(batches):
        stock, frequent = (arrow.hash_set(portion.column(name).to_pylist()) for name in ("keys", "frequent"))
        zones = stock_zones(tokens_of(portion.column("article").to_pylist()), stock, frequent, k)
        columns = {
            "rank": arrow.numbers(portion, "rank")[zones.owners],
            "group": arrow.numbers(portion, "group")[zones.owners],
            "place": zones.places,
            "hash": arrow.signed(zones.hashes),
            "verdict": zones.verdicts.astype(np.int64),
        }
        yield arrow.batch_of(columns, _ZONE)


def _stock_within(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for table in arrow.whole_runs(batches, "rank"):
        _, (owners,) = arrow.numbered(arrow.numbers(table, "rank"))
        zones = Zones(
            arrow.hashes(table, "hash"),
            owners,
            arrow.numbers(table, "place"),
            arrow.numbers(table, "verdict").astype(np.int8),
        )
        stock, frequent = stock_within(zones)
        columns = {"hash": arrow.signed(stock), "is_frequent": isin_sorted(frequent, stock)}
        yield arrow.batch_of(columns, _STOCK)
