"""What is found against an archive is what is found against the files of the same articles, byte for byte."""

from __future__ import annotations

import json
from itertools import islice
from random import Random
from typing import TYPE_CHECKING

import pytest

from benchmarks.newsroom import bulk
from dedupe.archive.add_articles import add_articles
from dedupe.archive.commit import new_archive, opened_to_write
from dedupe.archive.remove_and_compact import compact, remove
from dedupe.findings.gate import Gate
from dedupe.pipeline.check import check
from dedupe.report.check_report import CheckReport
from dedupe.report.formats import render_check

if TYPE_CHECKING:
    from pathlib import Path

OLD, NEW = 1100, 90


@pytest.fixture(scope="module")
def lines() -> list[str]:
    """Articles of seven outlets on many days with a footer each; some copy earlier ones, whole or in part."""
    random, found = Random(4), []
    for at, (name, text, _) in enumerate(bulk(5, OLD + NEW, 120, duplicates=0.3)):
        outlet = f"O{at % 7}"
        footer = f"Readers of {outlet} can write to its desk at any hour, and will have an answer in a week."
        fields = {"id": name, "outlet": outlet, "text": f"{text}\n\n{footer}"}
        if random.random() < 0.9:
            fields["date"] = f"2031-{random.randrange(1, 13):02}-{random.randrange(1, 29):02}"
        found.append(json.dumps(fields))
    return found


@pytest.fixture
def folder(lines: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "old.jsonl", lines[:OLD])
    write(tmp_path, "new.jsonl", lines[OLD:])
    return tmp_path


def write(folder: Path, name: str, lines: list[str]) -> None:
    (folder / name).write_text("\n".join(lines), "utf-8")


def found(against: str, since: str | None = None) -> str:
    report = check(["new.jsonl"], against=[against], since=since, jobs=0)
    return "".join(render_check(CheckReport(report, gate=Gate("note", 0)), "json"))


@pytest.mark.parametrize("since", [None, "2031-07-01"])
def test_in_any_number_of_portions(folder: Path, lines: list[str], since: str | None) -> None:
    expected = found("old.jsonl", since)
    assert json.loads(expected)["summary"]["findings"] > 10
    with new_archive(folder / "one", 5) as manifest:
        add_articles(folder / "one", manifest, ["old.jsonl"], jobs=0)
    assert found("one", since) == expected
    portions = sorted(lines[:OLD], key=lambda line: Random(line).random())
    for at in range(3):
        # Lines of a corpus are places as well: each article stays on its own.
        kept = {*portions[at::3]}
        write(folder, "old.jsonl", [line if line in kept else "" for line in lines[:OLD]])
        if at:
            with opened_to_write(folder / "three") as manifest:
                add_articles(folder / "three", manifest, ["old.jsonl"], jobs=0)
        else:
            with new_archive(folder / "three", 5) as manifest:
                add_articles(folder / "three", manifest, ["old.jsonl"], jobs=0)
    assert found("three", since) == expected
    compact(folder / "three")
    assert found("three", since) == expected


def test_without_what_was_removed(folder: Path, lines: list[str]) -> None:
    with new_archive(folder / "news", 5) as manifest:
        add_articles(folder / "news", manifest, ["old.jsonl"], jobs=0)
    gone = [json.loads(line)["id"] for line in islice(lines, 0, OLD, 5)]
    remove(folder / "news", gone, for_good=False)
    write(folder, "old.jsonl", ["" if at % 5 == 0 else line for at, line in enumerate(lines[:OLD])])
    expected = found("old.jsonl")
    assert found("news") == expected
    compact(folder / "news")
    assert found("news") == expected
