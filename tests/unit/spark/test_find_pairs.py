"""The engine on Spark gives the answer of a check in one process."""

from __future__ import annotations

import json
import os
import re
import signal
from collections import defaultdict
from functools import partial
from importlib.resources import files
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import dedupe
from benchmarks.newsroom import bulk, corpus, one_form, one_story, record, shared_footer
from benchmarks.spark import read_events
from dedupe.comparison import work_limits
from dedupe.errors import InputError
from dedupe.judge.relation import Relation
from dedupe.read.article_reader import read_articles
from dedupe.spark import find_pairs, verify_pairs
from dedupe.spark.checkpoints import Stages
from dedupe.spark.components import components

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

    from dedupe.library.results import CheckResult, Table
    from dedupe.spark import SparkTables

pytestmark = pytest.mark.xdist_group("spark")  # one Java machine is enough

COLUMNS = ("id", "text", "outlet", "date", "title", "author", "credit")
TABLES: tuple[Table, ...] = ("pairs", "articles", "paragraphs", "changes", "findings")
PLACE = re.compile(r"[\w./-]+:\d+")  # in a corpus every article is on one line
LINE = re.compile(r"(?<=; )line \d+ ")  # of a change beyond the first, where it is another
MEASURES = ("resemblance", "source_in_target", "target_in_source")


def demo() -> Iterator[dict[str, Any]]:
    for article in read_articles([str(files("dedupe") / "data" / "demo")]):
        if isinstance(article, dedupe.Article):
            yield json.loads(record(article)) | {"credit": article.credit}


def newsroom(language: str, stories: int) -> Iterator[dict[str, Any]]:
    for article in corpus(3, stories, language).articles:
        yield json.loads(record(article)) | {"id": f"{language}/{article.id}"}


def generated(kind: str, samples: Iterable[tuple[str, str, str | None]]) -> Iterator[dict[str, Any]]:
    return ({"id": f"{kind}/{name}", "text": text} for name, text, _ in samples)


def articles() -> list[dict[str, Any]]:
    """Collect articles of every kind there is, and rows that are none."""
    return [
        *demo(),
        *newsroom("en", 19),
        *newsroom("de", 19),
        *generated("bulk", bulk(1, 600, 120, duplicates=0.3)),
        *generated("story", one_story(2, 60, 90)),
        *quoting(),
        *generated("footer", shared_footer(5, 30, 150, footer_words=60)),
        *generated("form", one_form(7, 110, "form_weather")),
        {"id": "unsettled", "text": "A barge ran aground below the mill.", "date": "11/12/2030"},
        {"id": "settled", "text": "A tenor fell ill before curtain.", "date": "25/12/2030"},
        *({"id": f"short {number}", "text": "The vote was put off again."} for number in range(2)),
        {"id": "empty", "text": "  "},
    ]


def quoting() -> Iterator[dict[str, Any]]:
    """Yield articles on unrelated matters of which the first tells what the others quote."""
    told = "The pump was bought for a mine that never opened and stood under a tarpaulin for years."
    matters = [
        "A barge ran aground below the old mill and blocked the canal for nineteen hours.",
        "The school board chose a shorter lunch break over the protest of every cook.",
        "Beekeepers counted forty lost hives after the coldest April since records began.",
    ]
    for at, matter in enumerate(matters):
        passage = f'The Canal Letter writes: "{told}"' if at else told
        outlet = "The Quoting Post" if at else "The Canal Letter"
        yield {"id": f"quoting {at}", "outlet": outlet, "text": f"{matter}\n\n{passage}"}


def listed(rows: Iterable[Mapping[str, Any]]) -> dedupe.Furniture:
    """List the last paragraph of one outlet's articles and of some of any, and keep others."""
    last: defaultdict[str | None, list[str]] = defaultdict(list)
    for row in rows:
        last[row.get("outlet")].append(row["text"].rpartition("\n\n")[2])
    known = sorted(filter(None, last), key=lambda outlet: (-len(last[outlet]), outlet))
    return dedupe.Furniture(
        {known[0]: last[known[0]], "*": last[None][:50]}, {known[1]: last[known[1]], "*": last[None][-40:]}
    )


