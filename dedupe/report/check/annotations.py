"""Findings for tools that show them beside lines: a plain line each, GitHub's commands, GitLab's Code Quality."""

from __future__ import annotations

from collections.abc import Iterator

from xxhash import xxh3_128_hexdigest

from dedupe.findings.finding import Finding, Region
from dedupe.findings.rules import Severity
from dedupe.report.check_report import CheckReport, by_severity, code_of, sentence
from dedupe.report.escape import for_ci_log, for_command_message, for_command_property, on_one_line
from dedupe.report.serialize import json_text

MOST = 10  # of each level that GitHub shows for one step; the rest it drops in silence
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_SEVERITIES = {Severity.NOTE: "info", Severity.WARNING: "minor", Severity.ERROR: "major"}


def concise(report: CheckReport) -> Iterator[str]:
    """Yield the open findings in the order of their paths, `path:line: CODE message` as editors and `grep` expect."""
    for finding in report.open:
        line = report.location(finding.region).line
        yield f"{for_ci_log(f'{finding.path}:{line}: {code_of(finding)} {sentence(finding)}')}\n"


def github(report: CheckReport) -> Iterator[str]:
    """Yield commands for the open findings, the most serious first, of each level as many as GitHub shows.

    One notice says how many more findings there are, and one what was not read.
    """
    shown = 0
    unread = "; ".join(_unread_phrases(report))
    reserved = 2 if unread else 1
    for severity, level in _LEVELS.items():
        most = MOST - reserved if severity is Severity.NOTE else MOST
        for finding in [shown for shown in report.open if shown.severity is severity][:most]:
            shown += 1
            yield f"{_command(level, finding, report)}\n"
    if rest := len(report.open) - shown:
        yield f"::notice title=dedupe::{_left_out(rest, report)}\n"
    if unread:
        yield f"::notice title=dedupe::{for_command_message(unread)}\n"


def _unread_phrases(report: CheckReport) -> Iterator[str]:
    skipped = report.result.skipped
    if skipped:
        yield f"{len(skipped):,} skipped, such as {skipped[0].id}: {skipped[0].reason}"
    yield from map(str, report.result.unread)


def _left_out(rest: int, report: CheckReport) -> str:
    """Describe how many findings there are beside those shown, and what holds them."""
    found = "1 finding more is" if rest == 1 else f"{rest:,} findings more are"
    if report.others:
        return for_command_message(f"{found} in {' and '.join(report.others)}")
    return f"{found} not shown; --report markdown=FILE or --report sarif=FILE writes all"


def _command(level: str, finding: Finding, report: CheckReport) -> str:
    place = report.location(finding.region)
    properties = {
        "file": place.path,
        "line": str(place.line),
        "endLine": str(place.end_line),
        "title": f"{code_of(finding)} {finding.rule}",
    }
    if place.column is not None:
        properties |= {"col": str(place.column), "endColumn": str(place.end_column)}
    written = ",".join(f"{key}={for_command_property(value)}" for key, value in properties.items())
    return f"::{level} {written}::{for_command_message(sentence(finding))}"


def gitlab(report: CheckReport) -> Iterator[str]:
    """Yield the open findings, the most serious first, and what was not read."""
    yield "["
    separator = "\n"
    issues = (_issue(finding, report) for finding in by_severity(report.open))
    for issue in (*issues, *_unread_notes(report)):
        yield separator + json_text(issue, ascii_only=True)
        separator = ",\n"
    yield "]\n" if separator == "\n" else "\n]\n"


def _unread_notes(report: CheckReport) -> Iterator[dict[str, object]]:
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
