"""Articles rewritten from beginning to end: hardly a phrase is left, but what stands close together stays so."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import numpy as np

from dedupe.align.alignment import Edge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from dedupe.align.alignable_article import AlignableArticle

_LEAST_SHARE = 0.2  # of the pairs of the article with fewer; two reports of one event share a tenth
_LEAST_BESIDE = 2  # pairs of words that paragraphs share of which one tells the other


def reworded_pairs(source: AlignableArticle, target: AlignableArticle) -> int:
    """Count the pairs of words that two articles share of which one tells throughout what the other does.

    Returns:
        The number; 0 where it is too small a share of what there is.

    Example: "Ein Bus mit Geldautomat soll künftig zweimal in der Woche die betroffenen Dörfer anfahren" and
    "Zweimal wöchentlich soll künftig ein Bus mit Geldautomat in die betroffenen Dörfer kommen" have hardly a phrase
    in common, but the pairs of Bus and Geldautomat, Geldautomat and künftig, betroffenen and Dörfer, and more.
    """
    ours, theirs = source.pairs, target.pairs
    _, first, second = np.intersect1d(
        ours.hashes, theirs.hashes, assume_unique=True, return_indices=True
    )
    shared = int(np.minimum(ours.weights[first], theirs.weights[second]).sum())
    available = int(min(ours.weights.sum(), theirs.weights.sum()))
    return first.size if shared >= _LEAST_SHARE * available else 0


def add_reworded_edges(
    source: AlignableArticle, target: AlignableArticle, edges: Sequence[Edge]
) -> tuple[Edge, ...]:
    """Add for each paragraph without a partner the one of the other side that shares most pairs of words.

    Args:
        source: the article that the other may be a copy of.
        target: the other one, which tells the same in other words.
        edges: between their paragraphs.
    """
    shared = _shared_pairs(source, target)
    has_source, has_target = {edge.target for edge in edges}, {edge.source for edge in edges}
    best: dict[tuple[str, int], Edge] = {}
    for edge in sorted(shared, key=lambda edge: (-shared[edge], edge)):
        if edge.target not in has_source:
            best.setdefault(("target", edge.target), edge)
        if edge.source not in has_target:
            best.setdefault(("source", edge.source), edge)
    return tuple(sorted({*edges, *best.values()}))


def _shared_pairs(source: AlignableArticle, target: AlignableArticle) -> dict[Edge, int]:
    """Count the pairs of words that paragraphs of both sides share, where these are enough."""
    holders = defaultdict[int, list[int]](list)
    for pair, paragraph in _by_paragraph(source):
        holders[pair].append(paragraph)
    shared = Counter(
        Edge(before, after) for pair, after in _by_paragraph(target) for before in holders[pair]
    )
    return {edge: times for edge, times in shared.items() if times >= _LEAST_BESIDE}


def _by_paragraph(article: AlignableArticle) -> list[tuple[int, int]]:
    """Return each pair of words with each paragraph that has it."""
    pairs = article.pairs.places
    paragraphs: NDArray[np.int64] = article.tokens.paragraphs[pairs.first]
    found = set(zip(pairs.hashes.tolist(), paragraphs.tolist(), strict=True))
    return sorted(found)
