"""The makefile of the documentation, run by GNU make."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.e2e.newsroom import COMMAND, COPY, run, write

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="needs make")

RECIPES = """\
.DELETE_ON_ERROR:
DEDUPE ?= dedupe

# The report is made whatever is found, and again only if an article, or a folder of them, changed.
build/dedupe.json:
\t@mkdir -p $(@D)
\t$(DEDUPE) check articles --fail-on never --output $@ --format json --depfile $@.d
\t@touch $@

-include build/dedupe.json.d

# The gate fails by findings. It writes no target, so there is nothing for make to delete.
.PHONY: dedupe
dedupe: build/dedupe.json
\t$(DEDUPE) check articles --report sarif=build/dedupe.sarif
"""


@pytest.fixture
def project(repository: Path) -> Path:
    write(repository, "Makefile", RECIPES)
    return repository


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(folder, *arguments, f"DEDUPE={' '.join(COMMAND)}", command=["make"])


def test_the_report_is_made_although_there_are_findings(project: Path) -> None:
    assert make(project, "build/dedupe.json").returncode == 0
    assert (project / "build" / "dedupe.json").exists()
    assert "up to date" in make(project, "build/dedupe.json").stdout


@pytest.mark.parametrize("jobs", ["-j1", "-j4"])
def test_the_gate_fails_and_leaves_its_reports(project: Path, jobs: str) -> None:
    done = make(project, jobs, "dedupe")
    assert done.returncode == 2
    assert "Error 1" in done.stderr
    assert (project / "build" / "dedupe.json").exists()
    assert (project / "build" / "dedupe.sarif").exists()

    (project / "articles" / "daily" / "ferry.txt").unlink()
    assert make(project, jobs, "dedupe").returncode == 0


def test_a_report_that_fails_is_deleted_by_make_and_one_that_only_finds_is_not(project: Path) -> None:
    careless = RECIPES.replace("--fail-on never ", "")
    write(project, "Makefile", careless)
    assert make(project, "build/dedupe.json").returncode == 2
    assert not (project / "build" / "dedupe.json").exists()


def test_it_is_made_again_when_an_article_changes_comes_or_goes(project: Path) -> None:
    target, seconds = "build/dedupe.json", 0

    def is_made_again() -> bool:
        done = make(project, target)
        assert done.returncode == 0, done.stderr
        return "up to date" not in done.stdout

    def later(path: Path) -> None:
        nonlocal seconds
        seconds += 10
        status = (project / target).stat()
        os.utime(path, (status.st_atime + seconds, status.st_mtime + seconds))

    assert is_made_again()
    assert not is_made_again()
    ferry = project / "articles" / "daily" / "ferry.txt"
    later(ferry)
    assert is_made_again()
    os.utime(ferry, (0, 0))
    assert not is_made_again()
    later(write(project, "articles/daily/the new # ferry$.txt", COPY).parent)
    assert is_made_again()
    os.utime(ferry.parent, (0, 0))
    ferry.unlink()
    assert is_made_again()


def test_odd_names_are_written_so_that_make_reads_them(project: Path) -> None:
    for name in ("a b", "c#d", "e:f", "g$h", "i*j", "k[l", "m?n", "o&p", "~q", "r\\s", "t\\ u"):
        write(project, f"articles/daily/{name}.txt", f"Story {name}.\n")
    write(project, "articles/daily/v;w=x|y.txt", "Another.\n")
    assert make(project, "build/dedupe.json").returncode == 0
    done = make(project, "build/dedupe.json")
    assert (done.returncode, done.stderr) == (0, "")
    assert "up to date" in done.stdout
