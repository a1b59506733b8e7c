"""Find the copies among the articles of a Spark frame. The engine, stage by stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from tempfile import mkdtemp
from typing import NamedTuple

from pyspark.sql import DataFrame
from pyspark.sql import functions as sql

from dedupe.align.alignment import LEAST_NARRATIVE
from dedupe.comparison.criteria import Criteria, K
from dedupe.errors import InputError
from dedupe.furniture.furniture_file import NO_FURNITURE, Furniture
from dedupe.furniture.listed_furniture import with_listed
from dedupe.judge.credit.outlet_names import OutletProfile
from dedupe.read.fields import by_field
from dedupe.sketch.sorted_arrays import NO_HASHES
from dedupe.spark.articles import read_articles
from dedupe.spark.articles_of_pairs import Settings
from dedupe.spark.checkpoints import Stages, is_empty
from dedupe.spark.compare_pairs import compare_pairs
from dedupe.spark.judge_pairs import judge_pairs
from dedupe.spark.propose_pairs import propose_pairs
from dedupe.spark.verify_pairs import mark_shingles, skip_beyond_limits, verify_pairs, with_work


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
    stages.expect_no_answer()
    articles, unread = read_articles(frame, named, k, stages)
    if is_empty(articles):
        raise InputError("no row is an article")
    pairs, stock = propose_pairs(articles, furniture, k, stages)
    marked = stages.keep("marked", mark_shingles(articles, _both(pairs), stock, furniture, k))
    criteria = Criteria(k, least_narrative, furniture, tuple(outlets))
    settings = Settings(criteria, with_listed(NO_HASHES, furniture, k), _outlet_names(articles))
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
    fields = by_field(names, named)
    for field, column in named.items():
        if field not in fields:
            raise InputError(f"no column {column!r} for {field}; there are {', '.join(names)}")
    if "paragraphs" not in names and "text" not in fields:
        raise InputError(f"no column with text; there are {', '.join(names)}")


def _temporary_folder(frame: DataFrame) -> str:
    master = frame.sparkSession.conf.get("spark.master", "") or ""
    if not master.startswith("local"):
        raise InputError("no folder for the answer: name one that all executors reach")
    return mkdtemp(prefix="dedupe-spark-")


def _both(pairs: DataFrame) -> DataFrame:
    """Return the ranks of the articles of pairs; each once."""
    return pairs.select(sql.explode(sql.array("a", "b")).alias("rank")).distinct()


def _outlet_names(articles: DataFrame) -> tuple[str, ...]:
    rows = articles.where("outlet is not null").select("outlet").distinct().collect()
    return tuple(sorted(row["outlet"] for row in rows))
