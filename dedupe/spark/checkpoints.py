"""What one stage hands to the next: a table that is written, so that a lost machine costs little."""

from __future__ import annotations

import shutil

from pyspark.errors import AnalysisException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as sql

from dedupe.errors import InputError


class Stages:
    """The tables of a run, in a folder that all executors reach.

    A stage that is needed more than once is computed once, and what a lost executor held is not computed again from
    the beginning.
    """

    def __init__(self, spark: SparkSession, folder: str) -> None:
        self.spark = spark
        self.folder = folder.rstrip("/")
        self._work = f"{self.folder}/_stages"

    def expect_no_answer(self) -> None:
        """Raise an InputError if the folder has an answer already."""
        try:
            self.spark.read.parquet(f"{self.folder}/findings")
        except AnalysisException:
            return
        raise InputError(f"{self.folder} has an answer already")

    def keep(self, name: str, frame: DataFrame) -> DataFrame:
        """Write a table for the time of the run, and return it as it was written."""
        return self._written(f"{self._work}/{name}", frame, "overwrite")

    def publish(self, name: str, frame: DataFrame) -> DataFrame:
        """Write a table of the answer, which must not be there yet, and return it."""
        return self._written(f"{self.folder}/{name}", frame, "errorifexists")

    def clear(self) -> None:
        """Remove what was only kept for the time of the run, where the folder is on this machine."""
        if "://" not in self._work:
            shutil.rmtree(self._work, ignore_errors=True)

    def _written(self, path: str, frame: DataFrame, mode: str) -> DataFrame:
        frame.write.mode(mode).parquet(path)
        return self.spark.read.schema(frame.schema).parquet(path)


def is_empty(frame: DataFrame) -> bool:
    """Return whether a table has no rows."""
    return not frame.limit(1).count()


def fingerprint(frame: DataFrame) -> tuple[object, ...]:
    """Return the number of rows and a hash of all of them, which their order does not change."""
    row = frame.agg(sql.count("*"), sql.bit_xor(sql.xxhash64(*frame.columns))).first()
    return tuple(row) if row else ()
