"""Find the copies among the articles of a Spark frame. The engine, stage by stage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from tempfile import mkdtemp
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as sql

from dedupe.align.alignment import LEAST_NARRATIVE
from dedupe.candidates.near_duplicate_groups import is_kept
from dedupe.candidates.proposals import MAX_BUCKET, Reasons
from dedupe.comparison.criteria import Criteria, K
from dedupe.errors import InputError
from dedupe.furniture.learn_stock_text import stock_keys
from dedupe.furniture.listed_furniture import NO_FURNITURE, Furniture, passage_shingles, with_listed
from dedupe.judge.credit.outlet_names import OutletProfile
from dedupe.read.fields import candidates
from dedupe.spark import arrow
from dedupe.spark.articles import read_articles
from dedupe.spark.articles_of_pairs import Settings
from dedupe.spark.checkpoints import Stages, is_empty
from dedupe.spark.compare_pairs import compare_pairs
from dedupe.spark.judge_pairs import judge_pairs
from dedupe.spark.near_duplicates import equal_articles, group_articles, pairs_by_band
from dedupe.spark.shared_samples import pairs_by_samples, pairs_by_words, shared_postings
from dedupe.spark.stock_text import learn_stock
from dedupe.spark.verify_pairs import mark_shingles, skip_beyond_limits, verify_pairs, with_work

_KEY = pa.schema({"key": arrow.LONG})
_NOTHING = np.empty(0, dtype=np.uint64)


class SparkTables(NamedTuple):
    """The answer, as frames that are read from where it was written.

    The columns of the first five are those of the tables of a check, which README explains.

    Attributes:
        findings: a row a finding.
        pairs: a row for each pair of articles that share text.
        articles: a row an article.
        paragraphs: a row for each paragraph of both articles of each pair.
        changes: a row for each change inside a paragraph.
        clusters: sources with their copies, as `Cluster` has them.
        skipped: what was not read or compared, and why.
    """

    findings: DataFrame
    pairs: DataFrame
    articles: DataFrame
    paragraphs: DataFrame
    changes: DataFrame
    clusters: DataFrame
    skipped: DataFrame


def find_pairs(
    frame: DataFrame,
    to: str | None = None,
    *,
    text: str = "text",
    id: str = "id",  # noqa: A002 - the name of the column
    outlet: str = "outlet",
    date: str = "date",
    k: int = K,
    furniture: Furniture = NO_FURNITURE,
    least_narrative: int = LEAST_NARRATIVE,
    outlets: Sequence[OutletProfile] = (),
) -> SparkTables:
    """Find the copies among articles: the pairs, relations and findings of `dedupe.check` of the same rows.

    Texts stay on the executors. What comes to the driver are counts, the names of outlets, and a few
    thousand frequent words. Articles are called by their `id`, which stands for the path of a file as well,
    and lines are those of the text. A row without an `id` is called by a digest of it; equal rows are one
    article, and of others with one `id` all but one have `#` and a digest behind it.

    Args:
        frame: with an article a row. A column that is not named here may have any of the names that README
            lists under formats, as may titles, authors and credits.
        to: folder for the answer, that all executors reach and that has none yet; with a local master, a
            temporary one by default.
        text: column with the text.
        id: column with the identity.
        outlet: column with the name of the outlet.
        date: column with the date.
        k: tokens a shingle.
        furniture: what is furniture beside what is learned, and what is none.
        least_narrative: shared words outside quotations, names aside, that make a copy.
        outlets: what is configured of outlets: other names, houses, their own words of credit.

    Raises:
        InputError: a column is not there, no row is an article, or the folder has an answer already.
    """
    columns = {"text": text, "id": id, "outlet": outlet, "date": date}
    named = {field: column for field, column in columns.items() if column != field}
    _expect_columns(frame, named)
    stages = Stages(frame.sparkSession, to or _temporary_folder(frame))
    stages.expect_no("findings")
    articles, unread = read_articles(frame, named, k, stages)
    if is_empty(articles):
        raise InputError("no row is an article")
    near = stages.keep("band_pairs", pairs_by_band(articles))
    equal = stages.keep("equal", equal_articles(articles))
    groups = stages.keep("groups", group_articles(near, equal, articles, k, stages))
    postings = stages.keep("postings", shared_postings(articles, groups))
    loose = stages.keep("loose_pairs", pairs_by_samples(postings))
    learned = learn_stock(articles, postings, loose, k, stages)
    stock = stages.keep("stock", _with_listed(learned, furniture, k))
    rest = postings.join(_sampled_keys(stock), "key", "left_anti")
    proposed = _thin_out(near.union(pairs_by_samples(rest)).distinct(), groups)
    standing = pairs_by_samples(postings, rare_only=True)
    words = stages.keep("word_postings", shared_postings(articles, groups, "word_pairs"))
    reworded = _thin_out(pairs_by_words(words, articles), groups)
    same = equal.select(sql.col("first").alias("a"), sql.col("rank").alias("b"))
    pairs = stages.keep("proposed", _with_reasons(proposed, standing, reworded, same))
    marked = stages.keep("marked", mark_shingles(articles, _both(pairs), stock, furniture, k))
    criteria = Criteria(k, least_narrative, furniture, tuple(outlets))
    settings = Settings(criteria, with_listed(_NOTHING, furniture, k), _outlet_names(articles))
    verified = verify_pairs(pairs, marked, settings)
    worked = stages.keep("candidates", with_work(verified, articles))
    within = worked.where("is_within").select("a", "b")
    compared = stages.keep("results", compare_pairs(within, marked, settings))
    tables = judge_pairs(compared.where("reason is null"), articles, stages)
    failed = compared.where("reason is not null").select(sql.col("copy").alias("id"), "reason")
    beyond = skip_beyond_limits(worked, articles)
    skipped = stages.publish("skipped", unread.unionByName(failed).unionByName(beyond))
    stages.clear()
    return SparkTables(**tables, skipped=skipped)


def _expect_columns(frame: DataFrame, named: Mapping[str, str]) -> None:
    """Look for the columns, or raise an InputError if one that was named is not there, or none with text."""
    names = dict.fromkeys(frame.columns, True)
    for field, column in named.items():
        if not any(candidates(names, field, named)):
            raise InputError(f"no column {column!r} for {field}; there are {', '.join(names)}")
    if "paragraphs" not in names and not any(candidates(names, "text", named)):
        raise InputError(f"no column with text; there are {', '.join(names)}")


def _temporary_folder(frame: DataFrame) -> str:
    master = frame.sparkSession.conf.get("spark.master", "") or ""
    if not master.startswith("local"):
        raise InputError("no folder for the answer: name one that all executors reach")
    return mkdtemp(prefix="dedupe-spark-")


def _with_listed(learned: DataFrame, furniture: Furniture, k: int) -> DataFrame:
    """Return the stock shingles with those listed by hand, and without the kept ones."""
    if furniture == NO_FURNITURE:
        return learned
    listed, kept = (
        learned.sparkSession.createDataFrame([(value,) for value in arrow.signed(found).tolist()], "hash long")
        for found in (with_listed(_NOTHING, furniture, k), passage_shingles(furniture.kept, k))
    )
    return learned.union(listed).distinct().join(kept, "hash", "left_anti")


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


def _both(pairs: DataFrame) -> DataFrame:
    """Return the ranks of the articles of pairs; each once."""
    return pairs.select(sql.explode(sql.array("a", "b")).alias("rank")).distinct()


def _outlet_names(articles: DataFrame) -> tuple[str, ...]:
    rows = articles.where("outlet is not null").select("outlet").distinct().collect()
    return tuple(sorted(row["outlet"] for row in rows))
