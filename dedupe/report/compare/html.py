"""A comparison as one self-contained page: two columns, ribbons between them, changes marked inside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from dedupe.align.alignment import MINOR, Change, Edit, EditKind
from dedupe.comparison.comparison import Comparison
from dedupe.findings.messages import percent
from dedupe.report.compare.layout import CompareOptions, Layout, ShownParagraph, lay_out
from dedupe.report.compare.matrix import Matrix, matrix
from dedupe.report.html_page import page, text
from dedupe.report.marked_text import KINDS, SIGNS, MarkedText, Side, significant_edits
from dedupe.report.phrases import (
    credit_phrase,
    details_by_article,
    edit_phrase,
    relation_phrase,
    shape_phrases,
    shortened,
)
from dedupe.verify.measures import Measures

_LOST = 48  # characters shown of words that are lost


def render(comparison: Comparison, options: CompareOptions, trail: Sequence[tuple[str, str]] = ()) -> str:
    """Write the page, with names and addresses of the pages that lead here.

    Edits of style are in it in any case, and shown when it is opened on request.
    """
    variables = {**values(comparison, options), "trail": trail}
    return page("compare.html.j2", ("page.css", "compare.css"), "compare.js", variables)


def values(comparison: Comparison, options: CompareOptions) -> dict[str, Any]:
    """Return the variables of the template `compare.html.j2`."""
    layout = lay_out(comparison, show_style=True)
    comparison = layout.comparison
    numbers = {edit: number for number, edit in enumerate(layout.edits, 1)}
    credit = credit_phrase(comparison.credit)
    return {
        "unit": layout.unit,
        "names": _names(comparison),
        "relation": relation_phrase(comparison, comparison.source.id),
        "articles": (("source", comparison.source), ("target", comparison.target)),
        "bars": _bars(comparison.measures),
        "origin": _origin(comparison),
        "evidence": _evidence(comparison),
        "credit": f"{credit[:1].upper()}{credit[1:]}.",
        "counts": _counts(comparison),
        "shape": shape_phrases(comparison),
        "matters": [(numbers[edit], edit) for edit in significant_edits(layout.edits)],
        "kinds": list(_kinds(layout, show_style=options.show_style)),
        "rows": layout.rows,
        "marks": partial(_marks, numbers),
    }


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a paragraph."""

    text: str
    kind: str = ""  # of the edit, "furniture" for text of the page, "" for text where nothing was edited
    number: int = 0  # of the edit, 1-based, 0 where nothing was edited
    phrase: str = ""  # what the edit changed
    matters: bool = False  # whether it changes more than style and wording
    other: str = ""  # the words on the other side, where this side has none


def _marks(numbers: Mapping[Edit, int], paragraph: ShownParagraph) -> Iterator[Mark]:
    """Yield the stretches of a paragraph, its edits with their numbers."""
    for marked in paragraph.marked:
        yield from _marks_of(marked, numbers, paragraph.side)


def _marks_of(marked: MarkedText, numbers: Mapping[Edit, int], side: Side) -> Iterator[Mark]:
    edit = marked.edit
    if edit is None:
        yield Mark(marked.text, EditKind.FURNITURE.value if marked.is_furniture else "")
        return
    before, words, after = marked.parts()
    other = edit.before if side == "target" else edit.after
    if before:
        yield Mark(before)
    yield Mark(
        words,
        edit.kind.value,
        numbers[edit],
        edit_phrase(edit),
        edit.kind not in MINOR,
        "" if words else shortened(other, _LOST),
    )
    if after:
        yield Mark(after)


def _names(comparison: Comparison) -> tuple[str, str]:
    """Return names of the source and the target, by outlet where that tells them apart."""
    source, target = comparison.source, comparison.target
    if source.outlet and target.outlet and source.outlet != target.outlet:
        return source.outlet, target.outlet
    return source.id, target.id


def _name(comparison: Comparison, article: str | None) -> str:
    source, target = _names(comparison)
    known = {comparison.target.id: target, comparison.source.id: source}
    return known.get(article or "", article or "")


def _bars(measures: Measures) -> list[tuple[dict[str, str], dict[str, str]]]:
    """Return how much the two share, each time with what it is outside quotations."""
    source = measures.source_in_target, measures.narrative_source_in_target
    target = measures.target_in_source, measures.narrative_target_in_source
    outside = text("outside_quotations")
    return [
        (_bar(text(label), share), _bar(outside, narrative))
        for label, (share, narrative) in (("share_of_source", source), ("share_of_target", target))
    ]


def _bar(label: str, share: float) -> dict[str, str]:
    """Return a share as a bar: in per cent for the reader, and from 0 to 100 for the bar."""
    return {"label": label, "shown": percent(share), "width": f"{share * 100:.1f}%"}


def _origin(comparison: Comparison) -> str:
    """Return which of the two is the source."""
    found = comparison.origin
    if found.verdict == "source":
        return text("is_source", name=_name(comparison, found.source))
    if found.verdict == "common":
        return text("both_from_third", agency=found.agency or text("an_agency"))
    return text("undetermined")


def _evidence(comparison: Comparison) -> list[tuple[str, list[str]]]:
    """Return for each article what speaks for it being the source, the best supported one first."""
    details = details_by_article(comparison.origin.evidence)
    return [(_name(comparison, article), found) for article, found in details.items()]


def _counts(comparison: Comparison) -> list[tuple[str, str, int]]:
    counts = comparison.alignment.counts()
    return [(change.value, sign.on_page, counts[change]) for change, sign in SIGNS.items()]


def _kinds(layout: Layout, *, show_style: bool) -> Iterator[dict[str, Any]]:
    counts = Counter(edit.kind for edit in layout.edits)
    counts[EditKind.FURNITURE] += sum(
        piece.is_furniture and piece.edit is None
        for row in layout.rows
        for paragraph in row.target
        for piece in paragraph.marked
    )
    for kind, (meaning, _) in KINDS.items():
        yield {
            "name": kind.value,
            "meaning": meaning,
            "count": counts[kind],
            "shown": show_style or kind is not EditKind.STYLE,
        }


def render_matrix(comparisons: Sequence[Comparison], _options: CompareOptions) -> str:
    """Write the page: a row for each paragraph of the source, a column for each target."""
    found = matrix(comparisons)
    variables = {"source": found.source, "unit": found.unit, "targets": list(_targets(found)), "rows": found.rows}
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
