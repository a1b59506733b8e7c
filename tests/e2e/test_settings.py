"""Settings that make no sense: a message and exit 2, whatever they are and wherever they stand."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.e2e.newsroom import COMMAND, ENVIRONMENT, run, write

DIGITS = "9" * 5000


def assert_told(done: subprocess.CompletedProcess[str]) -> None:
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr
    assert "bug" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "text",
    [
        f"max-findings = {DIGITS}",
        f"max-findings = -{DIGITS}",
        f"max-findings = {10**18}",
        f"outlets = {{ A = {{ paths = [{DIGITS}] }} }}",
        f"{'a.' * 3000}b = 1",
        f"exclude = {'[' * 5000}",
        "fail-on = 1979-05-27T07:32:00Z",
        "\udcff",
    ],
    ids=lambda text: text[:24],
)
def test_a_configuration(repository: Path, text: str) -> None:
    (repository / "dedupe.toml").write_bytes(os.fsencode(text))
    assert_told(run(repository, "check", "articles"))
    assert_told(run(repository, "config"))


@pytest.mark.parametrize(
    "options",
    [
        ("--max-findings", DIGITS),
        ("--jobs", DIGITS),
        ("--jobs", str(10**18)),
        ("--max-file-size", str(10**20)),
        ("--least-narrative", DIGITS),
        ("-k", DIGITS),
        ("--no-cache", "--cache-dir", "cache"),
        ("--quiet", "--verbose"),
    ],
    ids=lambda options: " ".join(options)[:24],
)
def test_options(repository: Path, options: tuple[str, ...]) -> None:
    assert_told(run(repository, "check", "articles", *options))


@pytest.mark.parametrize("value", [DIGITS, str(10**18), "²", "-1", "1e3"], ids=lambda value: value[:24])
def test_the_environment(repository: Path, value: str) -> None:
    assert_told(run(repository, "check", "articles", env={"DEDUPE_MAX_FINDINGS": value}))


def test_numbers_within_files(repository: Path) -> None:
    baseline = f'{{"version": 1, "entries": [{{"containment": {DIGITS}}}]}}'
    write(repository, "accepted.json", baseline)
    assert_told(run(repository, "check", "articles", "--baseline", "accepted.json"))
    write(repository, "furniture.toml", f'["*"]\nfurniture = [{DIGITS}]\n')
    assert_told(run(repository, "check", "articles", "--furniture", "furniture.toml"))
    write(repository, "labels.jsonl", f'{{"a": {DIGITS}}}\n')
    assert_told(run(repository, "tune", "articles", "--labels", "labels.jsonl"))


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="needs /dev/zero")  # noqa: PTH110
@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "articles", "--config", "/dev/zero"),
        ("check", "articles", "--furniture", "/dev/zero"),
        ("check", "articles", "--baseline", "/dev/zero"),
        ("check", "--files-from", "/dev/zero"),
        ("tune", "articles", "--labels", "/dev/zero"),
        ("compare", "articles/daily/ferry.txt", "/dev/zero"),
        ("check", "/dev/zero"),
    ],
    ids=" ".join,
)
def test_a_device_without_an_end(repository: Path, arguments: tuple[str, ...]) -> None:
    """Under a limit of memory, so that the machine is safe from a failing test."""
    done = subprocess.run(
        ["sh", "-c", 'ulimit -v 4000000 && exec "$@"', "sh", *COMMAND, *arguments],
        cwd=repository,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert_told(done)
