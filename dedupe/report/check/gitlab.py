"""GitLab's Code Quality report, which puts findings into merge requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxhash import xxh3_128_hexdigest

from dedupe.findings.rules import Severity
from dedupe.report.check_report import by_severity, code_of, sentence
from dedupe.report.escape import on_one_line
from dedupe.report.json_values import json_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dedupe.findings.finding import Finding
    from dedupe.findings.shared_regions import Region
    from dedupe.report.check_report import CheckReport

_SEVERITIES = {Severity.NOTE: "info", Severity.WARNING: "minor", Severity.ERROR: "major"}


def render(report: CheckReport) -> Iterator[str]:
    """Yield the open findings, the most serious first, and what was not read."""
    yield "["
    separator = "\n"
    for issue in (*_issues(report), *_unread(report)):
        yield separator + json_text(issue, ascii_only=True)
        separator = ",\n"
    yield "]\n" if separator == "\n" else "\n]\n"


def _issues(report: CheckReport) -> Iterator[dict[str, object]]:
    return (_issue(finding, report) for finding in by_severity(report.open))


def _unread(report: CheckReport) -> Iterator[dict[str, object]]:
    """Yield an issue for each kind of files that was not read, and one for what was skipped."""
    for kind in report.result.unread:
        yield _note("not-read", str(kind), kind.example, report)
    if skipped := report.result.skipped:
        first, number = skipped[0], f"{len(skipped):,} skipped, such as "
        yield _note("skipped", f"{number}{first.id}: {first.reason}", first.id, report)


def _note(name: str, text: str, path: str, report: CheckReport) -> dict[str, object]:
    return {
        "description": on_one_line(text),
        "check_name": name,
        "fingerprint": xxh3_128_hexdigest(f"{name}\0{text}".encode()),
        "severity": "info",
        "location": {"path": report.path(path), "lines": {"begin": 1, "end": 1}},
        "other_locations": [],
    }


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
