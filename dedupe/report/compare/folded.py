"""Rows of a comparison with the stretches left out in which nothing happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.align.alignment import Change
from dedupe.report.compare.rows import Row, rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from dedupe.align.alignment import Alignment, Edit

_QUIET = (Change.KEPT, Change.FURNITURE)


def folded(alignment: Alignment, edits: Sequence[Edit], context: int | None) -> Iterator[Row | int]:
    """Yield the rows to be shown, and for each stretch left out how many paragraphs it has.

    Args:
        alignment: of two articles.
        edits: that are shown.
        context: unchanged rows shown before and after a change; None for all of them.
    """
    found = rows(alignment)
    edited = {edit.target.paragraph for edit in edits}
    changed = [at for at, row in enumerate(found) if not _is_unchanged(row, alignment, edited)]
    left_out = 0
    for at, row in enumerate(found):
        if context is None or any(abs(at - other) <= context for other in changed):
            if left_out:
                yield left_out
            left_out = 0
            yield row
        else:
            left_out += len(row.target) or len(row.source)
    if left_out:
        yield left_out


def _is_unchanged(row: Row, alignment: Alignment, edited: Set[int]) -> bool:
    """Tell whether nothing happened to a row's paragraphs that a reader has to see."""
    source = [alignment.source[at] for at in row.source]
    target = [alignment.target[at] for at in row.target]
    return (
        all(it.change in _QUIET and not it.moved for it in (*source, *target))
        and all(row.linked or not it.partners for it in source)
        and edited.isdisjoint(row.target)
    )
