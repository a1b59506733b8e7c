"""The rows of a frame read as articles, sketched, and put in order of publication."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as sql

from dedupe.errors import Failure, attempt, attempt_together
from dedupe.index.article_record import record_of
from dedupe.index.publication_order import UNDATED, agreed_order, settled_date
from dedupe.read.article_draft import Draft, draft_of
from dedupe.read.discovered_file import FoundFile, Place
from dedupe.read.formats.json_articles import read_line
from dedupe.read.formats.reader_input import digest_of
from dedupe.sketch.packed_postings import OWNER_BITS, articles_of, keys_of
from dedupe.sketch.sizes import BANDS
from dedupe.sketch.sketches import Sketches, sketch
from dedupe.spark import arrow
from dedupe.spark.articles_of_pairs import article_codec
from dedupe.spark.checkpoints import Stages, is_empty
from dedupe.text.batch.tokenize import tokenize_batch

SCHEMA = pa.schema(
    {
        "id": arrow.TEXT,
        "reason": arrow.TEXT,  # why it is no article
        "content": arrow.BYTES,  # a digest of the row
        "outlet": arrow.TEXT,
        "date": arrow.TEXT,
        "day_first": arrow.TEXT,  # the date where it may be either way round
        "month_first": arrow.TEXT,
        "date_order": arrow.TEXT,
        "is_wire": arrow.FLAG,
        "article": arrow.BYTES,
        "size": arrow.LONG,  # in tokens
        "digest": arrow.LONG,  # of the tokens
        "sampled": arrow.LONG,
        "samples": arrow.LONGS,  # keys of sampled shingles
        "word_pairs": arrow.LONGS,  # keys of the pairs of words of a short article
        "bands": arrow.LONGS,  # keys of bands
        "quotations": arrow.LONGS,  # hashes that some articles quote, with the first of these
    }
)
_UNUSED = ("reason", "content", "day_first", "month_first", "date_order")


def sketch_rows(named: Mapping[str, str], k: int, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Read and sketch rows of any frame; one that is no article comes out with the reason."""
    for portion in arrow.portions(batches):
        drafts: list[Draft] = []
        for values in portion.to_pylist():
            draft = attempt(_read, values, named)
            if isinstance(draft, Failure):
                yield _failed(values.get(named.get("id", "id")), draft)
            else:
                drafts.append(draft)
        sketches, kept, failed = attempt_together(partial(_sketch, k), drafts)
        yield _batch(kept, sketches)
        yield from (_failed(draft.id, failure) for draft, failure in failed)


def _read(values: Mapping[str, Any], named: Mapping[str, str]) -> Draft:
    """Read a row as a line of a corpus with the same values."""
    known = {name: value for name, value in values.items() if value is not None and value == value}
    line = json.dumps(known, default=str, sort_keys=True).encode()
    record = read_line(line, named, 0)._replace(line=None)
    name = record.id or digest_of(line).hex()
    return draft_of(FoundFile(name, name), record._replace(id=name))


def _sketch(k: int, drafts: Sequence[Draft]) -> Sketches:
    return sketch(tokenize_batch([draft.paragraphs.texts for draft in drafts]), k)


def _failed(name: object, failure: Failure) -> pa.RecordBatch:
    return arrow.batch_of({"id": [str(name)], "reason": [failure.reason]}, SCHEMA)


def _batch(drafts: Sequence[Draft], sketches: Sketches) -> pa.RecordBatch:
    records = [record_of(draft, Place(draft.file)) for draft in drafts]
    unsettled = [record.remarks.unsettled or (None, None) for record in records]
    quotations = np.zeros(len(drafts) + 1, dtype=np.int64)
    quotations[1:] = sketches.quotations.size
    columns = {
        "id": [record.id for record in records],
        "content": [record.digest for record in records],
        "outlet": [record.outlet for record in records],
        "date": [record.date for record in records],
        "day_first": [day_first for day_first, _ in unsettled],
        "month_first": [month_first for _, month_first in unsettled],
        "date_order": [record.remarks.date_order for record in records],
        "is_wire": [record.is_wire for record in records],
        "article": [article_codec().encode(draft.article()) for draft in drafts],
        "size": sketches.sizes,
        "digest": arrow.signed(sketches.digests),
        "sampled": sketches.sampled,
        "samples": _key_lists(sketches.samples, len(drafts)),
        "word_pairs": _key_lists(sketches.pairs, len(drafts)),
        "bands": arrow.lists_of(_band_keys(sketches), np.arange(len(drafts) + 1) * BANDS),
        "quotations": arrow.lists_of(arrow.signed(sketches.quotations), quotations),
    }
    return arrow.batch_of(columns, SCHEMA)


def _key_lists(packed: NDArray[np.uint64], articles: int) -> pa.ListArray:
    """Return the keys of each article, ascending."""
    owners = articles_of(packed)
    ends = np.cumsum(np.bincount(owners, minlength=articles))
    by_article = np.argsort(owners, kind="stable")
    return arrow.lists_of(arrow.signed(keys_of(packed)[by_article]), np.append(0, ends))


def _band_keys(sketches: Sketches) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return the bands of all articles, each with its number above the bits of the key."""
    keys = arrow.signed(keys_of(sketches.bands)) + (np.arange(BANDS) << (64 - OWNER_BITS))
    return keys.reshape(-1)


def read_articles(frame: DataFrame, named: Mapping[str, str], k: int, stages: Stages) -> tuple[DataFrame, DataFrame]:
    """Read and sketch the rows of a frame with an article a row.

    Return the articles, with the columns of `sketch_rows` and `rank`, their place in the order of publication; and
    `id` and `reason` of the rows that are none.
    """
    read = stages.keep("sketched", arrow.map_batches(frame, partial(sketch_rows, dict(named), k), SCHEMA))
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
