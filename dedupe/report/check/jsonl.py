"""JSON Lines: one finding a line, for streams and databases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.report.check_report import code_of
from dedupe.report.json_values import SCHEMA_VERSION, json_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dedupe.align.alignment import Edit
    from dedupe.findings.finding import Finding
    from dedupe.findings.shared_regions import Region
    from dedupe.judge.pair import Pair
    from dedupe.report.check_report import CheckReport


def render(report: CheckReport) -> Iterator[str]:
    """Yield all findings, accepted ones too, in ASCII."""
    for finding in report.findings:
        yield f"{json_text(_finding(finding, report), ascii_only=True)}\n"


def _finding(finding: Finding, report: CheckReport) -> dict[str, object]:
    accepted = finding.accepted
    return {
        "schema_version": SCHEMA_VERSION,
        "code": code_of(finding),
        "rule": finding.rule,
        "severity": finding.severity.value,
        "article": finding.article,
        **_region(finding.region, report),
        "message": finding.message,
        "sources": [_source(pair) for pair in finding.pairs],
        "related": [_region(region, report) for region in finding.related],
        "edits": [_edit(source, edit) for source, edit in finding.edits],
        "accepted": {"by": accepted.by, "reason": accepted.reason} if accepted else None,
        "fingerprint": finding.fingerprint,
    }


def _source(pair: Pair) -> dict[str, object]:
    measures = pair.measures
    return {
        "article": pair.a,
        "relation": pair.relation.value,
        "is_excerpt": pair.is_excerpt,
        "origin": pair.origin.verdict,
        "agency": pair.origin.agency,
        "credit": pair.credit.exactness,
        "resemblance": round(measures.resemblance, 4),
        "source_in_target": round(measures.source_in_target, 4),
        "target_in_source": round(measures.target_in_source, 4),
    }


def _region(region: Region, report: CheckReport) -> dict[str, object]:
    place = report.location(region)
    return {
        "path": region.path,
        "line": place.line,
        "end_line": place.end_line,
        "column": place.column,
        "end_column": place.end_column,
    }


def _edit(source: str, edit: Edit) -> dict[str, object]:
    return {
        "source": source,
        "kind": edit.kind.value,
        "paragraph": edit.target.paragraph,
        "before": edit.before,
        "after": edit.after,
    }
