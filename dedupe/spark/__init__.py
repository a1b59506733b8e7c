"""A check as an engine of Apache Spark: the stages of `pipeline`, over what outgrows one machine.

Every decision is made by the functions that decide in one process. What is different is how the articles,
shingles and pairs come together: here by joins, and by partitions sorted by a key.
"""

from __future__ import annotations

try:
    from dedupe.spark.find_pairs import SparkTables, find_pairs
except ModuleNotFoundError as error:
    if error.name not in ("pyspark", "pyarrow"):
        raise
    message = "Spark needs other packages: pip install dedupe-news[spark]"
    raise ModuleNotFoundError(message, name=error.name) from None

__all__ = ["SparkTables", "find_pairs"]
