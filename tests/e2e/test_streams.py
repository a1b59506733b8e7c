"""Standard streams that are closed or full: the report is complete, and nothing else is in it."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.e2e.newsroom import COMMAND, ENVIRONMENT, run, write

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs POSIX")
NOTED = ("check", "articles", "--format", "json", "--baseline", "baseline.json")


@pytest.fixture
def noted(repository: Path) -> Path:
    """A repository whose check has something to say on the standard error."""
    write(
        repository,
        "baseline.json",
        '{"version": 1, "entries": [\n'
        '{"rule": "exact-copy", "article": "gone.txt", "source": "x.txt", "containment": 1}\n]}\n',
    )
    assert "note: baseline" in run(repository, *NOTED).stderr
    return repository


def shell(folder: Path, redirection: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command by a shell that redirects its streams."""
    return subprocess.run(
        ["sh", "-c", f'"$@" {redirection}', "sh", *COMMAND, *arguments],
        cwd=folder,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("redirection", ["2>&-", "2>/dev/full", "<&- 2>&-", "<&-"])
@pytest.mark.parametrize("cache", [[], ["--no-cache"]], ids=["cache", "no cache"])
def test_notes_that_cannot_be_written_leave_the_report_as_it_is(
    noted: Path, redirection: str, cache: list[str]
) -> None:
    done = shell(noted, redirection, *NOTED, *cache)
    assert done.returncode == 1
    assert json.loads(done.stdout)["findings"]
    assert done.stdout.decode() == run(noted, *NOTED).stdout


def test_an_error_that_cannot_be_told_is_one_all_the_same(repository: Path) -> None:
    for redirection in ("2>&-", "2>/dev/full"):
        done = shell(repository, redirection, "check", "articles", "--config", "missing.toml")
        assert (done.returncode, done.stdout) == (2, b"")


def test_a_closed_output_is_no_crash(repository: Path) -> None:
    done = shell(repository, ">&-", "check", "articles", "--report", "json=out.json")
    assert (done.returncode, done.stderr) == (1, b"")
    assert json.loads((repository / "out.json").read_text("utf-8"))["findings"]


@pytest.mark.parametrize("arguments", [("check", "--files-from", "-"), ("tune", "articles")])
def test_a_closed_input_is_told(repository: Path, arguments: tuple[str, ...]) -> None:
    done = shell(repository, "<&-", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"error: " in done.stderr
    assert b"bug" not in done.stderr
