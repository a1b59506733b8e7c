"""Connected components by joins, whatever their size.

Kiveris, Lattanzi, Mirrokni, Rastogi, Vassilvitskii (2014), Connected components in MapReduce and beyond:
every vertex is tied to the least one it knows of, first of its larger and then of its smaller neighbours,
until nothing changes; the number of rounds grows with the logarithm of the longest chain.
"""

from __future__ import annotations

from itertools import count

from pyspark.sql import DataFrame
from pyspark.sql import functions as sql

from dedupe.spark.checkpoints import Stages, fingerprint


def components(edges: DataFrame, stages: Stages, name: str) -> DataFrame:
    """Return `vertex` and `component`, the least vertex of it, for each vertex of edges `a` < `b`; stages keep rounds."""
    stars = stages.keep(f"{name}-0", edges.select("a", "b").distinct())
    known = fingerprint(stars)
    for number in count(1):
        stars = stages.keep(f"{name}-{number}", _tie_smaller(_tie_larger(stars)))
        latest = fingerprint(stars)
        if latest == known:
            break
        known = latest
    centres = stars.select(sql.col("a").alias("vertex"), sql.col("a").alias("component"))
    others = stars.select(sql.col("b").alias("vertex"), sql.col("a").alias("component"))
    return centres.distinct().union(others)


def _tie_larger(edges: DataFrame) -> DataFrame:
    """Tie the larger neighbours of each vertex to its least neighbour, or to itself where that is less."""
    least = edges.groupBy(sql.col("b").alias("a")).agg(sql.min("a").alias("least"))
    centre = sql.coalesce("least", "a").alias("a")
    return edges.join(least, "a", "left").select(centre, "b").distinct()


def _tie_smaller(edges: DataFrame) -> DataFrame:
    """Tie the smaller neighbours of each vertex, and itself, to the least of them."""
    least = edges.groupBy("b").agg(sql.min("a").alias("least"))
    known = edges.join(least, "b")
    others = known.where("a != least").select(sql.col("least").alias("a"), sql.col("a").alias("b"))
    return known.select(sql.col("least").alias("a"), "b").union(others).distinct()
