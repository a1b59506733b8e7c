"""Which shingles of an article are stock text, or quoted by some article: found by a join."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np
import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as sql

from dedupe.furniture.listed_furniture import Furniture, find_listed
from dedupe.sketch.rolling_hash import paragraph_hashes
from dedupe.spark.arrow import LONG, batch_of, map_batches, numbers, portions, signed
from dedupe.spark.stored_articles import tokens_of
from dedupe.verify.shared_shingle_counts import distinct_shingles

_WINDOW = pa.schema({"rank": LONG, "hash": LONG})


def mark_shingles(
    articles: DataFrame, wanted: DataFrame, stock: DataFrame, furniture: Furniture, k: int
) -> DataFrame:
    """Find the shingles of articles that are stock text, or quoted by any article.

    Args:
        articles: all of them, in order of publication.
        wanted: `rank` of those whose shingles are wanted; each once.
        stock: `hash` of the stock shingles.
        furniture: what is furniture beside what is learned, and what is none.

    Returns:
        The wanted articles with `quoted` and `stock`, lists of hashes that may be empty or None.
    """
    quoted = articles.select(sql.explode("quotations").alias("hash")).distinct()
    known = (
        quoted.withColumn("is_quoted", sql.lit(True))
        .join(stock.withColumn("is_stock", sql.lit(True)), "hash", "full")
        .select("hash", "is_quoted", "is_stock")
    )
    chosen = articles.join(wanted, "rank", "left_semi")
    windows = map_batches(
        chosen.select("rank", "outlet", "article"), partial(_windows, furniture, k), _WINDOW
    )
    marked = windows.join(known, "hash").groupBy("rank")
    own = marked.agg(
        sql.collect_list(sql.when(sql.col("is_quoted"), sql.col("hash"))).alias("quoted"),
        sql.collect_list(sql.when(sql.col("is_stock"), sql.col("hash"))).alias("stock"),
    )
    return chosen.join(own, "rank", "left")


def _windows(
    furniture: Furniture, k: int, batches: Iterator[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    """Return every shingle that an article has, with the listed paragraphs and without them."""
    for portion in portions(batches):
        tokens = tokens_of(portion.column("article").to_pylist())
        marked = find_listed(
            paragraph_hashes(tokens),
            tokens.article_starts,
            portion.column("outlet").to_pylist(),
            furniture,
        )
        left_out = marked.listed & ~marked.kept
        for left in (None, left_out) if left_out.any() else (None,):
            own = distinct_shingles(tokens, left, k)
            owners = np.repeat(numbers(portion, "rank"), [shingles.size for shingles in own])
            yield batch_of({"rank": owners, "hash": signed(np.concatenate(own))}, _WINDOW)
