"""What a check on Apache Spark costs on this machine: seconds, and what its stages send and write.

The articles are generated news, a tenth copies, as Parquet; Spark runs in this process with as many tasks
at a time as there are cores. Sizes are taken from Spark's own log of events.

    python -m benchmarks.spark --sizes 10000 100000
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import time
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyarrow.parquet import ParquetWriter
from pyspark.sql import SparkSession

from benchmarks.machine import machine
from benchmarks.memory import family
from benchmarks.newsroom import bulk, one_story
from benchmarks.tables import Table, publish
from dedupe.spark import find_pairs

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator, Sequence

    from benchmarks.newsroom.bulk import Sample
    from benchmarks.tables import Row
    from dedupe.spark import SparkTables

WORDS, SEED = 800, 1
NEWS, STORY = "news, a tenth copies", "one story"
CORPORA = {NEWS: bulk, STORY: one_story}
_MB = 1e6
_ROWS = 10_000  # that are written at a time
_WRITTEN = re.compile(r"^Arguments: file:\S*/(\w+?)(?:-\d+)?, false, Parquet", re.MULTILINE)
_PARTITIONS = 16


@dataclass(slots=True)
class Traffic:
    """What a stage moved, in bytes, and how long its tasks took together."""

    shuffled: int = 0
    spilled: int = 0
    written: int = 0
    seconds: float = 0.0

    def add(self, metrics: dict[str, Any]) -> None:
        """Adds what a task did."""
        self.shuffled += metrics["Shuffle Write Metrics"]["Shuffle Bytes Written"]
        self.spilled += metrics["Disk Bytes Spilled"]
        self.written += metrics["Output Metrics"]["Bytes Written"]
        self.seconds += metrics["Executor Run Time"] / 1000


@dataclass(frozen=True, slots=True)
class Run:
    """A check of one corpus.

    Attributes:
        corpus: what was checked.
        articles: in it.
        size: of its texts in bytes.
        wall: seconds from the first stage to the last.
        cpu: seconds of processor time in these, of Java and of Python.
        stages: what each moved.
        copies: pairs that are copies.
        recall: share of the copies that are found with their source.
    """

    corpus: str
    articles: int
    size: int
    wall: float
    cpu: float
    stages: dict[str, Traffic] = field(repr=False)
    copies: int
    recall: float


def measure(corpus: str, articles: int, words: int, memory: str) -> Run:
    """Generates a corpus and checks it on Spark."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        size = _write(CORPORA[corpus](SEED, articles, words), folder / "articles.parquet")
        spark = _session(folder, memory)
        start, used = time.perf_counter(), _processor_time()
        tables = find_pairs(spark.read.parquet(str(folder / "articles.parquet")), str(folder / "answer"))
        wall, cpu = time.perf_counter() - start, _processor_time() - used
        found = _copies(tables)
        spark.stop()
        stages = read_events((folder / "events").iterdir())
    true = [frozenset((name, source)) for name, _, source in CORPORA[corpus](SEED, articles, words) if source]
    recall = sum(pair in found for pair in true) / len(true)
    return Run(corpus, articles, size, wall, cpu, stages, len(found), recall)


def read_events(logs: Iterable[Path]) -> dict[str, Traffic]:
    """What the stages moved, by the name of the table that each wrote."""
    names: dict[str, str] = {}
    stages: dict[int, str] = {}
    traffic: defaultdict[str, Traffic] = defaultdict(Traffic)
    for event in _events(logs):
        kind = event["Event"].rpartition(".")[2]
        if kind == "SparkListenerSQLExecutionStart":
            written = _WRITTEN.search(event["physicalPlanDescription"])
            names[str(event["executionId"])] = written[1] if written else "counts"
        elif kind == "SparkListenerJobStart":
            run = event.get("Properties", {}).get("spark.sql.execution.id", "")
            stages |= dict.fromkeys(event["Stage IDs"], names.get(run, "counts"))
        elif kind == "SparkListenerTaskEnd" and "Task Metrics" in event:
            traffic[stages[event["Stage ID"]]].add(event["Task Metrics"])
    return dict(traffic)


