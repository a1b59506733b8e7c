"""What became of each paragraph, from the edges and the words of both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

from dedupe.align.alignment import Change

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dedupe.align.edges import Edge
    from dedupe.prepare.paragraphs import Passage

# A paragraph is kept where it has the same words but for what a sub-editor's hand leaves: an attribution
# moved, a first name dropped. Readers count words here, not shares: a new clause of five words in
# a paragraph of a hundred makes it rewritten.
_MOST_NEW, _MOST_LOST, _MOST_EDITED = 3, 4, 6
_LEAST_ALIKE = 0.86  # of very short paragraphs
_MOST_LACKING = 7


def target_changes(
    source: Sequence[Passage], target: Sequence[Passage], edges: Sequence[Edge]
) -> tuple[Change, ...]:
    """Tell for each target paragraph whether it was kept, rewritten, added or is furniture."""
    return tuple(
        _target_change(passage, [source[edge.source] for edge in edges if edge.target == at])
        for at, passage in enumerate(target)
    )


def _target_change(passage: Passage, sources: Sequence[Passage]) -> Change:
    if passage.furniture:
        return Change.FURNITURE
    if not sources:
        return Change.ADDED
    if any(is_kept(source, passage) for source in sources) or _is_concatenation(sources, passage):
        return Change.KEPT
    return Change.REWRITTEN


def source_changes(
    source: Sequence[Passage],
    target: Sequence[Passage],
    edges: Sequence[Edge],
    changes: Sequence[Change],
) -> tuple[Change, ...]:
    """Tell for each source paragraph whether it was kept, rewritten, cut or is furniture.

    Args:
        source: the source's paragraphs.
        target: the target's paragraphs.
        edges: between them.
        changes: of the target's paragraphs.
    """
    shared = [edge.target for edge in edges]
    return tuple(
        _source_change(
            passage,
            [
                (target[edge.target], changes[edge.target], shared.count(edge.target) > 1)
                for edge in edges
                if edge.source == at
            ],
        )
        for at, passage in enumerate(source)
    )


def _source_change(passage: Passage, uses: Sequence[tuple[Passage, Change, bool]]) -> Change:
    if passage.furniture:
        return Change.FURNITURE
    if not uses:
        return Change.CUT
    for target, change, is_merge in uses:
        lost = _edits(_body(passage), _body(target))[0]
        if change is Change.KEPT and lost <= _MOST_LACKING:
            return Change.KEPT
        if is_merge and not lost:
            return Change.KEPT
    return Change.REWRITTEN


def is_kept(source: Passage, target: Passage) -> bool:
    """Tell whether a paragraph has the source's words, but for a few that change no figure or sense."""
    before, after = _body(source), _body(target)
    lost, new = _edits(before, after)
    if lost + new and not _same_figures(before, after):
        return False
    small = new <= _MOST_NEW and lost <= _MOST_LOST and lost + new <= _MOST_EDITED
    return small and 1 - (lost + new) / (len(before) + len(after) or 1) >= _LEAST_ALIKE


def _is_concatenation(sources: Sequence[Passage], target: Passage) -> bool:
    """Tell whether several posts were only strung together, without their signatures."""
    if len(sources) < 2 or not all(source.post for source in sources):
        return False
    after = _body(target)
    return all(not _edits(_text(source), after)[0] for source in sources) and sum(
        len(_text(source)) for source in sources
    ) >= len(after)


def _body(passage: Passage) -> tuple[str, ...]:
    return passage.words[passage.body :]


def _text(passage: Passage) -> tuple[str, ...]:
    return passage.words[passage.body : passage.end]


def _edits(before: Sequence[str], after: Sequence[str]) -> tuple[int, int]:
    """Count the words lost and the words new on the shortest way from one to the other."""
    distance = Indel.distance(before, after)
    new = (distance + len(after) - len(before)) // 2
    return distance - new, new


def _same_figures(before: Sequence[str], after: Sequence[str]) -> bool:
    return sorted(w for w in before if w[0].isdigit()) == sorted(w for w in after if w[0].isdigit())
