"""One finding as a result in SARIF."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from dedupe.findings.rules import rules
from dedupe.report.escape import one_line, uri
from dedupe.report.linehash import line_hashes
from dedupe.report.check_report import code_of, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dedupe.findings.finding import Acceptance, Finding
    from dedupe.findings.regions import Region
    from dedupe.report.check_report import View

_MOST_RELATED = 99  # with the place of the finding itself 100, which GitHub keeps of one result
_MOST_LINKED = 10
_ESCAPED = {ord("["): r"\[", ord("]"): r"\]", ord("\\"): r"\\", ord("{"): "{{", ord("}"): "}}"}


def result(finding: Finding, view: View) -> dict[str, object]:
    """Write a finding.

    Its message links places in the sources, as GitHub shows only those of them that are linked.
    """
    related = finding.related[:_MOST_RELATED]
    written: dict[str, object] = {
        "ruleId": code_of(finding),
        "ruleIndex": list(rules()).index(finding.rule),
        "level": finding.severity.value,
        "message": {"text": _message(finding, related, view)},
        "locations": [{"physicalLocation": _physical(finding.region, view)}],
        "relatedLocations": [
            {
                "id": number,
                "physicalLocation": _physical(region, view),
                "message": {"text": _place(region, view)},
            }
            for number, region in enumerate(related, 1)
        ],
        "partialFingerprints": _fingerprints(finding, view),
    }
    if finding.accepted:
        written["suppressions"] = [_suppression(finding.accepted)]
    if view.compared_with_baseline:
        in_baseline = finding.accepted is not None and finding.accepted.by == "baseline"
        written["baselineState"] = "unchanged" if in_baseline else "new"
    return written


def _message(finding: Finding, related: Sequence[Region], view: View) -> str:
    found = _plain(f"{finding.path}: {sentence(finding)}")
    links = ", ".join(
        f"[{_plain(_place(region, view))}]({number})"
        for number, region in enumerate(related[:_MOST_LINKED], 1)
    )
    rest = len(finding.related) - _MOST_LINKED
    return f"{found}. See {links}{f' and {rest} more places' if rest > 0 else ''}."


def _plain(text: str) -> str:
    """Escape what SARIF would take for a link or a placeholder."""
    return one_line(text).translate(_ESCAPED)


def _place(region: Region, view: View) -> str:
    return one_line(f"{region.path}:{view.spot(region).line}")


def _physical(region: Region, view: View) -> dict[str, object]:
    spot = view.spot(region)
    lines: dict[str, object] = {"startLine": spot.line, "endLine": spot.end_line}
    if spot.column is not None:
        lines |= {"startColumn": spot.column, "endColumn": spot.end_column}
    return {"artifactLocation": {"uri": uri(spot.path)}, "region": lines}


def _fingerprints(finding: Finding, view: View) -> dict[str, str]:
    """Give our own fingerprint and, where the file is at hand, GitHub's hash of the line."""
    fingerprints = {"dedupe/v1": finding.fingerprint}
    text, line = view.texts.get(finding.path), view.spot(finding.region).line
    if text is not None and line <= len(_hashes(text)):
        fingerprints["primaryLocationLineHash"] = _hashes(text)[line - 1]
    return fingerprints


@lru_cache(maxsize=1)
def _hashes(text: str) -> tuple[str, ...]:
    return line_hashes(text)


def _suppression(accepted: Acceptance) -> dict[str, object]:
    kind = "external" if accepted.by in ("baseline", "config") else "inSource"
    suppression: dict[str, object] = {"kind": kind, "status": "accepted"}
    if accepted.reason:
        suppression["justification"] = one_line(accepted.reason)
    return suppression
