"""The same articles give the same report, wherever the command is run and whatever the locale."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.e2e.newsroom import OWN, run, write

UNDATED = OWN.rpartition("---\n")[2] * 3


def pairs(folder: Path, cwd: Path, *paths: str) -> list[tuple[str, str]]:
    """Return each finding's article and source, relative to the folder, from wherever it was checked."""
    done = run(cwd, "check", *paths, "--no-cache", "--format", "json")
    findings = json.loads(done.stdout)["findings"]

    def name(path: str) -> str:
        return os.path.relpath(os.path.realpath(cwd / path), os.path.realpath(folder))

    return [(name(finding["article"]), name(source)) for finding in findings for source in finding["sources"]]


def test_which_of_two_undecided_articles_is_the_source_is_the_same_from_everywhere(tmp_path: Path) -> None:
    for name in ("m/a", "m/b", "n/a", "z"):
        write(tmp_path, f"{name}.txt", UNDATED)
    expected = pairs(tmp_path, tmp_path, ".")
    assert expected
    assert all(article > source for article, source in expected)
    for cwd, paths in (("m", ("..",)), ("n", ("..",)), ("/", (str(tmp_path),))):
        assert sorted(pairs(tmp_path, tmp_path / cwd, *paths)) == sorted(expected)


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX")
@pytest.mark.parametrize(
    "locale",
    [
        {"LC_ALL": "POSIX"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONHASHSEED": "7"},
    ],
    ids=str,
)
def test_names_are_the_same_in_every_locale(tmp_path: Path, locale: dict[str, str]) -> None:
    write(tmp_path, "überland/fähre.txt", UNDATED)
    write(tmp_path, "überland/ignoriert-é.txt", UNDATED)
    write(tmp_path, "überland/.dedupeignore", "ignoriert-é*\n")
    write(tmp_path, "zeitung/schiff.txt", UNDATED)
    command = ("check", "überland", "zeitung", "--no-cache", "--format", "json")
    usual = run(tmp_path, *command, env={"LC_ALL": "C.UTF-8"})
    assert usual.returncode == 1
    assert "überland/fähre.txt" in usual.stdout
    assert "ignoriert" not in usual.stdout
    other = run(tmp_path, *command, env=locale)
    assert (other.returncode, other.stdout, other.stderr) == (1, usual.stdout, usual.stderr)
