"""What was not understood of articles is said once a kind, and dates settle each other."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from tests.e2e.newsroom import COMMAND, ENVIRONMENT

TEXT = "The ferry between Skerry and the mainland will stop running from December until March.\n"


def write(folder: Path, **heads: str) -> None:
    for name, head in heads.items():
        (folder / f"{name}.md").write_text(f"---\n{head}\n---\n\n{name} {TEXT}")


def checked(folder: Path, **variables: str) -> tuple[dict[str, list[dict[str, str]]], str]:
    command = [*COMMAND, "check", ".", "--format", "json", "--cache-dir", str(folder / "cache")]
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT | variables, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout), done.stderr


def test_each_kind_is_said_once_with_what_can_be_done(tmp_path: Path) -> None:
    write(
        tmp_path,
        a="title: Ferry adrift: three hours\nheadlin: x\ndate: soon",
        b="title: Ferry adrift: three hours\ndate: 11/12/2030",
    )
    for _ in ("read", "remembered"):
        report, said = checked(tmp_path)

        assert report["notes"] == [
            {"kind": "date", "articles": 1, "first": "a.md", "value": "soon"},
            {"kind": "date-order", "articles": 1, "first": "b.md", "value": "2030-12-11 or 2030-11-12"},
            {"kind": "front-matter", "articles": 2, "first": "a.md", "value": "title: Ferry adrift: three hours"},
        ]
        assert [line.rpartition("; ")[2] for line in said.splitlines()] == [
            "write it as 2031-03-09",
            "set date-order",
            "put values with a colon or sign in quotation marks",
        ]


def test_a_key_that_looks_like_a_known_one_is_said(tmp_path: Path) -> None:
    write(tmp_path, a="headlin: Ferry adrift")

    assert "is not known (headlin: did you mean headline?)" in checked(tmp_path)[1]


def test_a_pattern_that_matches_nothing_is_said_once(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (tmp_path / "drafts").mkdir()
    write(folder, a="title: Ferry", b="title: Harbour")
    (tmp_path / "dedupe.toml").write_text(
        'exclude = ["drafts/", "*.bak", "articles/b.md"]\nwire = ["wire/**"]\n'
        'per-path-ignores = {"articles/sport/**" = ["DUP3"]}\n[outlets.Quay]\npaths = ["articles/a*"]\n'
    )
    command = [*COMMAND, "check", "articles", "--no-cache", "--format", "json"]
    done = subprocess.run(command, cwd=tmp_path, env=ENVIRONMENT, capture_output=True, text=True, check=True)
    said = [line.partition(";")[0] for line in done.stderr.splitlines()]
    assert said == [
        f"dedupe: note: dedupe.toml: {option} matches no file that was met"
        for option in ("exclude '*.bak'", "wire 'wire/**'", "per-path-ignores 'articles/sport/**'")
    ]


def compared(folder: Path, *names: str) -> tuple[list[str | None], str]:
    command = [*COMMAND, "compare", *names, "--format", "json"]
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    report = json.loads(done.stdout)
    return [report[side]["date"] for side in ("source", "target")], done.stderr


def test_compare_settles_dates_or_says_that_it_left_them(tmp_path: Path) -> None:
    write(tmp_path, a="date: 11/12/2030", b="date: 25/12/2030", c="date: 10/12/2030")

    assert compared(tmp_path, "a.md", "b.md") == (["2030-12-11", "2030-12-25"], "")
    dates, said = compared(tmp_path, "a.md", "c.md")
    assert dates == [None, None]
    assert "a.md and 1 more: day or month first? (2030-12-11 or 2030-11-12)" in said
    (tmp_path / "dedupe.toml").write_text('date-order = "month-first"\n')
    assert compared(tmp_path, "a.md", "c.md") == (["2030-11-12", "2030-10-12"], "")
