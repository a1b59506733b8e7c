"""Stock text learned from all articles, as `furniture.learn` learns it, counted by Spark."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
from pyspark.sql import functions as sql

from dedupe.candidates.pairs import PairCounter
from dedupe.furniture.learn import (
    LEAST_STORIES,
    MOST_HOLDERS,
    Zones,
    stock_within,
    stock_zones,
)
from dedupe.furniture.recurring import (
    LEAST_EXCLUSIVE,
    NOBODY,
    RecurringShingles,
    holders_by_story,
    pair_keys,
)
from dedupe.furniture.stories import (
    Vocabulary,
    common_words,
    count_unrelated,
    rare_words,
    vocabulary_sample,
)
from dedupe.spark.arrow import (
    BYTES,
    LONG,
    LONGS,
    batch_of,
    hash_set,
    hashes,
    in_runs,
    map_batches,
    numbered,
    numbers,
    portions,
    ranges,
    signed,
    whole_runs,
)
from dedupe.spark.kept_articles import tokens_of
from dedupe.spark.shared_samples import local_postings
from dedupe.spark.stages import is_empty

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from pyspark.sql import DataFrame

    from dedupe.spark.stages import Stages

HASH = pa.schema({"hash": LONG})
_FOUND = pa.schema({"key": LONG, "holders": LONGS, "a": LONG, "b": LONG, "times": LONG})
_WORDS = pa.schema({"rank": LONG, "words": BYTES})
_COUNT = pa.schema({"holders": LONGS, "stories": LONG})
_ZONE = pa.schema({"rank": LONG, "group": LONG, "place": LONG, "hash": LONG, "verdict": LONG})
_ROW_BITS = 33  # of a rank say which row of its partition it is, as Spark numbers them
_HALF = np.uint64(0xFFFFFFFF)
_UPPER = np.uint64(32)


def learn_stock(
    articles: DataFrame, postings: DataFrame, proposed: DataFrame, k: int, stages: Stages
) -> DataFrame:
    """Find the stock text of all articles.

    Args:
        articles: in order of publication.
        postings: sampled shingles that several articles share.
        proposed: pairs of articles that share text.
        k: tokens a shingle.
        stages: where what is made on the way is kept.

    Returns:
        `hash`, the shingles of the stock text, sampled or not; each once.
    """
    found = stages.keep(
        "recurring", map_batches(in_runs(postings, "key", "rank"), _find_recurring, _FOUND)
    )
    helpful = found.where("holders is null and key is not null").join(
        proposed, ["a", "b"], "left_semi"
    )
    recurring = found.where("holders is not null").select("key", "holders")
    recurring = stages.keep("recurring_keys", recurring.join(helpful, "key", "left_semi"))
    if is_empty(recurring):
        return stages.spark.createDataFrame([], "hash long")
    exclusive = found.where("key is null").groupBy("a", "b").agg(sql.sum("times").alias("times"))
    exclusive = exclusive.where(sql.col("times") >= LEAST_EXCLUSIVE).select("a", "b")
    words = _rare_words(articles, postings, recurring, k)
    counted = stages.keep("stories", _count_stories(recurring, words, exclusive))
    is_stock = counted.where(sql.col("stories") >= LEAST_STORIES)
    stock = stages.keep("stock_keys", recurring.join(is_stock, "holders", "left_semi"))
    zones = stages.keep("stock_zones", _zones(articles, postings, stock, k))
    stories = zones.select("hash", "group").distinct().groupBy("hash").count()
    frequent = stories.where(sql.col("count") >= LEAST_STORIES).select("hash")
    kept = in_runs(zones.join(frequent, "hash", "left_semi"), "rank", "place")
    return map_batches(kept, _stock_within, HASH).distinct()


def _find_recurring(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Find shingles that several stories hold.

    Yields:
        `key` and `holders` of those that enough do, `key`, `a` and `b` of the pairs of holders of these;
        and `a`, `b` and `times` of the pairs that share what no third story has.
    """
    for table in whole_runs(batches, "key"):
        local = local_postings(table)
        shared = holders_by_story(local.packed, local.groups)
        exclusive = PairCounter()
        exclusive.add(shared.exclusive_pairs())
        pairs, times = exclusive.pairs()
        yield batch_of({**_pair_columns(local.ranks[pairs]), "times": times}, _FOUND)
        recurring = shared.held_by(LEAST_STORIES)
        keys = signed(recurring.keys)
        pairs, at = recurring.pairs()
        yield batch_of({**_pair_columns(local.ranks[pairs]), "key": keys[at]}, _FOUND)
        holders = [
            local.ranks[row[row != NOBODY]].tolist() for row in recurring.spread(MOST_HOLDERS)
        ]
        yield batch_of({"key": keys, "holders": holders}, _FOUND)


def _pair_columns(pairs: NDArray[np.int64]) -> dict[str, NDArray[np.int64]]:
    return {"a": pairs[:, 0], "b": pairs[:, 1]}


