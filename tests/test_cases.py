"""Golden cases: a folder each, with articles, a case.toml and what the reports are expected to be."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dedupe.pipeline.check import check
from dedupe.pipeline.compare import compare
from dedupe.report import compare_text, json, text

if TYPE_CHECKING:
    from collections.abc import Callable

CASES = sorted(Path(__file__).with_name("cases").iterdir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_reports_of_a_case(
    case: Path, expect: Callable[[Path, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(case)
    report = check(["articles"])
    expect(case / "expected" / "check.txt", text.render(report, verbose=True))
    expect(case / "expected" / "check.json", json.check_json(report))
    pair = tomllib.loads((case / "case.toml").read_text(encoding="utf-8")).get("compare")
    if pair:
        comparison = compare(*pair)
        expect(case / "expected" / "compare.txt", compare_text.render(comparison, verbose=True))
        expect(case / "expected" / "compare.json", json.compare_json(comparison))
