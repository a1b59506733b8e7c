"""Sentences told in other words beside what is carried: fewer words say that one comes from the other."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain, product
from typing import TYPE_CHECKING

from rapidfuzz.distance import LCSseq

from dedupe.align.alignment import Edge
from dedupe.align.retold_sentences import ONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

    from dedupe.align.alignable_article import AlignableArticle
    from dedupe.align.telling_words import ContentWords

_LEAST = 5 * ONE // 2  # words that no other sentence has; names count half
_REACH = 2  # paragraphs, of both sides together, over which an edge speaks for another


def add_retold_edges(
    source: AlignableArticle, target: AlignableArticle, edges: Sequence[Edge]
) -> tuple[Edge, ...]:
    """Add pairs of paragraphs beside an edge in which a sentence is told in other words.

    Words that a target paragraph has from its partners already say nothing, and those that its source's
    partners have taken count half; so do names, which are what both articles are about.

    Example: "Whitstone Energy, which had two workers when the storm hit the island" beside a paragraph that is
    carried, and "The storm hit when Whitstone Energy had no more than two workers".
    """
    beside = _beside(source, target, edges)
    if not beside:
        return tuple(edges)
    ours, theirs = source.content_sentences, target.content_sentences
    before, after = _counts(ours), _counts(theirs)
    worths = {
        word: 2 * ONE // (before[word] + after[word]) for word in before.keys() & after.keys()
    }
    partners, uses = defaultdict[int, set[str]](set), defaultdict[int, set[str]](set)
    for edge in edges:
        partners[edge.target] |= _words(ours[edge.source])
        uses[edge.source] |= _words(theirs[edge.target])
    found = [
        edge
        for edge in beside
        if _most_shared(
            ours[edge.source], theirs[edge.target], worths, partners[edge.target], uses[edge.source]
        )
        > _LEAST
    ]
    return tuple(sorted({*edges, *found}))


def _beside(
    source: AlignableArticle, target: AlignableArticle, edges: Iterable[Edge]
) -> list[Edge]:
    """Return the pairs of paragraphs near an edge that are none themselves, ascending; none of furniture."""
    near = [
        (before, after)
        for before, after in product(range(-_REACH, _REACH + 1), repeat=2)
        if abs(before) + abs(after) <= _REACH
    ]
    pairs = {
        Edge(edge.source + before, edge.target + after) for edge in edges for before, after in near
    }
    return sorted(
        pair
        for pair in pairs.difference(edges)
        if 0 <= pair.source < len(source)
        and 0 <= pair.target < len(target)
        and not (source.is_furniture[pair.source] or target.is_furniture[pair.target])
    )


def _counts(sentences: Mapping[int, Iterable[ContentWords]]) -> Counter[str]:
    """Count the sentences that have each word."""
    return Counter(
        word for own in sentences.values() for sentence in own for word in sentence.words
    )


def _words(sentences: Iterable[ContentWords]) -> set[str]:
    return set(chain.from_iterable(sentence.words for sentence in sentences))


def _most_shared(
    source: Iterable[ContentWords],
    target: Iterable[ContentWords],
    worths: Mapping[str, int],
    known: Set[str],
    used: Set[str],
) -> int:
    """Return the most that a sentence of either side have in common, in hundredths of a word.

    Args:
        worths: of the words that both articles have.
        known: words that the target paragraph has from elsewhere.
        used: words of the source paragraph that stand elsewhere in the target.
    """
    return max(
        (
            sum(
                worths[word] // ((1 + (word in before.names)) * (1 + (word in used)))
                for word in _in_order(before.words, after.words)
                if word in worths and word not in known
            )
            for before, after in product(source, target)
        ),
        default=0,
    )


def _in_order(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    """Yield the words that two sentences have in the same order."""
    for block in LCSseq.opcodes(before, after).as_matching_blocks():
        yield from before[block.a : block.a + block.size]
