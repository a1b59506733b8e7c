"""GitLab's Code Quality report, which puts findings into merge requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.findings.rules import Severity
from dedupe.report.escape import json_text, one_line
from dedupe.report.check_report import code_of, sentence

if TYPE_CHECKING:
    from dedupe.findings.finding import Finding
    from dedupe.findings.regions import Region
    from dedupe.report.check_report import View

_SEVERITIES = {Severity.NOTE: "info", Severity.WARNING: "minor", Severity.ERROR: "major"}


def render(view: View) -> str:
    """Write the open findings, the most serious first."""
    lines = ",\n".join(json_text(_issue(finding, view)) for finding in view.open)
    return f"[\n{lines}\n]\n" if lines else "[]\n"


def _issue(finding: Finding, view: View) -> dict[str, object]:
    return {
        "description": one_line(f"{code_of(finding)} {sentence(finding)}"),
        "check_name": finding.rule,
        "fingerprint": finding.fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": _location(finding.region, view),
        "other_locations": [_location(region, view) for region in finding.related],
    }


def _location(region: Region, view: View) -> dict[str, object]:
    spot = view.spot(region)
    return {"path": spot.path, "lines": {"begin": spot.line, "end": spot.end_line}}
