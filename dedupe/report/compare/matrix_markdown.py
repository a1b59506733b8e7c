"""Which paragraph of a source survived in which of several targets, as a table in Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.report.escape import markdown
from dedupe.report.compare.matrix import matrix
from dedupe.report.phrases import relation_phrase, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dedupe.pipeline.compare import Comparison
    from dedupe.report.compare.matrix import Fate, Line, Matrix

_PREVIEW = 80  # characters


def render(comparisons: Sequence[Comparison]) -> str:
    """Write a row for each paragraph of the source and a column for each target."""
    found = matrix(comparisons)
    names = [markdown(comparison.target.id) for comparison in found.comparisons]
    lines = [
        f"### Where {markdown(found.source.id)} survived",
        "",
        *_targets(found),
        "",
        f"| | {found.unit.capitalize()} | {' | '.join(names)} |",
        f"|--:|---|{'---|' * len(names)}",
        *(_row(line) for line in found.lines),
    ]
    return "".join(f"{line}\n" for line in lines)


def _targets(found: Matrix) -> Iterator[str]:
    for at, comparison in enumerate(found.comparisons):
        survived, body = found.survived(at)
        relation = relation_phrase(comparison.relation, comparison.origin, found.source.id)
        name = markdown(comparison.target.id)
        yield f"- {name}: {relation} it; {survived} of {body} {found.unit}s survive"


def _row(line: Line) -> str:
    text = markdown(shortened(line.paragraph.text, _PREVIEW))
    cells = (_cell(fate) for fate in line.fates)
    return f"| {line.index + 1} | {text} | {' | '.join(cells)} |"


def _cell(fate: Fate) -> str:
    """Say what became of a paragraph: "rewritten, moved, figure 2"."""
    altered = (f"**{kind}** {count}" for kind, count in sorted(fate.altered.items()))
    moved = ("moved",) if fate.moved else ()
    return ", ".join([fate.change, *moved, *altered])
