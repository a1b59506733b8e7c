"""The installed command, as a user or a CI job runs it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, entry_points, version
from pathlib import Path

import pytest

import dedupe
from tests.e2e import newsroom
from tests.e2e.newsroom import COMMAND, ENVIRONMENT, SCRIPT

DEMO = Path(dedupe.__file__).with_name("data") / "demo"
WIRE = str(DEMO / "kestrel" / "cable.txt")
REWRITE = str(DEMO / "eastmouth-herald" / "calder-cable.txt")
UNRELATED = str(DEMO / "island-observer" / "library.txt")
FORMATS = ["text", "json"]
posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX")


def run(
    *arguments: str, env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    return newsroom.run(cwd or Path.cwd(), *arguments, env=env)


def python(code: str, *arguments: str, stdout: int | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        stdout=subprocess.PIPE if stdout is None else stdout,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=ENVIRONMENT,
        timeout=120,
        check=False,
    )


CRASHING = """
import sys, dedupe.pipeline.check
def crash(*paths, **options):
    {statement}
dedupe.pipeline.check.check = crash
from dedupe.cli import main
sys.argv = ["dedupe", "check", "."] + sys.argv[1:]
main()
"""


def test_the_command_is_installed_under_its_name() -> None:
    try:
        version("dedupe-news")
    except PackageNotFoundError:
        pytest.skip("run from a checkout that is not installed")
    (script,) = entry_points(group="console_scripts", name="dedupe")
    assert script.value == "dedupe.cli:main"
    assert SCRIPT.exists()


HEAVY = frozenset(
    {"numpy", "scipy", "datasketch", "rapidfuzz", "pydantic", "rich", "jinja2", "markdown_it"}
    | {"yaml", "pathspec", "charset_normalizer", "multiprocessing", "email"}
)


def imports(*arguments: str) -> frozenset[str]:
    """Run a command in an interpreter of its own and give the modules that it ends with."""
    code = """
