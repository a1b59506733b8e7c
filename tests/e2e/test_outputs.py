"""Nothing that the user owns is overwritten or hidden: exit 2, and every file as it was."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.e2e.newsroom import COMMAND, run, write

WIRE, CHOIR = "articles/wire/ferry.txt", "articles/daily/choir.txt"


@pytest.fixture
def project(repository: Path) -> Path:
    write(repository, "dedupe.toml", 'baseline = "accepted.json"\n')
    write(repository, "accepted.json", '{"version": 1, "entries": [\n]}\n')
    write(repository, "furniture.toml", "")
    write(repository, "list.txt", "articles\n")
    (repository / "link.txt").symlink_to(WIRE)
    (repository / "hard.json").hardlink_to(repository / "accepted.json")
    return repository


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".git/" not in str(path)
    }


CHECK = ("check", "articles", "--files-from", "list.txt", "--furniture", "furniture.toml")


@pytest.mark.parametrize(
    "arguments",
    [
        (*CHECK, "--output", WIRE),
        (*CHECK, "--output", "link.txt"),
        (*CHECK, "--report", f"sarif=articles/../{CHOIR}"),
        (*CHECK, "--report", "json=accepted.json"),
        (*CHECK, "--report", "json=hard.json"),
        (*CHECK, "--output", "dedupe.toml"),
        (*CHECK, "--output", "furniture.toml"),
        (*CHECK, "--output", "list.txt"),
        (*CHECK, "--output", "new", "--depfile", WIRE),
        (*CHECK, "--output", "new", "--depfile", "new"),
        (*CHECK, "--report", "json=new", "--report", "csv=articles/../new"),
        (*CHECK, "--report", "json=a/../new", "--output", "new"),
        (*CHECK, "--report", "html=articles"),
        (*CHECK, "--report", "html=."),
        (*CHECK, "--report", "html=missing/report"),
        (*CHECK, "--report", "html=link.txt"),
        (*CHECK, "--report", "html=report", "--report", "html=a/../report"),
        (*CHECK, "--cache-dir", "articles"),
        (*CHECK, "--cache-dir", "."),
        ("check", WIRE, CHOIR, "--output", CHOIR),
        ("check", CHOIR, "--against", WIRE, "--output", WIRE),
        ("compare", WIRE, CHOIR, "--output", WIRE),
        ("compare", WIRE, CHOIR, "--output", "link.txt"),
        ("explain", WIRE, CHOIR, "--output", CHOIR),
        ("furniture", "articles", "--output", WIRE),
        ("baseline", "create", "articles", "--baseline", WIRE),
        ("baseline", "update", "articles", "--baseline", "dedupe.toml"),
        ("init", "dedupe.toml"),
        ("demo", "--save", "articles"),
        ("cache", "clear", "--cache-dir", "articles"),
    ],
    ids=" ".join,
)
def test_what_would_be_lost_is_refused(project: Path, arguments: tuple[str, ...]) -> None:
    before = snapshot(project)
    done = run(project, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "error: " in done.stderr
    assert "bug" not in done.stderr
    assert snapshot(project) == before


def test_reports_of_an_earlier_run_are_replaced_wherever_they_are(project: Path) -> None:
    names = ("text", "concise", "json", "jsonl", "csv", "markdown", "sarif", "github", "junit")
    reports = [f"--report={name}=articles/{name}.txt" for name in names]
    nothing_found = ("--select", "DUP301")
    for more in ((), nothing_found, ()):
        assert run(project, "check", "articles", *reports, *more).returncode in (0, 1)


def test_a_folder_of_pages_is_replaced_and_never_read_as_articles(project: Path) -> None:
    command = ("check", "articles", "--no-cache", "--format", "json")
    alone = run(project, *command)
    for _ in range(2):
        done = run(project, *command, "--report", "html=articles/report")
        assert (done.returncode, done.stdout) == (alone.returncode, alone.stdout)
    (story,) = (project / "articles/report/story").iterdir()
    story.with_name("notes.html").write_text("mine")
    before = snapshot(project)
    done = run(project, *command, "--report", "html=articles/report")
    assert (done.returncode, done.stdout) == (2, "")
    assert "story/notes.html, which is no page of a report" in done.stderr
    assert snapshot(project) == before


def test_two_links_to_one_new_file_are_one_output(project: Path) -> None:
    for name in ("one", "two"):
        (project / name).symlink_to("new.json")
    done = run(project, "check", "articles", "--report", "json=one", "--report", "csv=two")
    assert done.returncode == 2
    assert not (project / "new.json").exists()


def test_a_device_can_be_written_to_any_number_of_times(project: Path) -> None:
    done = run(project, "check", "articles", "--report", f"csv={os.devnull}", "--output", os.devnull)
    assert done.returncode == 1


@pytest.mark.skipif(shutil.which("prlimit") is None, reason="needs prlimit")
def test_a_disk_that_is_full_keeps_half_of_nothing(project: Path) -> None:
    """No file may grow beyond 1,000 bytes, as on a disk that is nearly full."""
    limited = ["prlimit", "--fsize=1000", *COMMAND]
    done = run(project, "demo", "--save", "saved", command=limited)
    assert (done.returncode, done.stdout) == (2, "")
    assert not (project / "saved").exists()
    assert not list(project.glob(".saved*"))
    before = write(project, "out.json", "old").read_text()
    done = run(project, "check", "articles", "--no-cache", "--report", "json=out.json", command=limited)
    assert done.returncode == 2
    assert (project / "out.json").read_text() == before
    assert not list(project.glob(".out*"))


def test_a_run_that_is_refused_begins_nothing(project: Path) -> None:
    assert run(project, *CHECK, "--output", WIRE).returncode == 2
    assert not (project / ".dedupe_cache").exists()
