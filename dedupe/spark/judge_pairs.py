"""Related pairs judged: clusters, findings and the rows of the tables, by the functions of a check."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as sql

from dedupe.comparison.criteria import LEAST_WORDS
from dedupe.comparison.pair_result import PairResult, result_codec
from dedupe.findings.make_findings import make_findings
from dedupe.judge.clusters import cluster, common_sources, with_common_source
from dedupe.judge.judged_pair import Pair
from dedupe.pipeline.judge_results import is_short
from dedupe.pipeline.judgement import CheckedArticle
from dedupe.report.serialize import Value
from dedupe.report.table_rows import (
    FINDING_COLUMNS,
    article_row,
    changes_of,
    closest_sources,
    finding_row,
    pair_row,
    paragraphs_of,
)
from dedupe.report.tables import encodable, table_schema
from dedupe.spark import arrow
from dedupe.spark.checkpoints import Stages
from dedupe.spark.compare_pairs import link_codec
from dedupe.spark.components import components

Row = dict[str, Value]

_CLUSTER = pa.schema(
    {
        "source": arrow.TEXT,
        "members": arrow.TEXTS,
        "weakest": arrow.DOUBLE,
        "independent": arrow.LONG,
        "outlets": arrow.LONG,
        "first": arrow.TEXT,
        "last": arrow.TEXT,
        "copy": arrow.TEXT,  # of a pair whose two articles are copies of `third`
        "third": arrow.TEXT,
    }
)
_KINDS = {
    "line": arrow.LONG,
    "resemblance": arrow.DOUBLE,
    "source_in_target": arrow.DOUBLE,
    "target_in_source": arrow.DOUBLE,
}
_FINDING = pa.schema({name: _KINDS.get(name, arrow.TEXT) for name in FINDING_COLUMNS})
_CLOSEST = pa.schema({"id": arrow.TEXT, "result": arrow.BYTES, "third": arrow.TEXT})


def judge_pairs(results: DataFrame, articles: DataFrame, stages: Stages) -> dict[str, DataFrame]:
    """Judge the related pairs that `compare_pairs` compared, and return the tables of the answer by name.

    The articles are all there are, in order of publication.
    """
    judged = stages.keep("judged", _judge_clusters(results, stages))
    clusters = judged.where("members is not null").drop("copy", "third")
    thirds = judged.where("third is not null").select("source", "copy", "third")
    members = clusters.select(sql.explode("members").alias("id"), sql.col("source").alias("cluster"))
    judged_pairs = results.join(thirds, ["source", "copy"], "left").join(
        members.withColumnRenamed("id", "copy"), "copy", "left"
    )
    related = stages.keep("related", judged_pairs)
    tables = {
        "clusters": stages.publish("clusters", clusters),
        "findings": stages.publish(
            "findings", arrow.map_batches(arrow.in_runs(related, "copy", "source"), _find, _FINDING)
        ),
    }
    for name, rows in (("pairs", _pair_rows), ("paragraphs", _paragraphs), ("changes", _changes)):
        made = arrow.map_batches(related, partial(_each_pair, name, rows), table_schema(name))
        tables[name] = stages.publish(name, made)
    copies = tables["pairs"].where("is_copy and origin = 'source'").groupBy("source").count()
    closest = arrow.map_batches(arrow.in_runs(related.where("is_copy"), "copy", "source"), _find_closest, _CLOSEST)
    short = is_short(sql.col("size"), sql.col("sampled"), LEAST_WORDS)
    known = (
        articles.select("id", "outlet", "date", "size", short.alias("is_short"))
        .join(closest, "id", "left")
        .join(copies.toDF("id", "copies"), "id", "left")
        .join(members, "id", "left")
    )
    made = arrow.map_batches(known, _article_rows, table_schema("articles"))
    return {**tables, "articles": stages.publish("articles", made)}


def _judge_clusters(results: DataFrame, stages: Stages) -> DataFrame:
    """Gather copies around their sources, and find the pairs of copies of a third article."""
    ends = sql.least("source_rank", "copy_rank"), sql.greatest("source_rank", "copy_rank")
    copies = results.where("is_copy").select(ends[0].alias("a"), ends[1].alias("b"), "link")
    connected = components(copies, stages, "stories").withColumnRenamed("vertex", "a")
    links = copies.join(connected, "a").select("component", "link")
    return arrow.map_batches(arrow.in_runs(links, "component"), _cluster, _CLUSTER)


def _cluster(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for table in arrow.whole_runs(batches, "component"):
        links = [link_codec().decode(link) for link in table.column("link").to_pylist()]
        pairs = [link.pair for link in links]
        members = {name: member for link in links for name, member in ((link.pair.a, link.a), (link.pair.b, link.b))}
        thirds = common_sources(pairs)
        marked = [with_common_source(pair, thirds.get((pair.a, pair.b))) for pair in pairs]
        rows: list[dict[str, Any]] = [{"source": a, "copy": b, "third": third} for (a, b), third in thirds.items()]
        for found in cluster(marked, members):
            row = {name: getattr(found, name) for name in _CLUSTER.names if hasattr(found, name)}
            rows.append({**row, "members": list(found.members)})
        yield pa.RecordBatch.from_pylist(rows, _CLUSTER)


def _judged(rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[Pair, PairResult]]:
    """Yield pairs as they were judged, with what comparing them came to."""
    for row in rows:
        result = result_codec().decode(row["result"])
        yield with_common_source(result.pair, row["third"]), result


def _find(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Make the findings in articles, each of all of its pairs."""
    for table in arrow.whole_runs(batches, "copy"):
        judged = list(_judged(table.filter(pa.compute.invert(table["is_wire"])).to_pylist()))
        articles = {article.id: article for _, result in judged for article in (result.source, result.target)}
        results = {(pair.a, pair.b): result for pair, result in judged}
        findings = make_findings([pair for pair, _ in judged], articles, results)
        rows = [finding_row(finding, finding.region.start_line) for finding in findings]
        yield pa.RecordBatch.from_pylist(
            [{name: _number(name, value) for name, value in encodable(row).items()} for row in rows], _FINDING
        )


