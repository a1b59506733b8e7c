"""Golden cases: a folder each, with articles, a case.toml and what the reports are expected to be."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from dedupe.comparison.compare_articles import compare
from dedupe.comparison.criteria import Criteria
from dedupe.furniture.furniture_file import NO_FURNITURE, load_furniture
from dedupe.pipeline.check import check
from dedupe.report.check_report import CheckReport, TextOptions
from dedupe.report.compare.layout import CompareOptions
from dedupe.report.formats import render_comparisons
from tests.unit.report.reports import without_notes, written

SUFFIXES = {"text": "txt", "json": "json", "unified": "diff", "markdown": "md", "side-by-side": "columns.txt"}
CASES = sorted(Path(__file__).with_name("cases").iterdir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_reports_of_a_case(
    case: Path, expect: Callable[[Path, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(case)
    found = check(["articles"])
    verbose = CheckReport(without_notes(found), text=TextOptions(verbose=True))
    expect(case / "expected" / "check.txt", written(verbose, "text"))
    expect(case / "expected" / "check.json", written(CheckReport(found), "json"))
    described = tomllib.loads((case / "case.toml").read_text(encoding="utf-8"))
    if pair := described.get("compare"):
        listed = Path(described["furniture"]) if "furniture" in described else None
        furniture = load_furniture(listed) if listed else NO_FURNITURE
        comparison = compare(*pair, criteria=Criteria(furniture=furniture))
        for name in described.get("formats", ("text", "json")):
            shown = render_comparisons([comparison], name, CompareOptions(verbose=not listed))
            expect(case / "expected" / f"compare.{SUFFIXES[name]}", shown)
