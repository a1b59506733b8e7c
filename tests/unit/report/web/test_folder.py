"""From files on disk to findings on the right lines, in every format."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dedupe.findings.baseline import apply, create
from dedupe.findings.finding import Finding
from dedupe.findings.gate import decide
from dedupe.pipeline.check import check
from dedupe.pipeline.select_findings import suppress
from dedupe.read.suppression_comments import find_suppressions
from dedupe.report.check_report import CheckReport
from dedupe.report.formats import CHECK_FORMATS
from tests.unit.report.reports import with_findings, written

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
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CheckReport:
    for name, text in {"wire/ferry.txt": WIRE, "ledger/ferry.md": COPY}.items():
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    return CheckReport(check(["."]))


def of(report: CheckReport, rule: str) -> Finding:
    (found,) = (finding for finding in report.findings if finding.rule == rule)
    return found


def test_the_copy_is_found_where_it_begins_and_points_at_its_source(report: CheckReport) -> None:
    found = of(report, "near-duplicate")

    assert (found.path, found.source) == ("ledger/ferry.md", "wire/ferry.txt")
    assert report.location(found.region).line == 8
    assert (found.related[0].path, found.related[0].start_line) == ("wire/ferry.txt", 1)


def test_the_altered_figure_has_its_line_and_columns(report: CheckReport) -> None:
    place = report.location(of(report, "altered-figure").region)

    line = COPY.splitlines()[place.line - 1]
    assert place.column is not None
    assert place.end_column is not None
    assert line[place.column - 1 : place.end_column - 1] == "1,800"


def test_the_agency_is_not_credited(report: CheckReport) -> None:
    found = of(report, "uncredited-copy")

    assert "Reuters" in found.message
    assert decide([found], replace(report.gate, fail_on="error")).failed


@pytest.mark.parametrize("name", CHECK_FORMATS)
def test_every_format_names_the_copy(report: CheckReport, name: str) -> None:
    assert "ledger/ferry.md" in written(report, name)


def test_accepting_the_findings_makes_the_check_pass(report: CheckReport) -> None:
    assert report.verdict.failed
    applied = apply(create(report.findings, "licensed"), report.findings, date(2026, 3, 3))
    assert not with_findings(report, applied.findings).verdict.failed

    text = COPY.replace("---\n\n", "dedupe: {ignore: [all], reason: licensed}\n---\n\n")
    found = find_suppressions(text, "ledger/ferry.md")
    suppressed, _ = suppress(report.findings, {"ledger/ferry.md": found})
    assert not with_findings(report, suppressed).verdict.failed


def test_every_place_in_sarif_has_all_its_columns(report: CheckReport) -> None:
    (run,) = json.loads(written(report, "sarif"))["runs"]

    for result in run["results"]:
        for place in (*result["locations"], *result["relatedLocations"]):
            region = place["physicalLocation"]["region"]
            assert set(region) == {"startLine", "startColumn", "endLine", "endColumn"}
            assert region["startLine"] <= region["endLine"]
            assert region["endColumn"] > 1
    (copy,) = (result for result in run["results"] if result["ruleId"] == "DUP102")
    (place,) = copy["locations"]
    line = COPY.splitlines()[7]
    assert place["physicalLocation"]["region"]["endColumn"] == len(line) + 1
