"""Runs with a cache: the same answer as without, whatever happened to it or to the articles."""

from __future__ import annotations

import json
import os
import re
import subprocess
import time
from collections import Counter
from pathlib import Path
from shutil import copytree, rmtree
from signal import SIGKILL

import pytest

import dedupe
from tests.e2e.newsroom import COMMAND, COPY, ENVIRONMENT, run, write

DEMO = Path(dedupe.__file__).with_name("data") / "demo"


def check(folder: Path, *options: str) -> str:
    done = run(folder, "check", "articles", "corpus.jsonl", "--format", "json", *options)
    assert done.returncode == 1, done.stderr
    return done.stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copytree(DEMO, tmp_path / "articles")
    text = (tmp_path / "articles/kestrel/cable.txt").read_text("utf-8").partition("---\n\n")[2]
    lines = [{"id": f"c{n}", "outlet": f"O{n}", "text": text[n * 40 :]} for n in range(3)]
    (tmp_path / "corpus.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    return tmp_path


def opened(folder: Path, *arguments: str) -> Counter[str]:
    """Run the installed command, and count how often it and its workers open each file of the folder."""
    write(
        folder,
        ".hook/sitecustomize.py",
        "import os, sys\n"
        "def audit(event, args):\n"
        "    if event == 'open' and isinstance(args[0], (str, bytes)):\n"
        "        log(os.fsencode(args[0]) + b'\\n')\n"
        "descriptor = os.open(os.environ['OPENED'], os.O_WRONLY | os.O_CREAT | os.O_APPEND)\n"
        "log = lambda line: os.write(descriptor, line)\n"
        "sys.addaudithook(audit)\n",
    )
    record = folder / ".hook/opened"
    paths = os.pathsep.join([str(folder / ".hook"), ENVIRONMENT["PYTHONPATH"]])
    done = run(folder, *arguments, env={"PYTHONPATH": paths, "OPENED": str(record)})
    assert done.returncode == 1, done.stderr
    names = (os.path.relpath(line, folder) for line in record.read_text().splitlines())
    record.unlink()
    return Counter(name for name in names if name.startswith(("articles/", "corpus")))


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_cold_run_opens_an_article_once_or_twice_and_a_warm_one_opens_none(repository: Path, jobs: str) -> None:
    write(repository, "articles/daily/suppressed.md", f"{COPY}\n<!-- dedupe: ignore[DUP1] -->\n")
    reports = [f"--report={name}=out.{name}" for name in ("sarif", "json", "github", "gitlab")]
    command = ["check", "articles", "--jobs", jobs, *reports]
    cold = opened(repository, *command)
    assert cold == {
        "articles/wire/ferry.txt": 2,
        "articles/daily/ferry.txt": 2,
        "articles/daily/suppressed.md": 2,
        "articles/daily/choir.txt": 1,
    }
    before = {path.name: path.read_bytes() for path in repository.glob("out.*")}
    assert not opened(repository, *command)
    assert before == {path.name: path.read_bytes() for path in repository.glob("out.*")}
    assert opened(repository, *command, "--no-cache") == cold


def test_where_one_file_changed_the_pairs_of_others_are_not_opened_to_be_counted(repository: Path) -> None:
    command = ["check", "articles", "corpus.jsonl", "--format", "json", "--output", "out.json"]
    line = '{"id": "choir", "text": "The choir of the harbour will sing again on %s at the pier."}\n'
    write(repository, "corpus.jsonl", line % "Sunday")
    opened(repository, *command)
    write(repository, "corpus.jsonl", line % "Monday")
    assert {*opened(repository, *command)} == {"corpus.jsonl"}
    report = (repository / "out.json").read_bytes()
    opened(repository, *command, "--no-cache")
    assert (repository / "out.json").read_bytes() == report


def test_a_warm_run_opens_no_corpus_and_nothing_beside_a_file_that_is_none(folder: Path) -> None:
    write(folder, "articles/empty.txt", "")
    write(folder, "articles/binary.txt", "a\0b")
    command = ["check", "articles", "corpus.jsonl", "--report", "sarif=out.sarif"]
    assert opened(folder, *command)["articles/empty.txt"] == 1
    sarif = (folder / "out.sarif").read_bytes()
    assert not opened(folder, *command)
    assert (folder / "out.sarif").read_bytes() == sarif


def test_a_warm_run_does_without_numpy(folder: Path) -> None:
    command = ["check", "articles", "corpus.jsonl"]
    cold, warm = (run(folder, *command, env={"PYTHONPROFILEIMPORTTIME": "1"}) for _ in range(2))
    is_numpy = re.compile(r"\| +numpy$", re.MULTILINE)
    assert is_numpy.search(cold.stderr)
    assert not is_numpy.search(warm.stderr)
    assert warm.stdout == cold.stdout


def test_a_second_run_says_the_same(folder: Path) -> None:
    fresh = check(folder, "--no-cache")
    assert not (folder / ".dedupe_cache").exists()
    assert check(folder) == fresh
    assert check(folder) == fresh


def test_whatever_changes_the_answer_is_that_of_a_fresh_run(folder: Path) -> None:
    check(folder)
    herald = folder / "articles/eastmouth-herald/calder-cable.txt"
    herald.write_text(herald.read_text("utf-8").replace("$58m", "$59m"), "utf-8")
    assert "$59m" in check(folder)
    (folder / "articles/new.txt").write_text("“Our bread is the best there is,” he said of it.", "utf-8")
    assert check(folder) == check(folder, "--no-cache")
    (folder / "articles/kestrel").rename(folder / "articles/osprey")
    assert check(folder) == check(folder, "--no-cache")
    herald.unlink()
    assert check(folder) == check(folder, "--no-cache")
    for options in (("--least-narrative", "60"), ("-k", "4", "--jobs", "2")):
        assert check(folder, *options) == check(folder, "--no-cache", *options)


def test_a_file_changed_without_a_trace_in_its_time_is_seen_by_its_change_time(folder: Path) -> None:
    check(folder)
    herald = folder / "articles/eastmouth-herald/calder-cable.txt"
    times = herald.stat()
    herald.write_text(herald.read_text("utf-8").replace("$58m", "$59m"), "utf-8")
    os.utime(herald, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert "$59m" in check(folder)


def test_content_is_known_again_under_other_times(folder: Path) -> None:
    fresh = check(folder)
    for path in folder.rglob("*.txt"):
        os.utime(path)
    assert check(folder) == fresh


@pytest.mark.parametrize("damage", ["cut", "noise", "folder", "gone"])
def test_a_broken_cache_changes_nothing(folder: Path, damage: str) -> None:
    fresh = check(folder)
    path = folder / ".dedupe_cache/cache.sqlite"
    data = path.read_bytes()
    if damage == "cut":
        path.write_bytes(data[: len(data) // 2])
    elif damage == "noise":
        path.write_bytes(data[:5000] + bytes(range(256)) * 40 + data[15_240:])
    elif damage == "folder":
        path.unlink()
        path.mkdir()
    else:
        rmtree(folder / ".dedupe_cache")
    assert check(folder) == fresh
    assert check(folder) == fresh


def test_a_run_that_is_killed_and_two_at_once_change_nothing(folder: Path) -> None:
    fresh = check(folder, "--no-cache")
    command = [*COMMAND, "check", "articles", "corpus.jsonl", "--format", "json"]
    for delay in (0.3, 0.6, 0.9):
        with subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, stdout=subprocess.DEVNULL) as killed:
            time.sleep(delay)
            killed.send_signal(SIGKILL)
        assert check(folder) == fresh
    both = [
        subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, stdout=subprocess.PIPE, encoding="utf-8")
        for _ in range(2)
    ]
    assert [process.communicate()[0] for process in both] == [fresh, fresh]


def test_the_cache_can_be_placed_looked_at_and_cleared(folder: Path) -> None:
    check(folder, "--cache-dir", "elsewhere")
    assert not (folder / ".dedupe_cache").exists()
    told = run(folder, "cache", "info", "--cache-dir", "elsewhere")
    assert told.returncode == 0
    assert "1 runs" in told.stdout
    cleared = run(folder, "cache", "clear", "--cache-dir", "elsewhere")
    assert "deleted" in cleared.stdout
    assert not (folder / "elsewhere").exists()
    refused = run(folder, "cache", "clear", "--cache-dir", "articles")
    assert (refused.returncode, len(list((folder / "articles").iterdir())) > 0) == (2, True)


def test_a_cache_that_cannot_be_written_is_told_once(folder: Path) -> None:
    (folder / "file").write_text("")
    done = run(folder, "check", "articles", "--cache-dir", "file/cache")
    assert done.returncode == 1
    assert done.stderr.count("without a cache") == 1