import atexit, sys
from dedupe.cli import main
atexit.register(lambda: print(*sys.modules, file=sys.stderr))
sys.argv = ["dedupe", *sys.argv[1:]]
main()
"""
    return frozenset(python(code, *arguments).stderr.split())


@pytest.mark.parametrize("argument", ["--version", "--help"])
def test_a_start_imports_nothing_heavy(argument: str) -> None:
    assert not HEAVY & imports(argument)


def test_the_version_is_told_without_any_command() -> None:
    modules = imports("--version")
    assert "dedupe.cli.app" in modules
    assert not {"dedupe.cli.check", "dedupe.cli.compare", "dedupe.cli.baseline"} & modules


def test_a_command_does_without_the_others() -> None:
    modules = imports("rules")
    assert "dedupe.cli.explain" in modules
    assert not {"dedupe.cli.check", "dedupe.cli.compare", "dedupe.cli.baseline"} & modules


def test_a_check_of_plain_text_imports_only_what_it_uses(tmp_path: Path) -> None:
    for number, article in enumerate([WIRE, REWRITE]):
        body = Path(article).read_text("utf-8").split("---\n", 2)[2]
        (tmp_path / f"{number}.txt").write_text(body, "utf-8")
    modules = imports("check", str(tmp_path))
    assert "dedupe.report.check.text" in modules
    assert HEAVY & modules == {"numpy", "rapidfuzz"}


def test_a_check_whose_answer_is_remembered_imports_nothing_that_compares(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_DEDUPE_SETTLE_SECONDS", "0")
    command = "check", str(DEMO), "--cache-dir", str(tmp_path)
    cold, warm = (imports(*command) for _ in range(2))
    compared = {
        "dedupe.align.align_articles",
        "dedupe.edits",
        "dedupe.prepare",
        "dedupe.pipeline.find_candidates",
        "rapidfuzz",
    }
    assert compared <= cold
    assert not compared & warm


@pytest.mark.parametrize("report_format", FORMATS)
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["check", str(DEMO)], 1),
        (["check", WIRE, UNRELATED], 0),
        (["check", UNRELATED], 0),
        (["compare", WIRE, REWRITE], 1),
        (["compare", WIRE, WIRE], 0),
        (["compare", WIRE, UNRELATED], 0),
    ],
    ids=lambda argument: (
        " ".join(Path(word).name for word in argument) if isinstance(argument, list) else str(argument)
    ),
)
def test_exit_codes_are_the_same_in_every_format(arguments: list[str], code: int, report_format: str) -> None:
    done = run(*arguments, "--format", report_format)
    assert (done.returncode, done.stderr) == (code, "")
    assert done.stdout
    assert report_format != "json" or json.loads(done.stdout)["schema_version"] == 1


@pytest.mark.parametrize(
    "arguments",
    [["compare", WIRE, str(DEMO)], ["compare", WIRE, "missing.txt"], ["check", str(DEMO), "-k", "0"]],
    ids=lambda arguments: " ".join(Path(word).name for word in arguments),
)
def test_what_cannot_be_done_is_2(arguments: list[str]) -> None:
    done = run(*arguments, "--format", "json")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr


def test_the_demo_ends_well() -> None:
    done = run("demo")
    assert (done.returncode, done.stderr) == (0, "")
    assert "partly derived from kestrel/cable.txt" in " ".join(done.stdout.split())
    assert "2 copies among 5 articles" in done.stdout
    assert run("demo", "--compare").returncode == 0


def test_the_demo_s_articles_can_be_had(tmp_path: Path) -> None:
    assert run("demo", "--save", "articles", cwd=tmp_path).returncode == 0
    done = run("check", "articles", cwd=tmp_path)
    assert done.returncode == 1
    assert "articles/eastmouth-herald/calder-cable.txt: partly derived" in done.stdout
    again = run("demo", "--save", "articles", cwd=tmp_path)
    assert (again.returncode, again.stdout) == (2, "")
    assert "articles" in again.stderr


def test_the_demo_works_where_everything_is_ignored(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*\n")
    assert run("demo", cwd=tmp_path).returncode == 0


def test_what_cannot_be_read_is_said_and_only_all_of_it_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "picture.txt").write_bytes(b"\0\1\2")
    done = run("check", ".", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "empty.txt: empty" in done.stderr
    assert done.stderr.count("\n") == 1

    (tmp_path / "ferry.txt").write_text("The ferry left Skerry at noon with nobody on board.")
    done = run("check", ".", cwd=tmp_path)
    assert done.returncode == 0
    assert "picture.txt: binary" in done.stdout
    assert "picture.txt skipped: binary" in done.stderr


def test_a_file_too_large_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("words " * 100)
    done = run("check", ".", "--max-file-size", "599", cwd=tmp_path)
    assert done.returncode == 2
    assert "over the limit of 599" in done.stderr
    assert run("check", ".", "--max-file-size", "600", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize("report_format", FORMATS)
def test_a_report_goes_to_a_file(tmp_path: Path, report_format: str) -> None:
    shown = run("check", str(DEMO), "--format", report_format, cwd=tmp_path)
    kept = run("check", str(DEMO), "--format", report_format, "--output", "report", cwd=tmp_path)
    assert (kept.returncode, kept.stdout, kept.stderr) == (1, "", "")
    assert (tmp_path / "report").read_text("utf-8") == shown.stdout


def test_a_report_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = run("check", str(DEMO), "--output", "file/report.txt", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "file/report.txt" in done.stderr
    assert "Traceback" not in done.stderr


@posix
@pytest.mark.parametrize("arguments", [["demo", "--compare"], ["--help"], ["check", "--help"]])
def test_a_reader_that_went_away_is_no_finding(arguments: Sequence[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        done = subprocess.run(
            [*COMMAND, *arguments], stdout=write, stderr=subprocess.PIPE, env=ENVIRONMENT, timeout=120, check=False
        )
    finally:
        os.close(write)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("report_format", FORMATS)
def test_a_full_disk_is_no_finding(report_format: str) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, "check", str(DEMO), "--format", report_format],
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env=ENVIRONMENT,
            timeout=120,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.startswith("dedupe: error: ")
    assert done.stderr.count("\n") == 1


def test_a_crash_is_no_finding() -> None:
    code = CRASHING.format(statement="raise ValueError('boom\\nand more')")
    done = python(code)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "dedupe: error: ValueError: boom and more (this is a bug; -v shows where)\n"
    assert "in crash" in python(code, "-v").stderr


def test_a_wrong_recursion_is_no_finding() -> None:
    done = python(CRASHING.format(statement="crash()"))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@posix
def test_an_interruption_is_no_finding() -> None:
    # A shell starts what runs in the background with interrupts ignored, and children inherit that.
    heeding = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    statement = f"{heeding}; print('ready', flush=True); import time; time.sleep(60)"
    with subprocess.Popen(
        [sys.executable, "-c", CRASHING.format(statement=statement)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"ready\n"
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
        assert process.stderr.read() == b""


@posix
def test_broken_file_names_are_shown(tmp_path: Path) -> None:
    text = "The ferry left Skerry at noon with nobody on board, and came back at six the same way."
    for name in (b"\xff.txt", b"new\nline.txt", b"\x1b[31mred.txt"):
        Path(tmp_path, os.fsdecode(name)).write_text(f"{text} {text}")
    done = run("check", ".", cwd=tmp_path)
    assert done.returncode == 1
    assert r"\udcff.txt" in done.stdout
    assert r"new\x0aline.txt" in done.stdout
    assert "\x1b" not in done.stdout
    found = json.loads(run("check", ".", "--format", "json", cwd=tmp_path).stdout)
    names = {name for cluster in found["clusters"] for name in cluster["members"]}
    assert {"new\nline.txt", "\x1b[31mred.txt"} <= names


def test_output_is_utf_8_whatever_the_locale() -> None:
    done = run("demo", "--compare", env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert "← 4, 5" in done.stdout


def test_colours_only_where_they_are_wanted() -> None:
    assert "\x1b" not in run("demo").stdout
    assert "\x1b" not in run("demo", env={"FORCE_COLOR": "1"}).stdout
    assert "\x1b[" in run("demo", "--color", "always", env={"NO_COLOR": "1"}).stdout


@posix
@pytest.mark.parametrize(("env", "colored"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_on_a_terminal_it_is_coloured_and_fits(env: dict[str, str], colored: bool) -> None:
    import pty

    here, there = pty.openpty()
    settings = {"TERM": "xterm", "COLUMNS": "50", "NO_COLOR": ""}
    with subprocess.Popen(
        [*COMMAND, "demo", "--compare"], stdout=there, env={**ENVIRONMENT, **settings, **env}
    ) as process:
        os.close(there)
        shown = b""
        while chunk := _read(here):
            shown += chunk
        assert process.wait(60) == 0
    os.close(here)
    assert (b"\x1b[" in shown) == colored
    if not colored:
        assert max(map(len, shown.decode().splitlines())) <= 50


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 1 << 16)
    except OSError:  # Linux says so when the other end of a terminal is closed
        return b""


def test_quiet_and_verbose() -> None:
    assert len(run("check", str(DEMO), "-q").stdout.splitlines()) == 2
    assert "Related, but no copies" in run("check", str(DEMO), "-v").stdout
