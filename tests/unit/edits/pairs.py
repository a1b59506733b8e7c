"""Paragraphs laid side by side for tests of the edits inside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.align.alignment import AlignedParagraph, Alignment, Change, EditKind
from dedupe.edits.find_edits import find_edits
from dedupe.prepare.passages import passages
from tests.unit.prepare.languages import language_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from dedupe.align.alignment import Edit


def aligned(edges: Collection[tuple[int, int]], sources: int, targets: int) -> Alignment:
    """An alignment with these edges; what became of the paragraphs is of no matter to edits."""
    return Alignment(
        tuple(
            AlignedParagraph(at, Change.REWRITTEN, tuple(sorted(t for s, t in edges if s == at)))
            for at in range(sources)
        ),
        tuple(
            AlignedParagraph(at, Change.REWRITTEN, tuple(sorted(s for s, t in edges if t == at)))
            for at in range(targets)
        ),
    )


def edits_among(before: Sequence[str], after: Sequence[str], edges: Collection[tuple[int, int]]) -> tuple[Edit, ...]:
    old, new = passages(before), passages(after)
    alignment = aligned(edges, len(before), len(after))
    return find_edits(old, new, alignment, language_of(old, new))


def edits_between(before: str, after: str) -> tuple[Edit, ...]:
    return edits_among([before], [after], [(0, 0)])


def shown(edits: Iterable[Edit]) -> list[tuple[str, str, str]]:
    """Kind and words of each edit that is more than style, without the blanks around them."""
    return [
        (edit.kind.value, edit.before.strip(), edit.after.strip()) for edit in edits if edit.kind is not EditKind.STYLE
    ]


def changes_between(before: str, after: str) -> list[tuple[str, str, str]]:
    return shown(edits_between(before, after))


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text with each edit's words in the place of those before; edits are in order, none overlaps."""
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts += (text[at : edit.source.start], edit.after)
        at = edit.source.end
    return "".join((*parts, text[at:]))
