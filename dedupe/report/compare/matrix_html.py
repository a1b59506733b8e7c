"""Which paragraph of a source survived in which of several targets, as one self-contained page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dedupe.align.alignment import Change
from dedupe.report.compare.matrix import matrix
from dedupe.report.html_page import page
from dedupe.report.phrases import relation_phrase
from dedupe.report.compare.summary import CHANGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dedupe.pipeline.compare import Comparison
    from dedupe.report.compare.matrix import Fate, Matrix


def render(comparisons: Sequence[Comparison]) -> str:
    """Write the page: a row for each paragraph of the source, a column for each target."""
    found = matrix(comparisons)
    values = {
        "source": found.source,
        "unit": found.unit,
        "targets": list(_targets(found)),
        "lines": [
            {
                "number": line.index + 1,
                "text": line.paragraph.text,
                "furniture": line.fates[0].change is Change.FURNITURE,
                "fates": [_fate(fate) for fate in line.fates],
            }
            for line in found.lines
        ],
    }
    return page("matrix.html.j2", ("page.css", "matrix.css"), None, values)


def _targets(found: Matrix) -> Iterator[dict[str, Any]]:
    for at, comparison in enumerate(found.comparisons):
        survived, body = found.survived(at)
        yield {
            "name": comparison.target.outlet or comparison.target.id,
            "id": comparison.target.id,
            "relation": relation_phrase(comparison.relation, comparison.origin, found.source.id),
            "survived": survived,
            "body": body,
            "width": f"{100 * survived / (body or 1):.1f}%",
            "added": comparison.alignment.counts()[Change.ADDED],
        }


def _fate(fate: Fate) -> dict[str, Any]:
    return {
        "change": fate.change.value,
        "sign": CHANGES[fate.change],
        "moved": fate.moved,
        "partners": [at + 1 for at in fate.partners],
        "altered": [(kind.value, count) for kind, count in sorted(fate.altered.items())],
    }
