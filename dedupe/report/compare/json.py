"""A comparison as JSON, in the shape of `dedupe/data/compare.schema.json`, and several of one source.

The shape of the latter is that of `dedupe/data/matrix.schema.json`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from dedupe.align.alignment import AlignedParagraph, Edit, SentenceAlignment, TextSpan
from dedupe.article import Article
from dedupe.comparison.comparison import Comparison, RewriteSummary
from dedupe.report.compare.layout import CompareOptions
from dedupe.report.compare.matrix import Matrix, MatrixRow, Survival, matrix
from dedupe.report.serialize import SCHEMA_VERSION, json_text, rounded


def render(comparison: Comparison, _options: CompareOptions) -> str:
    """Write what a comparison found, with the text of all paragraphs."""
    alignment, origin = comparison.alignment, comparison.origin
    return _document(
        {
            "schema_version": SCHEMA_VERSION,
            "relation": comparison.relation.value,
            "is_excerpt": comparison.is_excerpt,
            "measures": rounded(comparison.measures),
            "source": _article(comparison.source, alignment.source, "to"),
            "target": _article(comparison.target, alignment.target, "from"),
            "edits": [_edit(edit) for edit in comparison.edits],
            "sentences": _sentences(comparison.sentences),
            "original": origin.source,
            "origin": origin.verdict,
            "agency": origin.agency,
            "evidence": origin.evidence,
            "credit": comparison.credit,
            "shape": _shape(comparison.shape),
            "summary": _summary(comparison),
        }
    )


def render_matrix(comparisons: Sequence[Comparison], _options: CompareOptions) -> str:
    """Write which paragraph of one source survived in which of several targets."""
    found = matrix(comparisons)
    return _document(
        {
            "schema_version": SCHEMA_VERSION,
            "unit": found.unit,
            "source": {"id": found.source.id, "path": found.source.path},
            "targets": [_target(found, column) for column in range(len(found.comparisons))],
            "parts": [_row(row) for row in found.rows],
        }
    )


def _document(values: dict[str, Any]) -> str:
    return json_text(values, indent=2) + "\n"


def _article(article: Article, aligned: Sequence[AlignedParagraph], partners: str) -> dict[str, Any]:
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
                "index": status.index,
                "start_line": paragraph.start_line,
                "end_line": paragraph.end_line,
                **_fate(status, partners),
                "text": paragraph.text,
            }
            for status, paragraph in zip(aligned, article.paragraphs, strict=True)
        ],
    }


def _fate(part: AlignedParagraph, partners: str) -> dict[str, Any]:
    """Return what became of a paragraph or sentence; its partners stand under a name of their own."""
    return {
        "change": part.change.value,
        partners: part.partners,
        "moved": part.moved,
        "repeats": part.repeats,
        "furniture": [{"start": start, "end": end} for start, end in part.furniture],
    }


def _sentences(found: SentenceAlignment | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "source": _spans(found.source, found.alignment.source, "to"),
        "target": _spans(found.target, found.alignment.target, "from"),
        "edits": [_edit(edit) for edit in found.edits],
    }


def _spans(spans: Sequence[TextSpan], aligned: Sequence[AlignedParagraph], partners: str) -> list[dict[str, Any]]:
    return [
        {"index": status.index, **span._asdict(), **_fate(status, partners)}
        for span, status in zip(spans, aligned, strict=True)
    ]


def _edit(edit: Edit) -> dict[str, Any]:
    return {
        "kind": edit.kind.value,
        "source": edit.source._asdict(),
        "target": edit.target._asdict(),
        "before": edit.before,
        "after": edit.after,
    }


def _shape(shape: RewriteSummary) -> dict[str, Any]:
    place = shape.longest_place
    return {**asdict(shape), "longest_place": place._asdict() if place else None}


def _summary(comparison: Comparison) -> dict[str, int]:
    alignment = comparison.alignment
    return {
        **{change.value: count for change, count in alignment.counts().items()},
        "moved": sum(paragraph.moved for paragraph in alignment.target),
        "edits": len(comparison.edits),
    }


def _target(found: Matrix, column: int) -> dict[str, Any]:
    comparison = found.comparisons[column]
    survived, body = found.survived(column)
    return {
        "id": comparison.target.id,
        "path": comparison.target.path,
        "relation": comparison.relation.value,
        "survived": survived,
        "of": body,
        **{change.value: count for change, count in comparison.alignment.counts().items()},
    }


def _row(row: MatrixRow) -> dict[str, Any]:
    return {
        "index": row.index,
        "start_line": row.paragraph.start_line,
        "end_line": row.paragraph.end_line,
        "text": row.paragraph.text,
        "survived": row.survived,
        "fates": [_survival(survival) for survival in row.survivals],
    }


def _survival(survival: Survival) -> dict[str, Any]:
    return {
        "change": survival.change.value,
        "to": survival.partners,
        "moved": survival.moved,
        "altered": {kind.value: count for kind, count in survival.altered.items()},
    }
