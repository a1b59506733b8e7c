"""What README shows of Redis and Spark is what happens, with a real server and real Java."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path
from shutil import copytree

import pytest

from tests.e2e import newsroom
from tests.redis_server import redis_server
from tests.test_readme import DEMO, blocks, section_of

# A run of some seconds is over before it pays to compile for speed, and has little to divide.
DEFAULTS = """
spark.driver.bindAddress 127.0.0.1
spark.driver.extraJavaOptions -XX:TieredStopAtLevel=1 -XX:+UseSerialGC
spark.driver.host 127.0.0.1
spark.master local[2]
spark.sql.codegen.factoryMode NO_CODEGEN
spark.sql.codegen.wholeStage false
spark.sql.shuffle.partitions 2
spark.ui.enabled false
"""
SERVER = "redis://localhost:6379/0"


def lines_of(title: str) -> list[list[str]]:
    """Return the commands under a heading, but for what is installed already."""
    lines = [shlex.split(line, comments=True) for line in section_of(title).splitlines()]
    return [words for words in lines if words[0] != "pip"]


def code_with(words: str) -> str:
    (code,) = (block for block in blocks("py") if words in block)
    return code


def test_an_archive_is_pushed_to_redis_and_asked(tmp_path: Path) -> None:
    copytree(DEMO, tmp_path / "articles")
    copytree(DEMO / "valley-tribune", tmp_path / "incoming")
    with redis_server(tmp_path) as url:
        for _, *words in lines_of("Shared between machines: Redis"):
            done = newsroom.run(tmp_path, *(word.replace(SERVER, url) for word in words))
            assert done.returncode == 0, done.stderr
        code = code_with("redis_index").replace(SERVER, url)
        done = newsroom.run(tmp_path, "-W", "error", "-c", code, command=[sys.executable])
    assert done.stdout.splitlines() == ["articles/kestrel/cable.txt", "articles/valley-tribune/power-cable.txt"], (
        done.stderr
    )


@pytest.mark.xdist_group("spark")
def test_the_script_finds_copies_on_spark(tmp_path: Path) -> None:
    if not shutil.which("java"):
        pytest.skip("no Java, which Spark runs on: Debian's package is default-jre-headless")
    copytree(DEMO, tmp_path / "articles")
    (tmp_path / "find_copies.py").write_text(code_with("SparkSession"), encoding="utf-8")
    (tmp_path / "spark-defaults.conf").write_text(DEFAULTS, encoding="utf-8")
    settings = {"PYSPARK_PYTHON": sys.executable, "SPARK_CONF_DIR": str(tmp_path)}
    for program, *words in lines_of("Beyond one machine: Apache Spark"):
        is_ours = program == "dedupe"
        command = newsroom.COMMAND if is_ours else [str(Path(sys.executable).with_name(program))]
        done = newsroom.run(tmp_path, *words, command=command, env=settings)
        assert done.returncode == 0, done.stderr
    copies = [line.split("|") for line in done.stdout.splitlines() if "cable.txt" in line]
    assert sorted(tuple(cell.strip() for cell in line[1:4]) for line in copies) == [
        ("articles/eastmouth-herald/calder-cable.txt", "articles/kestrel/cable.txt", "partially"),
        ("articles/eastmouth-herald/calder-cable.txt", "articles/valley-tribune/power-cable.txt", "partially"),
        ("articles/valley-tribune/power-cable.txt", "articles/kestrel/cable.txt", "near"),
    ]
    tables = {"findings", "pairs", "articles", "paragraphs", "changes", "clusters", "skipped"}
    assert {path.name for path in (tmp_path / "copies").iterdir()} == tables
