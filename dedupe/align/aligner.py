"""Align two articles: edges, what became of each paragraph, and how much narrative they share."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from dedupe.align.alignment import LEAST_NARRATIVE, AlignedParagraph, Alignment
from dedupe.align.edges import Edge, find_edges
from dedupe.align.labels import source_changes, target_changes
from dedupe.align.narrative import Told, shared_narrative
from dedupe.align.overlaps import find_overlaps
from dedupe.align.scores import LEAST_GAIN_IN_COPY
from dedupe.align.token_runs import common_runs, token_sequence
from dedupe.align.weights import low_weight_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dedupe.align.alignment import Narrative
    from dedupe.prepare.paragraphs import Passage

_LEAST_QUOTED = 5  # quoted words in a row that make an edge between articles that are no copies
_LEAST_NARRATIVE = 7  # or other words in a row, names aside


def align(
    source: Sequence[Passage],
    target: Sequence[Passage],
    code: str | None,
    least_narrative: int = LEAST_NARRATIVE,
) -> Alignment:
    """Align the paragraphs of two articles, many to many.

    Args:
        source: the source's paragraphs.
        target: the target's paragraphs.
        code: their language (ISO 639-1), None where it is unknown.
        least_narrative: shared words outside quotations, names aside, that make a copy.

    Returns:
        Every paragraph of both sides once.
    """
    edges, shared = _link(source, target, code, least_narrative)
    return assemble(source, target, edges, shared)


def _link(
    source: Sequence[Passage], target: Sequence[Passage], code: str | None, least: int
) -> tuple[tuple[Edge, ...], Narrative]:
    """Find the edges between two articles, and how much narrative is shared along them."""
    overlaps = find_overlaps(source, target, low_weight_words(code))
    told = Told(source, code), Told(target, code)
    edges = find_edges(source, target, overlaps)
    shared = shared_narrative(*told, edges, least)
    if not shared.is_derived:
        edges = tuple(
            edge
            for edge in edges
            if _shares_quotation_or_long_run(source[edge.source], target[edge.target])
        )
    elif 2 * len({edge.target for edge in edges}) >= sum(not p.furniture for p in target):
        edges = find_edges(source, target, overlaps, LEAST_GAIN_IN_COPY)
        shared = shared_narrative(*told, edges, least)
    return edges, shared


def assemble(
    source: Sequence[Passage],
    target: Sequence[Passage],
    edges: Sequence[Edge],
    shared: Narrative,
) -> Alignment:
    """Say of every paragraph of two articles what became of it.

    Args:
        source: the source's paragraphs.
        target: the target's paragraphs.
        edges: between them, ascending.
        shared: how much narrative they share.
    """
    changes = target_changes(source, target, edges)
    moved = _moved(edges)
    return Alignment(
        tuple(
            AlignedParagraph(at, change, tuple(e.target for e in edges if e.source == at))
            for at, change in enumerate(source_changes(source, target, edges, changes))
        ),
        tuple(
            AlignedParagraph(
                at, change, tuple(e.source for e in edges if e.target == at), at in moved
            )
            for at, change in enumerate(changes)
        ),
        shared,
    )


def _shares_quotation_or_long_run(source: Passage, target: Passage) -> bool:
    """Tell whether two paragraphs share a quotation or a long run, and not only facts and names."""
    if source.words == target.words:
        return True
    for run in common_runs(
        token_sequence([source.hashes]), token_sequence([target.hashes])
    ).located():
        before = slice(run.source, run.source + run.length)
        after = slice(run.target, run.target + run.length)
        quoted = sum(map(max, source.quoted[before], target.quoted[after]))
        if quoted >= _LEAST_QUOTED or run.length - sum(target.named[after]) >= _LEAST_NARRATIVE:
            return True
    return False


def _moved(edges: Sequence[Edge]) -> frozenset[int]:
    """Find the smallest set of target paragraphs without which the rest stand in the source's order."""
    first: dict[int, int] = {}
    for edge in edges:
        first[edge.target] = min(edge.source, first.get(edge.target, edge.source))
    targets = sorted(first)
    in_order = _longest_ascent([first[target] for target in targets])
    return frozenset(targets) - frozenset(targets[at] for at in in_order)


def _longest_ascent(values: Sequence[int]) -> list[int]:
    """Find the positions of a longest non-descending subsequence (patience sorting)."""
    tops: list[tuple[int, int]] = []
    below: list[int] = []
    for at, value in enumerate(values):
        pile = bisect_left(tops, (value + 1, -1))
        below.append(tops[pile - 1][1] if pile else -1)
        tops[pile : pile + 1] = [(value, at)]
    chosen = [tops[-1][1]] if tops else []
    while chosen and below[chosen[-1]] >= 0:
        chosen.append(below[chosen[-1]])
    return chosen[::-1]