def _events(logs: Iterable[Path]) -> Iterator[dict[str, Any]]:
    for log in logs:
        with log.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def _processor_time() -> float:
    """Seconds of processor time of this process and all that descend from it."""
    ticks = 0
    for process in family(os.getpid()):
        with suppress(OSError):  # it has just ended
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
            ticks += sum(map(int, fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def _write(samples: Iterable[Sample], path: Path) -> int:
    schema = pa.schema({"id": pa.string(), "text": pa.string()})
    size = 0
    with ParquetWriter(path, schema) as writer:
        while batch := [{"id": name, "text": text} for name, text, _ in islice(samples, _ROWS)]:
            size += sum(len(row["text"]) for row in batch)
            writer.write_table(pa.Table.from_pylist(batch, schema), row_group_size=_ROWS // 4)
    return size


def _session(folder: Path, memory: str) -> SparkSession:
    (folder / "events").mkdir()
    os.environ["PYSPARK_PYTHON"] = sys.executable
    settings = {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": memory,
        "spark.eventLog.compress": "false",
        "spark.eventLog.dir": (folder / "events").as_uri(),
        "spark.eventLog.enabled": "true",
        "spark.eventLog.rolling.enabled": "false",
        "spark.local.dir": str(folder / "local"),
        "spark.sql.files.maxPartitionBytes": "16m",
        "spark.sql.shuffle.partitions": str(_PARTITIONS),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    spark = SparkSession.builder.master("local[*]").config(map=dict(settings)).getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    return spark


def _copies(tables: SparkTables) -> frozenset[frozenset[str]]:
    rows = tables.pairs.where("is_copy").select("source", "copy").collect()
    return frozenset(frozenset(row) for row in rows)


def summary(runs: Sequence[Run]) -> Table:
    """What checks cost, and what they found."""
    rows: list[Row] = []
    for run in runs:
        moved = run.stages.values()
        rows.append(
            (
                run.corpus,
                f"{run.articles:,}",
                run.size / _MB,
                run.wall,
                run.cpu,
                sum(stage.shuffled for stage in moved) / _MB,
                sum(stage.spilled for stage in moved) / _MB,
                sum(stage.written for stage in moved) / _MB,
                run.copies,
                run.recall,
            )
        )
    columns = ("corpus", "articles", "text MB", "wall s", "cpu s", "shuffle MB", "spilled MB")
    return Table("Spark", (*columns, "written MB", "copies", "recall"), tuple(rows))


def by_stage(run: Run) -> Table:
    """What the stages of a check moved."""
    rows: list[Row] = []
    for name, stage in run.stages.items():
        each = stage.shuffled / run.articles
        rows.append((name, stage.seconds, stage.shuffled / _MB, each, stage.written / _MB))
    columns = ("stage", "task s", "shuffle MB", "bytes an article", "written MB")
    return Table(f"Stages, {run.articles:,} articles", columns, tuple(rows))


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures, prints, writes."""
    options = _options(arguments)
    if not shutil.which("java"):
        raise SystemExit("Spark needs Java")
    wanted = [(NEWS, size) for size in options.sizes] + [(STORY, size) for size in options.story]
    runs = [measure(*it, options.words, options.memory) for it in wanted]
    setting = {"words": options.words, "seed": SEED, **machine()}
    publish(setting, [summary(runs), *map(by_stage, runs)], options.json)


def _options(arguments: Sequence[str] | None) -> Namespace:
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="*", default=(10_000,), help="of news")
    parser.add_argument("--story", type=int, nargs="*", default=(), help="copies of one story")
    parser.add_argument("--words", type=int, default=WORDS, help="an article")
    parser.add_argument("--memory", default="4g", help="of Java")
    parser.add_argument("--json", type=Path, help="writes the tables there as well")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
