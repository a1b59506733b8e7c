"""Typed edits against the truth: a found one is right if it overlaps a true one of its kind.

Where the truth is open to two names, both are right: a passing remark that goes with the figure in
it is wording or figure, a sentence of a quotation that is left out whole is quote or wording.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.tables import Table
from dedupe.align.alignment import EditKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from benchmarks.newsroom import Span, TrueEdit
    from benchmarks.scores.checked import Checked
    from benchmarks.tables import Row
    from dedupe.align.alignment import Edit, TextSpan

COLUMNS = ("true", "located", "recall", "found", "precision")
_DIGIT = re.compile(r"\d")


class Kinds(NamedTuple):
    """The kind of an edit, and what the edits of the other side that it overlaps are.

    Attributes:
        kind: of the edit.
        right: whether one of the others has that kind, or one that it may have as well.
        others: the kinds of the others.
    """

    kind: str
    right: bool
    others: frozenset[str]


def edits(checked: Checked, title: str) -> Table:
    """For each kind of edit the share of true ones found, and of found ones that are true."""
    true: list[Kinds] = []
    found: list[Kinds] = []
    for edited, comparison in checked.comparisons():
        true += _true_kinds(edited.edits, comparison.edits)
        found += _found_kinds(edited.edits, comparison.edits)
    rows: tuple[Row, ...] = tuple((str(kind), *_cells(true, found, str(kind))) for kind in (*EditKind, "all"))
    note = "Located: true edits that overlap a found one of any kind."
    return Table(f"Edits, {title}", ("kind", *COLUMNS), rows, note)


def kinds(checked: Checked, title: str) -> Table:
    """Which kinds the found edits are of that overlap the true ones of each kind."""
    confusion: Counter[tuple[str, str]] = Counter()
    for edited, comparison in checked.comparisons():
        for kind, right, others in _true_kinds(edited.edits, comparison.edits):
            taken = {kind} if right else others or {"nothing"}
            confusion.update((kind, other) for other in taken)
    columns = (*map(str, EditKind), "nothing")
    rows: tuple[Row, ...] = tuple((str(k), *(confusion[str(k), other] for other in columns)) for k in EditKind)
    note = "True edits downwards; across, what overlaps them, of several the right one alone."
    return Table(f"Kinds of edits, {title}", ("kind", *columns), rows, note)


def _cells(true: Iterable[Kinds], found: Iterable[Kinds], kind: str) -> tuple[int | float | None, ...]:
    wanted = [it for it in true if kind in (it.kind, "all")]
    given = [it for it in found if kind in (it.kind, "all")]
    return (
        len(wanted),
        _share([bool(it.others) for it in wanted]),
        _share([it.right for it in wanted]),
        len(given),
        _share([it.right for it in given]),
    )


def _share(hits: list[bool]) -> float | None:
    return sum(hits) / len(hits) if hits else None


def _true_kinds(true: Sequence[TrueEdit], found: Sequence[Edit]) -> Iterator[Kinds]:
    for edit in true:
        others = frozenset(str(it.kind) for it in found if overlap(edit, it))
        yield Kinds(edit.kind, bool(others & names(edit)), others)


def _found_kinds(true: Sequence[TrueEdit], found: Sequence[Edit]) -> Iterator[Kinds]:
    for edit in found:
        others = [it for it in true if overlap(it, edit)]
        right = any(str(edit.kind) in names(it) for it in others)
        yield Kinds(str(edit.kind), right, frozenset(it.kind for it in others))


def names(edit: TrueEdit) -> frozenset[str]:
    """The kinds that a true edit may be said to be of."""
    if edit.was is None or edit.now is None:
        return frozenset({edit.kind, "wording"})
    figures = [_DIGIT.findall(span.text) for span in (edit.was, edit.now)]
    lost = edit.kind == "wording" and sorted(figures[0]) != sorted(figures[1])
    return frozenset({edit.kind, "figure"} if lost else {edit.kind})


def overlap(true: TrueEdit, found: Edit) -> bool:
    """Whether two edits meet in the target or in the source; those that put nothing there touch."""
    return _meet(true.now, found.target) or _meet(true.was, found.source)


def _meet(span: Span | None, place: TextSpan) -> bool:
    if span is None or span.paragraph != place.paragraph:
        return False
    if span.start == span.end or place.start == place.end:
        return span.start - 1 <= place.end and place.start <= span.end + 1
    return span.start < place.end and place.start < span.end
