"""Which paragraph of a source survived in which of several targets, as JSON.

Its shape is that of `dedupe/data/matrix.schema.json`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from dedupe.report.check.json import SCHEMA_VERSION
from dedupe.report.compare.matrix import matrix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dedupe.pipeline.compare import Comparison
    from dedupe.report.compare.matrix import Fate, Line


def render(comparisons: Sequence[Comparison]) -> str:
    """Write the matrix of one source and several targets."""
    found = matrix(comparisons)
    values = {
        "schema_version": SCHEMA_VERSION,
        "unit": found.unit,
        "source": {"id": found.source.id, "path": found.source.path},
        "targets": [_target(it, *found.survived(at)) for at, it in enumerate(found.comparisons)],
        "parts": [_line(line) for line in found.lines],
    }
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def _target(comparison: Comparison, survived: int, body: int) -> dict[str, Any]:
    counts = comparison.alignment.counts()
    return {
        "id": comparison.target.id,
        "path": comparison.target.path,
        "relation": comparison.relation.value,
        "survived": survived,
        "of": body,
        **{change.value: count for change, count in counts.items()},
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "index": line.index,
        "start_line": line.paragraph.start_line,
        "end_line": line.paragraph.end_line,
        "text": line.paragraph.text,
        "survived": line.survived,
        "fates": [_fate(fate) for fate in line.fates],
    }


def _fate(fate: Fate) -> dict[str, Any]:
    return {
        "change": fate.change.value,
        "to": list(fate.partners),
        "moved": fate.moved,
        "altered": {kind.value: count for kind, count in sorted(fate.altered.items())},
    }
