"""A comparison as one self-contained page: two columns, ribbons between them, changes marked inside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dedupe.align.alignment import EditKind
from dedupe.report.compare.by_sentence import by_sentence
from dedupe.report.compare.html_cells import cells, numbered
from dedupe.report.html_page import page
from dedupe.report.phrases import matter, relation_phrase, shortened
from dedupe.report.compare.rows import rows
from dedupe.report.compare.shape_phrases import shape_phrases
from dedupe.report.compare.summary import CHANGES, KINDS, bars, credit, evidence, names, origin

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dedupe.align.alignment import Edit
    from dedupe.pipeline.compare import Comparison
    from dedupe.report.compare.html_cells import Cell

_LISTED = 110  # characters of an edit's words in the list of changes


def render(comparison: Comparison, *, show_style: bool = False) -> str:
    """Write the page.

    Args:
        comparison: of two articles.
        show_style: whether edits of style are shown when it is opened.
    """
    comparison, unit = by_sentence(comparison)
    values = {
        "unit": unit,
        "names": names(comparison),
        "relation": relation_phrase(comparison.relation, comparison.origin, comparison.source.id),
        "articles": (("source", comparison.source), ("target", comparison.target)),
        "bars": bars(comparison.measures),
        "origin": origin(comparison),
        "evidence": evidence(comparison),
        "credit": credit(comparison.credit),
        "counts": _counts(comparison),
        "shape": shape_phrases(comparison),
        "matters": list(_matters(comparison)),
        "kinds": list(_kinds(comparison.edits, show_style=show_style)),
        "rows": list(_rows(comparison)),
    }
    return page("compare.html.j2", ("page.css", "compare.css"), "compare.js", values)


def _counts(comparison: Comparison) -> list[tuple[str, str, int]]:
    counts = comparison.alignment.counts()
    return [(change.value, sign, counts[change]) for change, sign in CHANGES.items()]


def _kinds(edits: Sequence[Edit], *, show_style: bool) -> Iterator[dict[str, Any]]:
    for kind, meaning in KINDS.items():
        yield {
            "name": kind.value,
            "meaning": meaning,
            "count": sum(edit.kind is kind for edit in edits),
            "shown": show_style or kind is not EditKind.STYLE,
        }


def _matters(comparison: Comparison) -> Iterator[dict[str, Any]]:
    """Yield the edits that change more than style and wording."""
    numbers = numbered(comparison.edits)
    for edit in matter(comparison.edits):
        yield {
            "number": numbers[edit],
            "kind": edit.kind.value,
            "paragraph": edit.target.paragraph + 1,
            "before": shortened(edit.before, _LISTED),
            "after": shortened(edit.after, _LISTED),
        }


def _rows(comparison: Comparison) -> Iterator[dict[str, list[Cell]]]:
    source, target = cells(comparison, "source"), cells(comparison, "target")
    for row in rows(comparison.alignment):
        yield {
            "source": [source[at] for at in row.source],
            "target": [target[at] for at in row.target],
        }
