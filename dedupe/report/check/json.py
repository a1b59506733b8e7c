"""Results as JSON, in the shape of `dedupe/data/check.schema.json` and `compare.schema.json`."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from dedupe.findings.rules import rules
from dedupe.report.safe import printable_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dedupe.align.alignment import AlignedParagraph, Edit, TextSpan
    from dedupe.align.sentences import SentenceAlignment
    from dedupe.article import Article
    from dedupe.edits.rewrite_summary import RewriteSummary
    from dedupe.findings.finding import Finding
    from dedupe.judge.clusters import Cluster
    from dedupe.judge.origin.origin import Origin
    from dedupe.judge.pair import Pair
    from dedupe.pipeline.check import Report
    from dedupe.pipeline.compare import Comparison
    from dedupe.verify.measures import Measures

SCHEMA_VERSION = 1
_DIGITS = 6


def check_json(report: Report) -> str:
    """Write the report of a check."""
    return _dump(
        {
            "schema_version": SCHEMA_VERSION,
            "findings": [_finding(it) for it in report.findings],
            "pairs": [_pair(it) for it in report.pairs],
            "clusters": [_cluster(it) for it in report.clusters],
            "skipped": [{"id": it.id, "reason": it.reason} for it in report.skipped],
            "unread": [asdict(kind) for kind in report.unread],
            "short": list(report.short),
            "guessed": [{"id": article, "encoding": name} for article, name in report.guessed],
            "notes": [note._asdict() for note in report.notes],
            "summary": _check_summary(report),
        }
    )


def compare_json(comparison: Comparison) -> str:
    """Write what a comparison found, with the text of all paragraphs."""
    alignment = comparison.alignment
    return _dump(
        {
            "schema_version": SCHEMA_VERSION,
            "relation": comparison.relation.value,
            "measures": _measures(comparison.measures),
            "source": _side(comparison.source, alignment.source, "to"),
            "target": _side(comparison.target, alignment.target, "from"),
            "edits": [_edit(it) for it in comparison.edits],
            "sentences": _sentences(comparison.sentences),
            "original": comparison.origin.source,
            **_origin(comparison.origin),
            "credit": asdict(comparison.credit),
            "shape": _shape(comparison.shape),
            "summary": _compare_summary(comparison),
        }
    )


def _dump(values: dict[str, Any]) -> str:
    return printable_json(json.dumps(values, ensure_ascii=False, indent=2)) + "\n"


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "code": rules()[finding.rule].code,
        "severity": finding.severity.value,
        "article": finding.article,
        "path": finding.path,
        "start_line": finding.region.start_line,
        "end_line": finding.region.end_line,
        "relation": finding.pairs[0].relation.value,
        "sources": list(finding.sources),
        "message": finding.message,
        "accepted": asdict(finding.accepted) if finding.accepted else None,
        "fingerprint": finding.fingerprint,
    }


def _pair(pair: Pair) -> dict[str, Any]:
    return {
        "a": pair.a,
        "b": pair.b,
        "relation": pair.relation.value,
        "measures": _measures(pair.measures),
        "source": pair.source,
        **_origin(pair.origin),
        "credit": asdict(pair.credit),
    }


def _origin(origin: Origin) -> dict[str, Any]:
    return {
        "origin": origin.verdict,
        "agency": origin.agency,
        "evidence": [asdict(it) for it in origin.evidence],
    }


def _measures(measures: Measures) -> dict[str, Any]:
    return {name: _rounded(value) for name, value in asdict(measures).items()}


def _rounded(value: object) -> object:
    return round(value, _DIGITS) if isinstance(value, float) else value


def _cluster(cluster: Cluster) -> dict[str, Any]:
    return {**asdict(cluster), "weakest": _rounded(cluster.weakest)}


def _check_summary(report: Report) -> dict[str, Any]:
    return {
        "articles": report.checked,
        "findings": len(report.findings),
        "pairs": len(report.pairs),
        "clusters": len(report.clusters),
        "skipped": len(report.skipped),
        "unread": sum(kind.files for kind in report.unread),
        "short": len(report.short),
        "parameters": asdict(report.parameters),
    }


def _shape(shape: RewriteSummary) -> dict[str, Any]:
    place = shape.longest_place
    return {**asdict(shape), "longest_place": place._asdict() if place else None}


def _compare_summary(comparison: Comparison) -> dict[str, int]:
    alignment = comparison.alignment
    return {
        **{change.value: count for change, count in alignment.counts().items()},
        "moved": sum(paragraph.moved for paragraph in alignment.target),
        "edits": len(comparison.edits),
    }


def _side(article: Article, aligned: Sequence[AlignedParagraph], partners: str) -> dict[str, Any]:
    return {
        "id": article.id,
        "path": article.path,
        "outlet": article.outlet,
        "date": article.date,
        "title": article.title,
        "author": article.author,
        "credit": article.credit,
        "encoding": article.encoding or "utf-8",
        "paragraphs": [
            {
                "index": it.index,
                "start_line": paragraph.start_line,
                "end_line": paragraph.end_line,
                "change": it.change.value,
                partners: list(it.partners),
                "moved": it.moved,
                "repeats": it.repeats,
                "text": paragraph.text,
            }
            for it, paragraph in zip(aligned, article.paragraphs, strict=True)
        ],
    }


def _sentences(found: SentenceAlignment | None) -> dict[str, Any] | None:
    if found is None:
        return None
    alignment = found.alignment
    return {
        "source": _cut(found.source, alignment.source, "to"),
        "target": _cut(found.target, alignment.target, "from"),
        "edits": [_edit(it) for it in found.edits],
    }


def _cut(
    places: Sequence[TextSpan], aligned: Sequence[AlignedParagraph], partners: str
) -> list[dict[str, Any]]:
    return [
        {
            "index": it.index,
            **place._asdict(),
            "change": it.change.value,
            partners: list(it.partners),
            "moved": it.moved,
            "repeats": it.repeats,
        }
        for place, it in zip(places, aligned, strict=True)
    ]


def _edit(edit: Edit) -> dict[str, Any]:
    return {
        "kind": edit.kind.value,
        "source": edit.source._asdict(),
        "target": edit.target._asdict(),
        "before": edit.before,
        "after": edit.after,
    }