def killing_its_process_once(mark: str, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        try:
            os.close(os.open(mark, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            yield batch
        else:
            os.kill(os.getpid(), signal.SIGKILL)


def frame_of(spark: SparkSession, rows: Iterable[Mapping[str, Any]]) -> DataFrame:
    values = [tuple(row.get(name) for name in COLUMNS) for row in rows]
    return spark.createDataFrame(values, ", ".join(f"{name} string" for name in COLUMNS))


@pytest.fixture(scope="module")
def answers(spark: SparkSession, tmp_path_factory: pytest.TempPathFactory) -> tuple[CheckResult, SparkTables]:
    """Check the same articles in this process and on Spark, where a task is killed once."""
    rows, folder = articles(), tmp_path_factory.mktemp("spark")
    mark = folder / "killed"
    frame = frame_of(spark, [*rows, rows[0]])  # a row that comes twice is one article
    killed = frame.mapInArrow(partial(killing_its_process_once, str(mark)), frame.schema)
    furniture = listed(rows)
    found = find_pairs(killed, str(folder / "answer"), furniture=furniture)
    assert mark.exists()
    return dedupe.check(rows, jobs=0, furniture=furniture), found


def comparable(row: Mapping[str, Any]) -> str:
    """Write a row without places, which are lines of a corpus in one and of a text in the other."""
    kept = {name: value for name, value in row.items() if name != "path" and "line" not in name}
    kept |= {name: float(kept[name]) for name in MEASURES if name in kept}
    if "message" in kept:
        kept["message"] = LINE.sub("", PLACE.sub("there", kept["message"]))
    return json.dumps(kept, sort_keys=True)


@pytest.mark.parametrize("table", TABLES)
def test_tables_are_those_of_a_check(table: Table, answers: tuple[CheckResult, SparkTables]) -> None:
    checked, found = answers
    expected = sorted(map(comparable, checked.to_dicts(table)))
    rows = (row.asDict() for row in getattr(found, table).collect())
    assert sorted(map(comparable, rows)) == expected
    assert len(expected) > 100


def test_the_articles_have_what_there_is_to_decide(answers: tuple[CheckResult, SparkTables]) -> None:
    pairs = answers[0].pairs
    assert any(pair.measures.stock for pair in pairs)
    assert {pair.origin.verdict for pair in pairs} == {"source", "common", "undetermined"}
    assert {pair.relation for pair in pairs} >= {*Relation} - {Relation.NONE}


def test_clusters_are_those_of_a_check(answers: tuple[CheckResult, SparkTables]) -> None:
    checked, found = answers
    rows = {row["source"]: row for row in found.clusters.collect()}
    for cluster in checked.clusters:
        row = rows.pop(cluster.source)
        assert tuple(row["members"]) == cluster.members
        assert (row["weakest"], row["independent"]) == (cluster.weakest, cluster.independent)
        assert (row["outlets"], row["first"]) == (cluster.outlets, cluster.first)
    assert not rows
    assert max(len(cluster.members) for cluster in checked.clusters) == 60


def test_what_memory_had_no_room_for_went_to_the_disk(answers: tuple[CheckResult, SparkTables], events: Path) -> None:
    assert answers[1].pairs.count()
    traffic = read_events(events.iterdir())
    assert traffic["postings"].spilled > 0
    assert traffic["marked"].spilled > 0


def test_rows_that_are_no_articles_are_named_with_the_reason(answers: tuple[CheckResult, SparkTables]) -> None:
    assert [tuple(row) for row in answers[1].skipped.collect()] == [("empty", "empty")]


def test_an_answer_is_not_written_over(spark: SparkSession, answers: tuple[CheckResult, SparkTables]) -> None:
    (file, *_) = answers[1].pairs.inputFiles()
    folder = file.removeprefix("file://").rsplit("/", 2)[0]
    with pytest.raises(InputError, match="has an answer already"):
        find_pairs(frame_of(spark, demo()), folder)


def test_a_column_that_is_not_there_is_named(spark: SparkSession) -> None:
    with pytest.raises(InputError, match="no column 'body' for text"):
        find_pairs(frame_of(spark, demo()), text="body")


def test_components_are_connected_whatever_their_shape(spark: SparkSession, tmp_path: Path) -> None:
    chain_of_twenty = [(number, number + 1) for number in range(20)]
    star = [(100, number) for number in range(101, 160)]
    ring = [(200 + number, 200 + (number + 1) % 9) for number in range(9)]
    comb = list(chain.from_iterable([(300, 310 + tooth), (310 + tooth, 320 + tooth)] for tooth in range(9)))
    edges = [(min(a, b), max(a, b)) for a, b in (*chain_of_twenty, *star, *ring, *comb)]
    found = components(spark.createDataFrame(edges, "a long, b long"), Stages(spark, str(tmp_path)), "graph")
    labels = {row["vertex"]: row["component"] for row in found.collect()}
    assert labels.keys() == {vertex for edge in edges for vertex in edge}
    assert all(label == vertex // 100 * 100 for vertex, label in labels.items())


def test_more_work_than_is_allowed_is_left_as_in_one_process(
    spark: SparkSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    for limits in (work_limits, verify_pairs):
        monkeypatch.setattr(limits, "MOST_PAIR_WORDS", 100)
        monkeypatch.setattr(limits, "MOST_ARTICLE_WORDS", 250)
    draw = np.random.default_rng(1)
    sizes = draw.integers(10, 70, 20)
    pairs = np.unique(np.sort(draw.integers(0, 20, (80, 2)), axis=1), axis=0)
    pairs = pairs[pairs[:, 0] < pairs[:, 1]]
    expected = work_limits.reasons_beyond_limits(pairs, sizes)
    articles = spark.createDataFrame(
        [(rank, size, f"article {rank}") for rank, size in enumerate(sizes.tolist())], "rank long, size long, id string"
    )
    candidates = spark.createDataFrame([tuple(pair) for pair in pairs.tolist()], "a long, b long")
    worked = verify_pairs.with_work(candidates, articles)
    beyond = {(row["a"], row["b"]) for row in worked.where("not is_within").collect()}
    assert beyond == {tuple(pairs[at].tolist()) for at in expected}
    skipped = {tuple(row) for row in verify_pairs.skip_beyond_limits(worked, articles).collect()}
    assert len(skipped) == len(expected) > 10
    assert {reason.startswith("not compared with article") for _, reason in skipped} == {True}
