"""Align two articles: edges, what became of each paragraph, and how much narrative they share."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from dedupe.align.alignment import LEAST_NARRATIVE, AlignedParagraph, Alignment
from dedupe.align.edges import Edge, add_edges_in_line, find_edges
from dedupe.align.labels import source_changes, target_changes
from dedupe.align.narrative import NarrativeTrigrams, shared_narrative
from dedupe.align.order import find_moved, find_repeats
from dedupe.align.overlaps import find_overlaps
from dedupe.align.token_runs import common_runs, token_sequence
from dedupe.align.weights import low_weight_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dedupe.align.alignment import Change, Narrative
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
    overlaps = find_overlaps(source, target, low_weight_words(code))
    told = NarrativeTrigrams(source, code), NarrativeTrigrams(target, code)
    edges = find_edges(source, target, overlaps)
    shared = shared_narrative(*told, edges, least_narrative)
    if shared.is_derived and _is_mostly_matched(target, edges):
        edges = add_edges_in_line(overlaps, edges)
        shared = shared_narrative(*told, edges, least_narrative)
    elif not shared.is_derived:
        edges = tuple(
            edge
            for edge in edges
            if _shares_quotation_or_long_run(source[edge.source], target[edge.target])
        )
    return assemble(source, target, edges, shared)


def assemble(
    source: Sequence[Passage],
    target: Sequence[Passage],
    edges: Sequence[Edge],
    shared: Narrative,
) -> Alignment:
    """Put an alignment together from its edges.

    Args:
        source: the source's paragraphs.
        target: the target's paragraphs.
        edges: between them, ascending.
        shared: how much narrative they share.
    """
    changes = target_changes(source, target, edges)
    sources, targets = defaultdict[int, list[int]](list), defaultdict[int, list[int]](list)
    for edge in edges:
        sources[edge.target].append(edge.source)
        targets[edge.source].append(edge.target)
    moved = find_moved(sources, find_repeats(target))
    return Alignment(
        _aligned(source, source_changes(source, target, edges, changes), targets),
        _aligned(target, changes, sources, moved),
        shared,
    )


def _aligned(
    passages: Sequence[Passage],
    changes: Sequence[Change],
    partners: dict[int, list[int]],
    moved: frozenset[int] = frozenset(),
) -> tuple[AlignedParagraph, ...]:
    repeats = find_repeats(passages)
    return tuple(
        AlignedParagraph(at, change, tuple(partners.get(at, ())), at in moved, repeats.get(at))
        for at, change in enumerate(changes)
    )


def _is_mostly_matched(target: Sequence[Passage], edges: Sequence[Edge]) -> bool:
    """Return whether half the paragraphs of a target, furniture aside, come from its source."""
    matched = {edge.target for edge in edges}
    return 2 * len(matched) >= sum(not passage.furniture for passage in target)


def _shares_quotation_or_long_run(source: Passage, target: Passage) -> bool:
    """Return whether two paragraphs share a quotation or a long run, and not only facts and names."""
    if source.words == target.words:
        return True
    runs = common_runs(token_sequence([source.hashes]), token_sequence([target.hashes]))
    for run in runs.within_paragraphs():
        before = slice(run.source, run.source + run.length)
        after = slice(run.target, run.target + run.length)
        quoted = sum(map(max, source.quoted[before], target.quoted[after]))
        idle = sum(map(max, target.named[after], target.page[after]))
        if quoted >= _LEAST_QUOTED or run.length - idle >= _LEAST_NARRATIVE:
            return True
    return False
