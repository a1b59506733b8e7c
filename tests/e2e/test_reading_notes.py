"""What was not understood of articles is said once a kind, and dates settle each other."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

from tests.e2e.newsroom import COMMAND, ENVIRONMENT

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "The ferry between Skerry and the mainland will stop running from December until March.\n"


def write(folder: Path, **heads: str) -> None:
    for name, head in heads.items():
        (folder / f"{name}.md").write_text(f"---\n{head}\n---\n\n{name} {TEXT}")


def checked(folder: Path, **variables: str) -> tuple[dict[str, list[dict[str, str]]], str]:
    command = [*COMMAND, "check", ".", "--format", "json", "--cache-dir", str(folder / "cache")]
    done = subprocess.run(
        command,
        cwd=folder,
        env=ENVIRONMENT | variables,
        capture_output=True,
        text=True,
        check=False,
    )
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
            {
                "kind": "date-order",
                "articles": 1,
                "first": "b.md",
                "value": "2030-12-11 or 2030-11-12",
            },
            {
                "kind": "front-matter",
                "articles": 2,
                "first": "a.md",
                "value": "title: Ferry adrift: three hours",
            },
        ]
        assert [line.rpartition("; ")[2] for line in said.splitlines()] == [
            "write it as 2031-03-09",
            "set date-order",
            "put values with a colon or sign in quotation marks",
        ]


def test_a_key_that_looks_like_a_known_one_is_said(tmp_path: Path) -> None:
    write(tmp_path, a="headlin: Ferry adrift")

    assert "is not known (headlin)" in checked(tmp_path)[1]
