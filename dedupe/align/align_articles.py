"""Align two articles: edges, what became of each paragraph, and how much narrative they share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain

import numpy as np

from dedupe.align.alignable_article import AlignableArticle
from dedupe.align.alignment import LEAST_NARRATIVE, AlignedParagraph, Alignment, Change, Edge, Narrative
from dedupe.align.moved_paragraphs import find_moved
from dedupe.align.narrative import shared_narrative
from dedupe.align.paragraph_changes import all_kept, are_same_words, source_changes, target_changes
from dedupe.align.paragraph_edges import add_edges_in_line, find_edges
from dedupe.align.retold_paragraphs import add_retold_edges
from dedupe.align.retold_sentences import retold_words
from dedupe.align.unexplained_overlaps import Overlaps, find_overlaps

_LEAST_QUOTED = 5  # quoted words in a row that make an edge between articles that are no copies
_LEAST_NARRATIVE = 7  # or other words in a row, names aside


def align(
    source: AlignableArticle,
    target: AlignableArticle,
    least_narrative: int = LEAST_NARRATIVE,
    *,
    is_close: bool = True,
    reworded: Callable[[], int] = int,
    in_full: bool = True,
    with_retold: bool = True,
) -> Alignment:
    """Align the paragraphs of two articles, many to many.

    Args:
        is_close: whether they share so much text that sentences told in other words need not be many.
        reworded: returns what one tells anew from beginning to end, as `reworded_words` does; only asked where
            nothing else makes a copy.
        in_full: whether to look for what they tell in other words where it decides nothing: where the rest
            makes a copy already, or where neither is one.
        with_retold: whether to align what is told in other words beside what is carried.

    Returns:
        Every paragraph of both sides once.
    """
    overlaps = find_overlaps(source, target)
    edges = find_edges(source, target, overlaps)
    shared = shared_narrative(source.narrative, target.narrative, edges, least_narrative)
    told = shared
    if in_full or not shared.is_derived:
        told = shared.with_retold(retold_in_either(source, target), is_close=is_close)
    if not told.is_derived:
        told = replace(told, reworded=reworded())
    if not told.is_derived:
        edges = tuple(edge for edge in edges if _is_telling(source, target, overlaps, edge))
    elif _is_mostly_matched(target, edges):
        found, edges = edges, add_edges_in_line(overlaps, edges)
        if edges != found:
            shared = shared_narrative(source.narrative, target.narrative, edges, least_narrative)
            told = replace(shared, retold=told.retold, reworded=told.reworded)
    if with_retold and (in_full or told.is_derived):
        edges = _add_retold(source, target, edges, is_copy=told.is_derived)
    return assemble(source, target, edges, told)


def retold_in_either(source: AlignableArticle, target: AlignableArticle) -> int:
    """Measure what is told in other words, of what one may print as an excerpt; see `retold_words`."""
    words = retold_words(source.telling, target.telling_or_excerpted)
    if all(side.telling_or_excerpted is side.telling for side in (source, target)):
        return words
    return max(words, retold_words(source.telling_or_excerpted, target.telling))


def shares_telling_text(source: AlignableArticle, target: AlignableArticle) -> bool:
    """Return whether an alignment of two articles of which neither is a copy pairs any paragraphs."""
    overlaps = find_overlaps(source, target)
    edges = find_edges(source, target, overlaps)
    return any(_is_telling(source, target, overlaps, edge) for edge in edges)


def assemble(source: AlignableArticle, target: AlignableArticle, edges: Sequence[Edge], shared: Narrative) -> Alignment:
    """Make an alignment of its edges."""
    changes = target_changes(source, target, edges)
    before = source_changes(source, target, edges, changes)
    if are_same_words(source, target):
        changes, before = all_kept(changes), all_kept(before)
    sources, targets = defaultdict[int, list[int]](list), defaultdict[int, list[int]](list)
    for edge in edges:
        sources[edge.target].append(edge.source)
        targets[edge.source].append(edge.target)
    places = {at: [*chain.from_iterable(map(source.equals, own))] for at, own in sources.items()}
    moved = find_moved(places, target.repeats)
    return Alignment(_aligned(source, before, targets), _aligned(target, changes, sources, moved), shared)


def _aligned(
    article: AlignableArticle,
    changes: Sequence[Change],
    partners: dict[int, list[int]],
    moved: frozenset[int] = frozenset(),
) -> tuple[AlignedParagraph, ...]:
    return tuple(
        AlignedParagraph(at, change, tuple(partners.get(at, ())), at in moved, article.repeats.get(at))
        for at, change in enumerate(changes)
    )


def _add_retold(
    source: AlignableArticle, target: AlignableArticle, edges: tuple[Edge, ...], *, is_copy: bool
) -> tuple[Edge, ...]:
    """Add the pairs of paragraphs that tell in other words what no paragraph carries word for word."""
    equal = {edge.target for edge in edges if source.wordings[edge.source] == target.wordings[edge.target]}
    if len(equal) == target.is_furniture.count(False):
        return edges
    return add_retold_edges(source.content, target.content, edges, is_copy=is_copy, told=equal)


def _is_mostly_matched(target: AlignableArticle, edges: Sequence[Edge]) -> bool:
    """Return whether half the paragraphs of a target, furniture aside, come from its source."""
    matched = {edge.target for edge in edges}
    return 2 * len(matched) >= target.is_furniture.count(False)


def _is_telling(source: AlignableArticle, target: AlignableArticle, overlaps: Overlaps, edge: Edge) -> bool:
    """Return whether two paragraphs are equal or share a quotation or a long run, not only facts and names."""
    if source.wordings[edge.source] == target.wordings[edge.target]:
        return True
    ours, theirs = source.passages.tokens, target.passages.tokens
    for (first, second, length), *_ in overlaps.runs.get(edge, ()):
        before, after = ours.bounds[edge.source] + first, theirs.bounds[edge.target] + second
        here, there = slice(before, before + length), slice(after, after + length)
        quoted = np.count_nonzero(ours.is_quoted[here] | theirs.is_quoted[there])
        named = np.count_nonzero(theirs.is_named[there])
        if quoted >= _LEAST_QUOTED or length - named >= _LEAST_NARRATIVE:
            return True
    return False
