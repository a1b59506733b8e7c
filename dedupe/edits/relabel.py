"""Labels corrected by edits: a paragraph whose figures, names or sense changed was not kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dedupe.align.alignment import Change, EditKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dedupe.align.alignment import AlignedParagraph, Alignment, Edit

_GRAVE = frozenset({EditKind.FIGURE, EditKind.NAME, EditKind.NEGATION})


def relabel_kept(alignment: Alignment, edits: Iterable[Edit]) -> Alignment:
    """Relabel as rewritten what was taken for kept, where an edit changes a figure, a name or the sense.

    A source paragraph that no target keeps any more is rewritten as well.
    """
    changed = {edit.target.paragraph for edit in edits if edit.kind in _GRAVE}
    target = tuple(_rewritten(it, it.index in changed) for it in alignment.target)
    kept = {it.index for it in target if it.change is Change.KEPT}
    before = {it.index for it in alignment.target if it.change is Change.KEPT}
    source = tuple(
        _rewritten(it, bool(before & set(it.partners)) and not kept & set(it.partners))
        for it in alignment.source
    )
    return replace(alignment, source=source, target=target)


def _rewritten(paragraph: AlignedParagraph, is_changed: bool) -> AlignedParagraph:
    if is_changed and paragraph.change is Change.KEPT:
        return replace(paragraph, change=Change.REWRITTEN)
    return paragraph
