"""What became of each paragraph, from the edges and the words of both sides."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import Indel, Postfix, Prefix

from dedupe.align.alignable_article import AlignableArticle, ParagraphWords
from dedupe.align.alignment import Change, Edge

# A paragraph is kept where it has the same words but for what a sub-editor's hand leaves: an attribution
# moved, a first name dropped. Readers count words here, not shares: a new clause of five words in
# a paragraph of a hundred makes it rewritten.
_MOST_NEW, _MOST_LOST, _MOST_EDITED = 3, 4, 6
_LEAST_ALIKE = 0.86  # of very short paragraphs
_MOST_LACKING = 7
_LARGEST = 1 << 26  # pairs of words that are compared; of longer texts that differ all is taken for lost


class WordCounts(NamedTuple):
    """How many words are lost and how many new on the shortest way from one text to another."""

    lost: int
    new: int


def target_changes(source: AlignableArticle, target: AlignableArticle, edges: Sequence[Edge]) -> tuple[Change, ...]:
    """Return for each target paragraph whether it was kept, rewritten, added or is furniture."""
    partners = _partners((edge.target, edge.source) for edge in edges)
    rejoined = _rejoined(source, target, edges)
    return tuple(
        Change.KEPT if at in rejoined else _target_change(source, target, at, partners[at]) for at in range(len(target))
    )


def _target_change(source: AlignableArticle, target: AlignableArticle, at: int, partners: Sequence[int]) -> Change:
    if target.is_furniture[at]:
        return Change.FURNITURE
    if not partners:
        return Change.ADDED
    if target.wordings[at] in {source.wordings[partner] for partner in partners}:
        return Change.KEPT
    words = target.words(at)
    if any(is_kept(source.words(partner), words) for partner in partners):
        return Change.KEPT
    return Change.REWRITTEN


def source_changes(
    source: AlignableArticle, target: AlignableArticle, edges: Sequence[Edge], changes: Sequence[Change]
) -> tuple[Change, ...]:
    """Return for each source paragraph whether it was kept, rewritten, cut or is furniture."""
    partners = _partners(edges)
    shared = Counter(edge.target for edge in edges)
    rejoined = _rejoined(target, source, [(at, partner) for partner, at in edges])
    merged = {at for at, count in shared.items() if count > 1}

    def is_found(at: int, partner: int) -> bool:
        """Return whether a target paragraph has all but a few words of a source paragraph."""
        if source.wordings[at] == target.wordings[partner]:
            return True
        is_target_kept = changes[partner] is Change.KEPT
        if not is_target_kept and partner not in merged:
            return False
        lost = count_words(source.words(at).body, target.words(partner).body).lost
        return lost <= (_MOST_LACKING if is_target_kept else 0)

    def change(at: int) -> Change:
        if at in rejoined:
            return Change.KEPT
        if source.is_furniture[at]:
            return Change.FURNITURE
        if not partners[at]:
            return Change.CUT
        return Change.KEPT if any(is_found(at, partner) for partner in partners[at]) else Change.REWRITTEN

    return tuple(map(change, range(len(source))))


def all_kept(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Return the labels of an article that the other one is word for word, whatever its paragraphs."""
    return tuple(Change.KEPT if change is Change.REWRITTEN else change for change in changes)


def are_same_words(source: AlignableArticle, target: AlignableArticle) -> bool:
    """Return whether two articles have the same words in the same order, furniture and datelines aside."""
    ours, theirs = source.passages.tokens, target.passages.tokens
    return np.array_equal(ours.hashes[ours.is_story], theirs.hashes[theirs.is_story])


def is_kept(source: ParagraphWords, target: ParagraphWords) -> bool:
    """Return whether a paragraph has the source's words, but for a few that change no figure or sense."""
    before, after = source.body, target.body
    if abs(len(before) - len(after)) > _MOST_EDITED:
        return False
    edited = Indel.distance(before, after, score_cutoff=_MOST_EDITED)
    if not edited:
        return True
    new = (edited + len(after) - len(before)) // 2
    small = new <= _MOST_NEW and edited - new <= _MOST_LOST and edited <= _MOST_EDITED
    is_alike = 1 - edited / (len(before) + len(after)) >= _LEAST_ALIKE
    return small and is_alike and Counter(source.figures) == Counter(target.figures)


def count_words(before: Sequence[Hashable], after: Sequence[Hashable]) -> WordCounts:
    """Count the words lost and the words new on the shortest way from one text to another.

    >>> count_words("the old pier burned".split(), "the pier burned down".split())
    WordCounts(lost=1, new=1)
    """
    head = Prefix.similarity(before, after)
    tail = min(Postfix.similarity(before, after), min(len(before), len(after)) - head)
    before, after = before[head : len(before) - tail], after[head : len(after) - tail]
    if len(before) * len(after) > _LARGEST:
        return WordCounts(len(before), len(after))
    distance = Indel.distance(before, after)
    new = (distance + len(after) - len(before)) // 2
    return WordCounts(distance - new, new)


def _rejoined(wholes: AlignableArticle, parts: AlignableArticle, edges: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Find the parts that make up a whole paragraph of the other article between them, or are made up of several."""
    edges = list(edges)
    found: set[int] = set()
    for whole, own in _several(edges):
        found.update(_making_up(wholes.words(whole), parts, own))
    for part, own in _several([(part, whole) for whole, part in edges]):
        if _making_up(parts.words(part), wholes, own):
            found.add(part)
    return frozenset(found)


def _making_up(whole: ParagraphWords, article: AlignableArticle, parts: Sequence[int]) -> list[int]:
    """Return those of some paragraphs that make up another one: two or more that all stand in it, and little else.

    Posts stand in it without their signatures.
    """
    inside = [part for part in parts if not count_words(article.words(part).text, whole.body).lost]
    words = [article.words(part) for part in inside]
    joined = whole._replace(
        body=[word for part in words for word in part.text],
        figures=[figure for part in words for figure in part.figures],
    )
    return inside if len(inside) > 1 and is_kept(joined, whole) else []


def _several(edges: Collection[tuple[int, int]]) -> Iterator[tuple[int, Sequence[int]]]:
    """Yield the first paragraphs that have several partners, with these."""
    if len({one for one, _ in edges}) < len(edges):
        yield from ((one, others) for one, others in _partners(edges).items() if len(others) > 1)


def _partners(edges: Iterable[tuple[int, int]]) -> Mapping[int, list[int]]:
    """Group edges by their first paragraph."""
    partners = defaultdict[int, list[int]](list)
    for one, other in edges:
        partners[one].append(other)
    return partners