def _number(name: str, value: Value) -> Value:
    return float(value) if _KINDS.get(name) is arrow.DOUBLE and value is not None else value


def _each_pair(
    table: str, rows_of: Callable[[Pair, PairResult, str | None], Iterable[Row]], batches: Iterator[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    """Make the rows of a table of each pair."""
    for portion in arrow.portions(batches):
        clusters = portion.column("cluster").to_pylist()
        rows = [
            encodable(row)
            for (pair, result), name in zip(_judged(portion.to_pylist()), clusters, strict=True)
            for row in rows_of(pair, result, name)
        ]
        yield pa.RecordBatch.from_pylist(rows, table_schema(table))


def _pair_rows(pair: Pair, result: PairResult, name: str | None) -> Iterable[Row]:
    return (pair_row(pair, result, name, is_copy=pair.is_copy),)


def _paragraphs(pair: Pair, result: PairResult, _: str | None) -> Iterable[Row]:
    return paragraphs_of(result, is_copy=pair.is_copy)


def _changes(_pair: Pair, result: PairResult, _: str | None) -> Iterable[Row]:
    return changes_of(result)


def _find_closest(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Find the pair of each copy with the source that has most of it."""
    for table in arrow.whole_runs(batches, "copy"):
        rows = table.to_pylist()
        closest = closest_sources(pair for pair, _ in _judged(rows))
        chosen = [
            {"id": row["copy"], "result": row["result"], "third": row["third"]}
            for row in rows
            if closest[row["copy"]].a == row["source"]
        ]
        yield pa.RecordBatch.from_pylist(chosen, _CLOSEST)


def _article_rows(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for portion in arrow.portions(batches):
        rows = [encodable(_article_row(row)) for row in portion.to_pylist()]
        yield pa.RecordBatch.from_pylist(rows, table_schema("articles"))


def _article_row(row: Mapping[str, Any]) -> Row:
    closest, result = next(_judged([row])) if row["result"] else (None, None)
    return article_row(
        CheckedArticle(row["id"], row["id"], row["outlet"], row["date"], row["size"]),
        closest,
        result.source.outlet if result else None,
        is_short=row["is_short"],
        copies=row["copies"] or 0,
        cluster=row["cluster"],
    )
