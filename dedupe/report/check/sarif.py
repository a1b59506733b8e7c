"""SARIF 2.1.0, as GitHub's code scanning wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.findings.rules import Rule, rules
from dedupe.report.check.sarif_result import result
from dedupe.report.check_report import by_severity
from dedupe.report.escape import on_one_line
from dedupe.report.json_values import json_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dedupe.report.check_report import CheckReport

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
MOST = 25_000  # results; GitHub takes no file with more
HOME = "https://pypi.org/project/dedupe-news/"
SHOWN = 5_000  # of which it keeps the most serious
_MOST_SKIPPED = 100


def render(report: CheckReport) -> Iterator[str]:
    """Yield one run, with all findings; accepted ones are suppressed, and so stay known."""
    findings = by_severity(report.findings)[:MOST]
    run = {
        "tool": {"driver": _driver(report)},
        "automationDetails": {"id": "dedupe/"},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {"executionSuccessful": True, "toolExecutionNotifications": list(_notes(report))}
        ],
        "results": (result(finding, report) for finding in findings),
    }
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": iter([run])}
    yield from json_document(document, indent=1, ascii_only=True)
    yield "\n"


def _driver(report: CheckReport) -> dict[str, object]:
    return {
        "name": "dedupe",
        "informationUri": HOME,
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
            f"{found} findings; the {written} most serious are in this file, "
            f"and GitHub keeps {SHOWN} of them.",
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
