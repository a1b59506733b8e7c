"""One finding as a result in SARIF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.findings.rules import rules
from dedupe.report.check_report import code_of, sentence
from dedupe.report.escape import for_uri, on_one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dedupe.findings.finding import Acceptance, Finding
    from dedupe.findings.shared_regions import Region
    from dedupe.report.check_report import CheckReport

_MOST_RELATED = 99  # with the place of the finding itself 100, which GitHub keeps of one result
_MOST_LINKED = 10
_ESCAPED = {ord("["): r"\[", ord("]"): r"\]", ord("\\"): r"\\", ord("{"): "{{", ord("}"): "}}"}


def result(finding: Finding, report: CheckReport) -> dict[str, object]:
    """Write a finding.

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
            {
                "id": number,
                "physicalLocation": _physical(region, report),
                "message": {"text": _place(region, report)},
            }
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
        f"[{_plain(_place(region, report))}]({number})"
        for number, region in enumerate(related[:_MOST_LINKED], 1)
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
