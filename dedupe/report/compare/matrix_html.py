"""Which paragraph of a source survived in which of several targets, as one self-contained page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dedupe.align.alignment import Change
from dedupe.report.change_signs import SIGNS
from dedupe.report.compare.matrix import matrix
from dedupe.report.html_page import page
from dedupe.report.phrases import relation_phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dedupe.comparison.compare_articles import Comparison
    from dedupe.report.compare.matrix import Matrix, Survival
    from dedupe.report.compare.options import CompareOptions


def render_matrix(comparisons: Sequence[Comparison], _options: CompareOptions) -> str:
    """Write the page: a row for each paragraph of the source, a column for each target."""
    found = matrix(comparisons)
    variables = {
        "source": found.source,
        "unit": found.unit,
        "targets": list(_targets(found)),
        "rows": [
            {
                "number": row.index + 1,
                "text": row.paragraph.text,
                "furniture": row.survivals[0].change is Change.FURNITURE,
                "cells": [_matrix_cell(survival) for survival in row.survivals],
            }
            for row in found.rows
        ],
    }
    return page("matrix.html.j2", ("page.css", "matrix.css"), None, variables)


def _targets(found: Matrix) -> Iterator[dict[str, Any]]:
    for column, comparison in enumerate(found.comparisons):
        survived, body = found.survived(column)
        yield {
            "name": comparison.target.outlet or comparison.target.id,
            "id": comparison.target.id,
            "relation": relation_phrase(comparison, found.source.id),
            "survived": survived,
            "body": body,
            "width": f"{100 * survived / (body or 1):.1f}%",
            "added": comparison.alignment.counts()[Change.ADDED],
        }


def _matrix_cell(survival: Survival) -> dict[str, Any]:
    return {
        "change": survival.change.value,
        "sign": SIGNS[survival.change].on_page,
        "moved": survival.moved,
        "partners": [partner + 1 for partner in survival.partners],
        "altered": [(kind.value, count) for kind, count in sorted(survival.altered.items())],
    }
