"""GitLab's Code Quality report, which puts findings into merge requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.findings.rules import Severity
from dedupe.report.check_report import by_severity, code_of, sentence
from dedupe.report.escape import on_one_line
from dedupe.report.json_values import json_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dedupe.findings.finding import Finding
    from dedupe.findings.regions import Region
    from dedupe.report.check_report import CheckReport

_SEVERITIES = {Severity.NOTE: "info", Severity.WARNING: "minor", Severity.ERROR: "major"}


def render(report: CheckReport) -> Iterator[str]:
    """Yield the open findings, the most serious first."""
    yield "["
    separator = "\n"
    for finding in by_severity(report.open):
        yield separator + json_text(_issue(finding, report), ascii_only=True)
        separator = ",\n"
    yield "\n]\n" if report.open else "]\n"


def _issue(finding: Finding, report: CheckReport) -> dict[str, object]:
    return {
        "description": on_one_line(f"{code_of(finding)} {sentence(finding)}"),
        "check_name": finding.rule,
        "fingerprint": finding.fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": _location(finding.region, report),
        "other_locations": [_location(region, report) for region in finding.related],
    }


def _location(region: Region, report: CheckReport) -> dict[str, object]:
    place = report.location(region)
    return {"path": place.path, "lines": {"begin": place.line, "end": place.end_line}}
