"""JSON of all that a check found, in the shape of `dedupe/data/check.schema.json`, and JSON Lines of its findings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dedupe.align.alignment import Edit
from dedupe.findings.finding import Finding, Region
from dedupe.judge.clusters import Member
from dedupe.judge.judged_pair import Pair
from dedupe.pipeline.judgement import Judgement
from dedupe.report.check_report import CheckReport, code_of
from dedupe.report.serialize import SCHEMA_VERSION, json_document, json_text, rounded


def render(report: CheckReport) -> Iterator[str]:
    """Yield the report, one finding, pair or cluster at a time."""
    result = report.result
    document = {
        "schema_version": SCHEMA_VERSION,
        "findings": map(_finding, result.findings),
        "pairs": (_pair(pair, result) for pair in result.pairs),
        "clusters": (rounded(cluster) for cluster in result.clusters),
        "skipped": ({"id": file.id, "reason": file.reason} for file in result.skipped),
        "unread": iter(result.unread),
        "short": iter(result.short),
        "guessed": ({"id": article, "encoding": name} for article, name in result.guessed),
        "notes": (note._asdict() for note in result.notes),
        "summary": _summary(result),
    }
    yield from json_document(document)
    yield "\n"


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "code": code_of(finding),
        "severity": finding.severity.value,
        "article": finding.article,
        "path": finding.path,
        "start_line": finding.region.start_line,
        "end_line": finding.region.end_line,
        "relation": finding.pairs[0].relation.value,
        "sources": finding.sources,
        "message": finding.message,
        "accepted": finding.accepted,
        "fingerprint": finding.fingerprint,
    }


def _pair(pair: Pair, result: Judgement) -> dict[str, Any]:
    return {
        "a": pair.a,
        "b": pair.b,
        "relation": pair.relation.value,
        "is_excerpt": pair.is_excerpt,
        "measures": rounded(pair.measures),
        "source": pair.source,
        "origin": pair.origin.verdict,
        "agency": pair.origin.agency,
        "evidence": pair.origin.evidence,
        "credit": pair.credit,
        **_article("a", result.members[pair.a]),
        **_article("b", result.members[pair.b]),
    }


def _article(side: str, article: Member) -> dict[str, str | None]:
    return {f"{side}_outlet": article.outlet, f"{side}_title": article.title, f"{side}_date": article.date}


def _summary(result: Judgement) -> dict[str, Any]:
    return {
        "articles": result.checked,
        "findings": len(result.findings),
        "pairs": len(result.pairs),
        "copies": len(result.copied),
        "clusters": len(result.clusters),
        "skipped": len(result.skipped),
        "unread": sum(kind.files for kind in result.unread),
        "short": len(result.short),
        "on_one_passage": result.on_one_passage,
        "parameters": result.parameters,
    }


def render_lines(report: CheckReport) -> Iterator[str]:
    """Yield all findings, accepted ones too, in ASCII."""
    for finding in report.findings:
        yield f"{json_text(_line(finding, report), ascii_only=True)}\n"


def _line(finding: Finding, report: CheckReport) -> dict[str, object]:
    accepted = finding.accepted
    return {
        "schema_version": SCHEMA_VERSION,
        "code": code_of(finding),
        "rule": finding.rule,
        "severity": finding.severity.value,
        "article": finding.article,
        **_region(finding.region, report),
        "message": finding.message,
        "sources": [_source_of(pair) for pair in finding.pairs],
        "related": [_region(region, report) for region in finding.related],
        "edits": [_edit(source, edit) for source, edit in finding.edits],
        "accepted": {"by": accepted.by, "reason": accepted.reason} if accepted else None,
        "fingerprint": finding.fingerprint,
    }


def _source_of(pair: Pair) -> dict[str, object]:
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
