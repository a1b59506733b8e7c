"""More findings than CI systems take: their limits are kept to, and what is cut is said."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace

import pytest
from junitparser import JUnitXml

from dedupe.findings.finding import Finding
from dedupe.findings.gate import Gate
from dedupe.findings.rules import Severity
from dedupe.report.check import junit, markdown, sarif
from dedupe.report.check_report import CheckReport
from tests.unit.findings.sample import finding
from tests.unit.report.reports import check_report, with_findings, written

MANY = 3_000
SCALE = 16  # of what CI systems take a sixteenth is tried


@pytest.fixture(autouse=True)
def limits(monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name in ((sarif, "MOST"), (sarif, "SHOWN"), (junit, "MOST"), (markdown, "LARGEST")):
        monkeypatch.setattr(module, name, getattr(module, name) // SCALE)


def many(number: int, rule: str = "near-duplicate") -> list[Finding]:
    return [finding(f"daily/{at:05}-{rule}.txt", rule=rule) for at in range(number)]


@pytest.fixture(scope="module")
def report() -> CheckReport:
    findings = [*many(MANY), *many(3, "uncredited-copy")]
    return check_report(findings, [finding.article for finding in findings])


def test_github_shows_ten_a_level_the_serious_ones_first(report: CheckReport) -> None:
    notes = many(40, "shared-quotes")
    lines = written(with_findings(report, (*notes, *report.findings)), "github").splitlines()

    levels = Counter(line.split(" ")[0] for line in lines)
    assert levels == {"::error": 3, "::warning": 10, "::notice": 10}
    assert [line.split(" ")[0] for line in lines[:4]] == ["::error"] * 3 + ["::warning"]
    left_out = f"::{MANY + 40 - 19:,} findings more are"
    assert lines[-1].endswith(f"{left_out} not shown; --report markdown=FILE or --report sarif=FILE writes all")
    elsewhere = replace(report, others=("dedupe.sarif", "summary.md"))
    *_, last = written(with_findings(elsewhere, (*notes, *report.findings)), "github").splitlines()
    assert last.endswith(f"{left_out} in dedupe.sarif and summary.md")


def test_github_says_nothing_of_more_where_all_are_shown() -> None:
    assert len(written(check_report(many(10)), "github").splitlines()) == 10


def test_the_summary_stays_below_its_limit_and_counts_what_it_leaves_out(report: CheckReport) -> None:
    text = written(report, "markdown")

    assert 0.8 * markdown.LARGEST < len(text.encode()) <= markdown.LARGEST
    shown = len(re.findall(r"^\| (?:error|warning) ", text, re.MULTILINE))
    cut = re.search(r"^(\d+) more findings would not fit", text, re.MULTILINE)
    assert cut is not None
    assert shown + int(cut[1]) == len(report.findings)
    assert text.count("<details>") == text.count("</details>") == 1
    assert text.index("| error |") < text.index("| warning |")


def test_a_summary_of_large_characters_stays_below_its_limit(report: CheckReport) -> None:
    findings = tuple(replace(finding, message="😀|" * 200) for finding in report.findings[:300])
    remarks = ("中" * 500,) * 100

    cut = replace(with_findings(report, findings), remarks=remarks)
    text = written(cut, "markdown")

    assert len(text.encode()) <= markdown.LARGEST
    assert "would not fit" in text


def test_sarif_has_as_many_results_as_github_takes_and_says_so(report: CheckReport) -> None:
    (run,) = json.loads(written(report, "sarif"))["runs"]

    assert len(run["results"]) == sarif.MOST
    assert [result["level"] for result in run["results"][:4]] == ["error"] * 3 + ["warning"]
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"].startswith(f"{MANY + 3} findings; the {sarif.MOST} most serious")


def test_a_result_has_no_more_places_than_github_takes() -> None:
    one = finding()
    (run,) = json.loads(written(check_report([replace(one, related=one.related * 500)]), "sarif"))["runs"]

    (result,) = run["results"]
    assert len(result["relatedLocations"]) + len(result["locations"]) == 100
    assert "and 490 more places" in result["message"]["text"]


def test_junit_keeps_failures_when_it_must_cut(report: CheckReport) -> None:
    passed = [f"ok/{at:05}.txt" for at in range(junit.MOST)]
    articles = [*passed, *(article.id for article in report.result.articles)]
    text = written(check_report(report.findings, articles), "junit")

    (suite,) = list(JUnitXml.fromstring(text.encode()))
    assert len(text.encode()) < 30_000_000 // SCALE
    assert text.count("<testcase ") == junit.MOST
    assert text.count("<failure ") == suite.failures == MANY + 3
    assert suite.tests == junit.MOST + MANY + 3
    assert f"{MANY + 3} articles that passed or were skipped are left out" in text


def test_only_what_fails_the_check_fails_in_junit() -> None:
    findings = (finding("a", rule="shared-quotes"), finding("b", rule="exact-copy"))
    report = check_report(findings, "abc")

    for fail_on, failures in (("note", 2), ("warning", 1), ("error", 0), ("never", 0)):
        text = written(replace(report, gate=Gate(fail_on)), "junit")  # type: ignore[arg-type]
        (suite,) = list(JUnitXml.fromstring(text.encode()))
        assert (suite.tests, suite.failures) == (3, failures)
        assert text.count("<system-out>") == 2 - failures


def test_severities_of_the_configuration_are_those_of_the_report() -> None:
    raised = replace(finding(), severity=Severity.ERROR)

    assert written(check_report([raised]), "github").startswith("::error ")
    assert json.loads(written(check_report([raised]), "gitlab"))[0]["severity"] == "major"
