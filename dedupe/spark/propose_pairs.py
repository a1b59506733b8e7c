"""Pairs of articles proposed by what their sketches share, and the stock text learned on the way."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from typing import NamedTuple

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as sql

from dedupe.candidates.near_duplicate_groups import is_kept
from dedupe.candidates.proposals import MAX_BUCKET, Reasons
from dedupe.furniture.furniture_file import NO_FURNITURE, Furniture
from dedupe.furniture.learn_stock_text import stock_keys
from dedupe.furniture.listed_furniture import passage_shingles, with_listed
from dedupe.sketch.sorted_arrays import NO_HASHES
from dedupe.spark import arrow
from dedupe.spark.checkpoints import Stages
from dedupe.spark.near_duplicates import equal_articles, group_articles, pairs_by_band
from dedupe.spark.shared_samples import pairs_by_samples, pairs_by_words, shared_postings
from dedupe.spark.stock_text import learn_stock

_KEY = pa.schema({"key": arrow.LONG})


class Proposals(NamedTuple):
    """What may be worth comparing."""

    pairs: DataFrame  # `a`, `b` and a column for each of `Reasons`
    stock: DataFrame  # `hash`, the stock shingles, learned and listed, and whether each `is_page`, and counts nowhere


def propose_pairs(articles: DataFrame, furniture: Furniture, k: int, stages: Stages) -> Proposals:
    """Learn stock text, and propose the pairs that share something else; each once, and why."""
    near = stages.keep("band_pairs", pairs_by_band(articles))
    equal = stages.keep("equal", equal_articles(articles))
    groups = stages.keep("groups", group_articles(near, equal, articles, k, stages))
    postings = stages.keep("postings", shared_postings(articles, groups))
    loose = stages.keep("loose_pairs", pairs_by_samples(postings))
    learned = learn_stock(articles, postings, loose, k, stages)
    stock = stages.keep("stock", _with_listed(learned, furniture, k))
    rest, standing = (
        postings.join(_sampled_keys(known), "key", "left_anti") for known in (stock, stock.where("is_page"))
    )
    proposed = _thin_out(near.union(pairs_by_samples(rest)).distinct(), groups)
    standing = pairs_by_samples(standing, rare_only=True)
    words = stages.keep("word_postings", shared_postings(articles, groups, "word_pairs"))
    reworded = _thin_out(pairs_by_words(words, articles), groups)
    same = equal.select(sql.col("first").alias("a"), sql.col("rank").alias("b"))
    pairs = stages.keep("proposed", _with_reasons(proposed, standing, reworded, same))
    return Proposals(pairs, stock)


def _with_listed(learned: DataFrame, furniture: Furniture, k: int) -> DataFrame:
    """Return the stock shingles with those listed by hand, and without the kept ones; and which are of the page."""
    stock = learned.withColumnRenamed("is_frequent", "is_page")
    if furniture == NO_FURNITURE:
        return stock
    listed, kept = (
        learned.sparkSession.createDataFrame([(value, True) for value in arrow.signed(found).tolist()], stock.schema)
        for found in (with_listed(NO_HASHES, furniture, k), passage_shingles(furniture.kept, k))
    )
    known = stock.union(listed).groupBy("hash").agg(sql.bool_or("is_page").alias("is_page"))
    return known.join(kept, "hash", "left_anti")


def _sampled_keys(stock: DataFrame) -> DataFrame:
    """Return the keys of the sampled stock shingles, which propose nothing."""
    return arrow.map_batches(stock, _find_keys, _KEY).distinct()


def _find_keys(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        yield arrow.batch_of({"key": arrow.signed(stock_keys(arrow.hashes(batch, "hash")))}, _KEY)


def _thin_out(pairs: DataFrame, groups: DataFrame) -> DataFrame:
    """Compare a story that very many carry with the first of them, not each with each."""
    sizes = groups.groupBy("group").agg((sql.count("*") + 1).alias("members"))
    for side in ("a", "b"):
        own = groups.toDF(side, f"group_{side}")
        group = sql.coalesce(f"group_{side}", side).alias(f"group_{side}")
        kept = [column for column in pairs.columns if column != side]
        pairs = pairs.join(own, side, "left").select(side, *kept, group)
    sized = pairs.join(sizes.withColumnRenamed("group", "group_a"), "group_a", "left")
    members = sql.coalesce("members", sql.lit(1))
    a, group_a, group_b = (sql.col(name) for name in ("a", "group_a", "group_b"))
    return sized.where(is_kept(a, group_a, group_b, members, MAX_BUCKET)).select("a", "b")


def _with_reasons(*found: DataFrame) -> DataFrame:
    """Return the pairs to look at, each once, and why, given the pairs of each of `Reasons` in their order."""
    reasons = dict(zip(Reasons._fields, found, strict=True))
    together = reduce(
        DataFrame.unionByName,
        (
            pairs.select("a", "b", *(sql.lit(name == reason).alias(name) for name in reasons))
            for reason, pairs in reasons.items()
        ),
    )
    return together.groupBy("a", "b").agg(*(sql.bool_or(name).alias(name) for name in reasons))
