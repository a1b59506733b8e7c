"""From files on disk to findings on the right lines, in every format."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from dedupe.findings.baseline import apply, create
from dedupe.findings.copy_rules import make_findings
from dedupe.findings.gate import decide
from dedupe.findings.suppressions import suppress
from dedupe.pipeline.check import check
from dedupe.read.suppressions import find_suppressions
from dedupe.report import REPORTERS, reporter
from dedupe.report.check_report import Checked, View, read_texts

if TYPE_CHECKING:
    from pathlib import Path

    from dedupe.findings.finding import Finding

WIRE = """date 2026-03-01 OSLO (Reuters) - A ferry with 18,000 passengers a week on its books sank off the western coast on Sunday after its engine caught fire, the harbour office said.

The crew had been drinking since the early morning, prosecutors said, and nobody on the bridge answered the radio calls of two fishing boats that saw the smoke.

"We saw nothing at all before the alarm rang out over the water," said Anders Holm, the harbour master, who has watched the strait from his tower for thirty years.

The vessel was built in 1978 and had passed its last inspection with a list of faults that the owner promised to mend before the winter storms set in.

(Reporting by Jane Roe; Editing by John Doe)
"""
COPY = """---
outlet: The Ledger
date: 2026-03-02
---

Our reporter writes from the quay this morning.

A ferry with 1,800 passengers a week on its books sank off the western coast on Sunday after its engine caught fire, the harbour office said.

The crew had been drinking since the early morning, prosecutors said, and nobody on the bridge answered the radio calls of two fishing boats that saw the smoke.

"We saw nothing at all before the alarm rang out over the water," said Anders Holm, the harbour master, who has watched the strait from his tower for thirty years.

The vessel was built in 1978 and had passed its last inspection with a list of faults that the owner promised to mend before the winter storms set in.
"""


@pytest.fixture
def view(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> View:
    for name, text in {"wire/ferry.txt": WIRE, "ledger/ferry.md": COPY}.items():
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    report = check(["."])
    articles = {it.id: it for one in report.comparisons.values() for it in (one.source, one.target)}
    findings = make_findings(report.pairs, articles, report.comparisons)
    return View(
        findings,
        tuple(Checked(it.id, it.path) for it in articles.values()),
        report.skipped,
        texts=read_texts(findings, tmp_path),
    )


def of(view: View, rule: str) -> Finding:
    (found,) = (it for it in view.findings if it.rule == rule)
    return found


def test_the_copy_is_found_where_it_begins_and_points_at_its_source(view: View) -> None:
    found = of(view, "near-duplicate")

    assert (found.path, found.source) == ("ledger/ferry.md", "wire/ferry.txt")
    assert view.spot(found.region).line == 8
    assert (found.related[0].path, found.related[0].start_line) == ("wire/ferry.txt", 1)


def test_the_altered_figure_has_its_line_and_columns(view: View) -> None:
    spot = view.spot(of(view, "altered-figure").region)

    line = COPY.splitlines()[spot.line - 1]
    assert spot.column is not None
    assert spot.end_column is not None
    assert line[spot.column - 1 : spot.end_column - 1] == "1,800"


def test_the_agency_is_not_credited(view: View) -> None:
    found = of(view, "uncredited-copy")

    assert "Reuters" in found.message
    assert decide([found], replace(view.gate, fail_on="error")).failed


@pytest.mark.parametrize("name", REPORTERS)
def test_every_format_names_the_copy(view: View, name: str) -> None:
    assert "ledger/ferry.md" in reporter(name)(view)


def test_accepting_the_findings_makes_the_check_pass(view: View) -> None:
    assert view.verdict.failed
    applied = apply(create(view.findings, "licensed"), view.findings, date(2026, 3, 3))
    assert not replace(view, findings=applied.findings).verdict.failed

    text = COPY.replace("---\n\n", "dedupe: {ignore: [all], reason: licensed}\n---\n\n")
    found = find_suppressions(text, "ledger/ferry.md")
    suppressed = suppress(view.findings, {"ledger/ferry.md": found})
    assert not replace(view, findings=suppressed.findings).verdict.failed


def test_sarif_hashes_the_line(view: View) -> None:
    (run,) = json.loads(reporter("sarif")(view))["runs"]

    assert all("primaryLocationLineHash" in it["partialFingerprints"] for it in run["results"])
