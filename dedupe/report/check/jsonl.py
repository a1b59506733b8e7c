"""JSON Lines: one finding a line, for streams and databases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.report.escape import json_text
from dedupe.report.check_report import code_of

if TYPE_CHECKING:
    from dedupe.align.alignment import Edit
    from dedupe.findings.finding import Finding
    from dedupe.findings.regions import Region
    from dedupe.judge.pair import Pair
    from dedupe.report.check_report import View

SCHEMA_VERSION = 1


def render(view: View) -> str:
    """Write all findings, accepted ones too, in ASCII."""
    return "".join(f"{json_text(_finding(finding, view))}\n" for finding in view.findings)


def _finding(finding: Finding, view: View) -> dict[str, object]:
    accepted = finding.accepted
    return {
        "schema_version": SCHEMA_VERSION,
        "code": code_of(finding),
        "rule": finding.rule,
        "severity": finding.severity.value,
        "article": finding.article,
        **_region(finding.region, view),
        "message": finding.message,
        "sources": [_source(pair) for pair in finding.pairs],
        "related": [_region(region, view) for region in finding.related],
        "edits": [_edit(source, edit) for source, edit in finding.edits],
        "accepted": {"by": accepted.by, "reason": accepted.reason} if accepted else None,
        "fingerprint": finding.fingerprint,
    }


def _source(pair: Pair) -> dict[str, object]:
    measures = pair.measures
    return {
        "article": pair.a,
        "relation": pair.relation.value,
        "origin": pair.origin.verdict,
        "agency": pair.origin.agency,
        "credit": pair.credit.exactness,
        "resemblance": round(measures.resemblance, 4),
        "source_in_target": round(measures.source_in_target, 4),
        "target_in_source": round(measures.target_in_source, 4),
    }


def _region(region: Region, view: View) -> dict[str, object]:
    spot = view.spot(region)
    return {
        "path": region.path,
        "line": spot.line,
        "end_line": spot.end_line,
        "column": spot.column,
        "end_column": spot.end_column,
    }


def _edit(source: str, edit: Edit) -> dict[str, object]:
    return {
        "source": source,
        "kind": edit.kind.value,
        "paragraph": edit.target.paragraph,
        "before": edit.before,
        "after": edit.after,
    }
