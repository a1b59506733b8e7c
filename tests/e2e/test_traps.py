"""What other checkers get wrong: exit codes that lie, and reports that are read as input."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from dedupe.report.formats import CHECK_FORMATS
from tests.e2e.newsroom import COMMAND, COPY, ENVIRONMENT, OWN, WIRE, run, write

FORMATS = list(CHECK_FORMATS)


@pytest.mark.parametrize("options", [("--output", "out"), ("--report", "json=out"), ()])
def test_exit_codes_are_the_same_on_every_output(repository: Path, options: tuple[str, ...]) -> None:
    assert run(repository, "check", "articles", *options).returncode == 1
    assert run(repository, "check", "articles/daily/choir.txt", *options).returncode == 0
    assert run(repository, "check", "articles", *options, "--fail-on", "never").returncode == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("missing",),
        ("articles", "--no-such-option"),
        ("articles", "--format", "pdf"),
        ("articles", "--fail-on", "fatal"),
        ("articles", "--select", "DUP9"),
        ("articles", "--report", "sarif"),
        ("articles", "--report", "serif=x"),
        ("articles", "--report", "json=x", "--report", "csv=x"),
        ("articles", "--output", "articles"),
        ("articles", "--report", "json=dedupe.toml/x"),
        ("articles", "--baseline", "missing.json"),
        ("articles", "--baseline-from-ref", "HEAD"),
        ("articles", "--since", "no-such-ref"),
        ("articles", "--since", "--output=x"),
        ("articles", "--focus", "missing.txt"),
        ("articles", "--focus"),
        ("articles", "--against", "missing"),
        ("articles", "--config", "missing.toml"),
        ("articles", "--depfile", "x.d"),
        ("articles", "--jobs=-1"),
        (),
    ],
    ids=" ".join,
)
def test_what_could_not_be_checked_is_2(repository: Path, arguments: tuple[str, ...]) -> None:
    write(repository, "dedupe.toml", "")
    done = run(repository, "check", *arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr
    assert "Traceback" not in done.stderr
    assert "this is a bug" not in done.stderr


def test_an_unknown_key_of_the_configuration_is_2_with_a_suggestion(repository: Path) -> None:
    write(repository, "dedupe.toml", 'fail-no = "error"\n')
    done = run(repository, "check", "articles")

    assert done.returncode == 2
    assert "did you mean fail-on?" in done.stderr


def test_nothing_to_read_is_2(repository: Path) -> None:
    (repository / "empty").mkdir()
    assert run(repository, "check", "empty").returncode == 2
    write(repository, "dedupe.toml", 'exclude = ["*"]\n')
    assert run(repository, "check", "articles").returncode == 2


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX")
@pytest.mark.parametrize("name", FORMATS)
def test_a_reader_that_goes_away_is_neither_0_nor_1(repository: Path, name: str) -> None:
    read, end = os.pipe()
    os.close(read)
    arguments = ["check", "articles", "--format", name, "--report", "json=kept.json"]
    done = subprocess.run(
        [*COMMAND, *arguments],
        cwd=repository,
        env=ENVIRONMENT,
        stdout=end,
        stderr=subprocess.PIPE,
        timeout=120,
        check=False,
    )
    os.close(end)
    assert (done.returncode, done.stderr) == (141, b"")
    assert json.loads((repository / "kept.json").read_text("utf-8"))["findings"]


def test_its_own_files_are_no_articles(repository: Path) -> None:
    options = [f"--report={name}=articles/report-{name}.txt" for name in FORMATS]
    options += ["--output", "articles/report.md", "--baseline", "articles/baseline.txt"]
    options += ["--depfile", "articles/depfile.md"]
    made = run(repository, "baseline", "create", "articles", "--baseline", "articles/baseline.txt")
    assert made.returncode == 0

    def reports() -> dict[str, str]:
        done = run(repository, "check", "articles", *options)
        assert done.returncode == 0, done.stderr
        return {path.name: path.read_text("utf-8") for path in (repository / "articles").iterdir() if path.is_file()}

    first, second = reports(), reports()
    assert first == second
    assert json.loads(first["report-json.txt"])["summary"]["articles"] == 3
    assert not json.loads(first["report-json.txt"])["skipped"]


def test_an_unchanged_report_is_left_untouched(repository: Path) -> None:
    options = [f"--report={name}=out.{name}" for name in FORMATS]
    assert run(repository, "check", "articles", *options).returncode == 1
    before = {name: (repository / f"out.{name}").stat().st_mtime_ns for name in FORMATS}
    assert run(repository, "check", "articles", *options, "--jobs", "1").returncode == 1
    assert before == {name: (repository / f"out.{name}").stat().st_mtime_ns for name in FORMATS}


def test_notes_neither_fail_nor_show_unless_they_are_asked_for(repository: Path) -> None:
    said = "“We have waited eleven years for somebody to tell us what the harbour wall would cost us, and nobody ever has done so,” said Una Fair."
    for name, more in (("daily", "Shops will close early on Monday."), ("weekly", "It rained again.")):
        write(repository, f"quotes/{name}/one.txt", f"{OWN.partition('---')[0]}{said}\n\n{more * 3}\n")
    quiet = run(repository, "check", "quotes")
    assert quiet.returncode == 0
    asked = run(repository, "check", "quotes", "--select", "DUP105", "--format", "concise")
    assert asked.returncode == 0
    assert "DUP105" in asked.stdout
    assert "DUP105" not in quiet.stdout
    assert "DUP105" in run(repository, "check", "quotes", "-v").stdout
    assert run(repository, "check", "quotes", "--fail-on", "note").returncode == 1
    listed = json.loads(run(repository, "check", "quotes", "--format", "json").stdout)
    assert listed["findings"] == []


def test_remarks_never_reach_a_report_on_the_standard_output(repository: Path) -> None:
    write(
        repository,
        "baseline.json",
        '{"version": 1, "entries": [\n'
        '{"rule": "exact-copy", "article": "gone.txt", "source": "x.txt", "containment": 1}\n]}\n',
    )
    done = run(repository, "check", "articles", "--format", "json", "--baseline", "baseline.json")
    assert done.returncode == 1
    json.loads(done.stdout)
    assert "exact-copy of gone.txt from x.txt is not found any more" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="needs names that Windows refuses")
def test_articles_cannot_forge_what_a_run_says(repository: Path) -> None:
    forged = "::error file=pwned::\x1b[2J##[error]pwned \u202e<b>|[x](y) =1+1"
    for outlet, figure in (("wire", "$40 million ::error::pwned"), ("daily", "$14 million ##[x]")):
        text = WIRE if outlet == "wire" else COPY
        path = f"articles/{outlet}/\n::error file=pwned::\x1b[2J\u202e.txt"
        write(repository, path, f"{text}\n{forged}\n".replace("$40 million", figure))
    reports = [f"--report={name}=out.{name}" for name in FORMATS]
    done = run(repository, "check", "articles", *reports, "-v")

    assert done.returncode == 1
    written = [(repository / f"out.{name}").read_text("utf-8") for name in FORMATS]
    said = "\n".join([*written, done.stdout, done.stderr])
    assert not {"\x1b", "\u202e"} & set(said)
    assert not re.search(r"##\w*\[", said)
    for line in said.splitlines():
        assert not line.lstrip().startswith("::") or re.match(r"::(error|warning|notice) ", line)
        assert not line.lstrip().startswith("::error file=pwned")


def test_an_accepted_version_is_found_where_no_report_shows_it(tmp_path: Path) -> None:
    story = "The mill burned down on Monday night while its owner was away in the hills.\n\n" * 3
    declared = "---\ndedupe: {ignore: [own-version], reason: ours}\n---\n\n"
    write(tmp_path, "herald/first.md", story)
    write(tmp_path, "herald/second.md", f"{declared}{story}The cause is not known.")
    done = run(tmp_path, "check", ".", "--no-cache")
    assert (done.returncode, done.stderr) == (0, "")
    write(tmp_path, "herald/second.md", f"{story}The cause is not known.")
    run(tmp_path, "baseline", "create", ".", "--select", "own-version")
    accepted = tmp_path / "dedupe-baseline.json"
    assert "own-version" in accepted.read_text(encoding="utf-8")
    done = run(tmp_path, "check", ".", "--no-cache", "--baseline", accepted.name)
    assert (done.returncode, done.stderr) == (0, "")