def _with_keys(articles: DataFrame, postings: DataFrame, shingles: DataFrame) -> DataFrame:
    """Return the articles that are spread holders of shingles, each with those of these that it has."""
    holders = shingles.select(sql.explode("holders").alias("rank")).distinct()
    own = postings.select("key", "rank", "group").join(shingles.select("key"), "key", "left_semi")
    keys = own.groupBy("rank", "group").agg(sql.collect_list("key").alias("keys"))
    return articles.select("rank", "article").join(holders, "rank", "left_semi").join(keys, "rank")


def _rare_words(
    articles: DataFrame, postings: DataFrame, recurring: DataFrame, k: int
) -> DataFrame:
    """Return `rank` and `words`, the rare ones outside recurring text, of the holders."""
    common = _common_words(articles)
    held = _with_keys(articles, postings, recurring)
    return map_batches(held, partial(_find_rare_words, common, k), _WORDS)


def _common_words(articles: DataFrame) -> NDArray[np.uint64]:
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
    words = map_batches(sample, _find_common_words, HASH).collect()
    return hash_set([[row["hash"] for row in words]])


def _find_common_words(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    articles = [it for batch in batches for it in batch.column("article").to_pylist()]
    yield batch_of({"hash": signed(common_words(tokens_of(articles)))}, HASH)


def _find_rare_words(
    common: NDArray[np.uint64], k: int, batches: Iterator[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    for portion in portions(batches):
        recurring = hash_set(portion.column("keys").to_pylist())
        tokens = tokens_of(portion.column("article").to_pylist())
        packed = rare_words(tokens, common, recurring, k)
        starts = np.arange(portion.num_rows + 1, dtype=np.uint64) << _UPPER
        words = (packed & _HALF).astype(np.uint32)
        own = [words[part].tobytes() for part in ranges(np.searchsorted(packed, starts))]
        yield batch_of({"rank": portion.column("rank"), "words": own}, _WORDS)


def _count_stories(recurring: DataFrame, words: DataFrame, exclusive: DataFrame) -> DataFrame:
    """Return `holders` and `stories`, how many of these have nothing else to do with each other."""
    sets = recurring.select("holders").distinct()
    each = sets.select("holders", sql.explode("holders").alias("rank")).join(words, "rank")
    members = each.groupBy("holders").agg(
        sql.collect_list(sql.struct("rank", "words")).alias("members")
    )
    pairs = sets.select("holders", sql.explode("holders").alias("a")).select(
        "holders", "a", sql.explode("holders").alias("b")
    )
    tied = (
        pairs.where("a < b")
        .join(exclusive, ["a", "b"], "left_semi")
        .groupBy("holders")
        .agg(sql.collect_list(sql.struct("a", "b")).alias("tied"))
    )
    return map_batches(members.join(tied, "holders", "left"), _count_unrelated, _COUNT)


def _count_unrelated(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for portion in portions(batches):
        rows = portion.to_pylist()
        words = {it["rank"]: it["words"] for row in rows for it in row["members"]}
        ranks = np.array(sorted(words), dtype=np.int64)
        own = [np.frombuffer(words[rank], dtype=np.uint32) for rank in ranks.tolist()]
        owners = np.repeat(np.arange(ranks.size, dtype=np.uint64), [it.size for it in own])
        packed = np.concatenate([np.empty(0, np.uint32), *own]).astype(np.uint64)
        vocabulary = Vocabulary(np.arange(ranks.size), (owners << _UPPER) | packed)
        tied = [(it["a"], it["b"]) for row in rows for it in row["tied"] or ()]
        pairs = np.searchsorted(ranks, np.array(tied, dtype=np.int64).reshape(-1, 2))
        recurring = RecurringShingles(
            np.arange(len(rows), dtype=np.uint64),
            _holder_table([np.searchsorted(ranks, row["holders"]) for row in rows]),
            np.unique(pair_keys(*pairs.T)),
        )
        stories = count_unrelated(recurring, vocabulary)
        yield batch_of({"holders": portion.column("holders"), "stories": stories}, _COUNT)


def _holder_table(rows: Sequence[Any]) -> NDArray[np.int64]:
    table = np.full((len(rows), MOST_HOLDERS), NOBODY, dtype=np.int64)
    for at, holders in enumerate(rows):
        table[at, : len(holders)] = holders
    return table


def _zones(articles: DataFrame, postings: DataFrame, stock: DataFrame, k: int) -> DataFrame:
    """Return the shingles around the sampled stock ones of the holders of these."""
    return map_batches(_with_keys(articles, postings, stock), partial(_find_zones, k), _ZONE)


def _find_zones(k: int, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for portion in portions(batches):
        stock = hash_set(portion.column("keys").to_pylist())
        zones = stock_zones(tokens_of(portion.column("article").to_pylist()), stock, k)
        columns = {
            "rank": numbers(portion, "rank")[zones.owners],
            "group": numbers(portion, "group")[zones.owners],
            "place": zones.places,
            "hash": signed(zones.hashes),
            "verdict": zones.verdicts.astype(np.int64),
        }
        yield batch_of(columns, _ZONE)


def _stock_within(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for table in whole_runs(batches, "rank"):
        _, (owners,) = numbered(numbers(table, "rank"))
        zones = Zones(
            hashes(table, "hash"),
            owners,
            numbers(table, "place"),
            numbers(table, "verdict").astype(np.int8),
        )
        yield batch_of({"hash": signed(np.unique(stock_within(zones)))}, HASH)
