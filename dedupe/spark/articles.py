"""All articles in order of publication."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as sql

from dedupe.index.date_order import agreed_order, settled_date
from dedupe.index.publication_order import UNDATED
from dedupe.spark.arrow import map_batches
from dedupe.spark.sketch_rows import SCHEMA, sketch_rows
from dedupe.spark.written_stages import Stages, is_empty

_UNUSED = ("reason", "content", "day_first", "month_first", "date_order")


def read_articles(
    frame: DataFrame, named: Mapping[str, str], k: int, stages: Stages
) -> tuple[DataFrame, DataFrame]:
    """Read and sketch the rows of a frame.

    Args:
        frame: with an article a row.

    Returns:
        The articles, with the columns of `sketch_rows` and `rank`, which is their place in the order of
        publication; and `id` and `reason` of the rows that are none.
    """
    read = stages.keep("sketched", map_batches(frame, partial(sketch_rows, dict(named), k), SCHEMA))
    orders = read.select("date_order").where("date_order is not null").distinct().collect()
    unsettled: Any = (sql.col("day_first"), sql.col("month_first"))
    settled: Any = settled_date(unsettled, agreed_order(row.date_order for row in orders))
    dates = sql.coalesce("date", sql.lit(None) if settled is None else settled)
    articles = _with_own_names(read.where("reason is null")).withColumn("date", dates)
    order = (sql.desc("is_wire"), sql.coalesce("date", sql.lit(UNDATED)), sql.col("id"))
    ranked = articles.orderBy(*order).withColumn("rank", sql.monotonically_increasing_id())
    skipped = read.where("reason is not null").select("id", "reason")
    return stages.keep("ranked", ranked.drop(*_UNUSED)), skipped


def _with_own_names(articles: DataFrame) -> DataFrame:
    """Keep equal rows once, and tell others with one `id` apart by what is in them."""
    shared = articles.groupBy("id").count().where("count > 1").select("id")
    if is_empty(shared):
        return articles
    several = articles.join(shared, "id", "left_semi").dropDuplicates(["id", "content"])
    number = sql.row_number().over(Window.partitionBy("id").orderBy("content"))
    other = sql.concat("id", sql.lit("#"), sql.lower(sql.hex("content")))
    named = several.withColumn("number", number).withColumn(
        "id", sql.when(sql.col("number") == 1, sql.col("id")).otherwise(other)
    )
    return articles.join(shared, "id", "left_anti").unionByName(named.drop("number"))
