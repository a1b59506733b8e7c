"""SARIF 2.1.0, as GitHub's code scanning wants it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dedupe.findings.finding import Acceptance, Finding, Region
from dedupe.findings.rules import Rule, rules
from dedupe.report.check_report import CheckReport, by_severity, code_of, sentence
from dedupe.report.escape import for_uri, on_one_line
from dedupe.report.serialize import json_document

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
MOST = 25_000  # results; GitHub takes no file with more
_HOME = "https://pypi.org/project/dedupe-news/"
SHOWN = 5_000  # of which it keeps the most serious
_MOST_SKIPPED = 100
_MOST_RELATED = 99  # with the place of the finding itself 100, which GitHub keeps of one result
_MOST_LINKED = 10
_ESCAPED = {ord("["): r"\[", ord("]"): r"\]", ord("\\"): r"\\", ord("{"): "{{", ord("}"): "}}"}


def render(report: CheckReport) -> Iterator[str]:
    """Yield one run, with all findings; accepted ones are suppressed, and so stay known."""
    findings = by_severity(report.findings)[:MOST]
    run = {
        "tool": {"driver": _driver(report)},
        "automationDetails": {"id": "dedupe/"},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": list(_notes(report))}],
        "results": (_result(finding, report) for finding in findings),
    }
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": iter([run])}
    yield from json_document(document, indent=1, ascii_only=True)
    yield "\n"


def _driver(report: CheckReport) -> dict[str, object]:
    return {
        "name": "dedupe",
        "informationUri": _HOME,
        "version": report.version,
        "semanticVersion": report.version,
        "rules": [_rule(rule) for rule in rules().values()],
    }


def _rule(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.remedy} For example: {rule.example}", "markdown": rule.page()},
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {"tags": ["news", "text-reuse"], "precision": "high"},
    }


def _notes(report: CheckReport) -> Iterator[dict[str, object]]:
    if (found := len(report.findings)) > SHOWN:
        written = min(found, MOST)
        yield _note(
            "warning",
            f"{found} findings; the {written} most serious are in this file, and GitHub keeps {SHOWN} of them.",
        )
    for remark in report.remarks:
        yield _note("warning", remark)
    for skipped in report.result.skipped[:_MOST_SKIPPED]:
        yield _note("note", f"{skipped.id} was not read: {skipped.reason}.")
    if (more := len(report.result.skipped) - _MOST_SKIPPED) > 0:
        yield _note("note", f"{more} more were not read.")
    for kind in report.result.unread:
        yield _note("note", f"{kind}.")


def _note(level: str, text: str) -> dict[str, object]:
    return {"level": level, "message": {"text": on_one_line(text)}}


def _result(finding: Finding, report: CheckReport) -> dict[str, object]:
    """Write a finding as a result.

    Its message links places in the sources, as GitHub shows only those of them that are linked.
    """
    related = finding.related[:_MOST_RELATED]
    written: dict[str, object] = {
        "ruleId": code_of(finding),
        "ruleIndex": list(rules()).index(finding.rule),
        "level": finding.severity.value,
        "message": {"text": _message(finding, related, report)},
        "locations": [{"physicalLocation": _physical(finding.region, report)}],
        "relatedLocations": [
            {"id": number, "physicalLocation": _physical(region, report), "message": {"text": _place(region, report)}}
            for number, region in enumerate(related, 1)
        ],
        "partialFingerprints": {"dedupe/v1": finding.fingerprint},
    }
    if finding.accepted:
        written["suppressions"] = [_suppression(finding.accepted)]
    if report.compared_with_baseline:
        in_baseline = finding.accepted is not None and finding.accepted.by == "baseline"
        written["baselineState"] = "unchanged" if in_baseline else "new"
    return written


def _message(finding: Finding, related: Sequence[Region], report: CheckReport) -> str:
    found = _plain(f"{finding.path}: {sentence(finding)}")
    links = ", ".join(
        f"[{_plain(_place(region, report))}]({number})" for number, region in enumerate(related[:_MOST_LINKED], 1)
    )
    rest = len(finding.related) - _MOST_LINKED
    return f"{found}. See {links}{f' and {rest} more places' if rest > 0 else ''}."


def _plain(text: str) -> str:
    """Escape what SARIF would take for a link or a placeholder."""
    return on_one_line(text).translate(_ESCAPED)


def _place(region: Region, report: CheckReport) -> str:
    return on_one_line(f"{region.path}:{report.location(region).line}")


def _physical(region: Region, report: CheckReport) -> dict[str, object]:
    """Locate a region with all its columns, as GitHub annotates no line without them."""
    span = report.span(region)
    return {
        "artifactLocation": {"uri": for_uri(span.path)},
        "region": {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        },
    }


def _suppression(accepted: Acceptance) -> dict[str, object]:
    kind = "external" if accepted.by in ("baseline", "config") else "inSource"
    suppression: dict[str, object] = {"kind": kind, "status": "accepted"}
    if accepted.reason:
        suppression["justification"] = on_one_line(accepted.reason)
    return suppression
