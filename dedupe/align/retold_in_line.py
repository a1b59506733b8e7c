"""Sentences told in other words beside what is carried: fewer words say that one comes from the other."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain, product
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import LCSseq

from dedupe.align.alignment import Edge
from dedupe.align.narrative import NOUNS_CAPITALISED
from dedupe.align.retold import ONE, sentences_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

    import numpy as np
    from numpy.typing import NDArray

    from dedupe.align.alignable import AlignableArticle
    from dedupe.prepare.paragraphs import Passages

_LEAST = 5 * ONE // 2  # words that no other sentence has; names count half
_REACH = 2  # paragraphs, of both sides together, over which an edge speaks for another


class ContentWords(NamedTuple):
    """The words of content of a sentence in their order, each once, and which of them are names."""

    words: tuple[int, ...]
    names: frozenset[int]


def add_retold_edges(
    source: AlignableArticle, target: AlignableArticle, edges: Sequence[Edge]
) -> tuple[Edge, ...]:
    """Add pairs of paragraphs beside an edge in which a sentence is told in other words.

    Words that a target paragraph has from its partners already say nothing, and those that its source's
    partners have taken count half; so do names, which are what both articles are about.

    Example: "Whitstone Energy, which had two workers when the storm hit the island" beside a paragraph that is
    carried, and "The storm hit when Whitstone Energy had no more than two workers".

    Args:
        source: the article that the other is a copy of.
        target: the copy.
        edges: between their paragraphs.
    """
    beside = _beside(source, target, edges)
    if not beside:
        return tuple(edges)
    ours, theirs = source.content_sentences, target.content_sentences
    before, after = _counts(ours), _counts(theirs)
    worths = {
        word: 2 * ONE // (before[word] + after[word]) for word in before.keys() & after.keys()
    }
    partners, uses = defaultdict[int, set[int]](set), defaultdict[int, set[int]](set)
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


def content_sentences(
    passages: Passages, code: str | None, is_content: NDArray[np.bool_]
) -> dict[int, list[ContentWords]]:
    """Return the sentences of each paragraph that has any with a word of content.

    Args:
        passages: of an article.
        code: its language (ISO 639-1), None where it is unknown.
        is_content: bool[n], whether a word says anything by itself.
    """
    tokens = passages.tokens
    is_content = (is_content & ~tokens.is_page).tolist()
    is_named, is_capital = tokens.is_named.tolist(), tokens.is_capital.tolist()
    are_nouns = code in NOUNS_CAPITALISED
    hashes = tokens.hashes.tolist()
    found = defaultdict[int, list[ContentWords]](list)
    for index, low, high in sentences_of(passages, code):
        own = [at for at in range(low, high) if is_content[at]]
        names = (
            at for at in own if is_named[at] or (is_capital[at] and at > low and not are_nouns)
        )
        words = dict.fromkeys(hashes[at] for at in own)
        found[index].append(ContentWords(tuple(words), frozenset(hashes[at] for at in names)))
    return found


def _counts(sentences: Mapping[int, Iterable[ContentWords]]) -> Counter[int]:
    """Count the sentences that have each word."""
    return Counter(
        word for own in sentences.values() for sentence in own for word in sentence.words
    )


def _words(sentences: Iterable[ContentWords]) -> set[int]:
    return set(chain.from_iterable(sentence.words for sentence in sentences))


def _most_shared(
    source: Iterable[ContentWords],
    target: Iterable[ContentWords],
    worths: Mapping[int, int],
    known: Set[int],
    used: Set[int],
) -> int:
    """Return the most that a sentence of either side have in common, in hundredths of a word.

    Args:
        source: sentences of one paragraph.
        target: sentences of the other.
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


def _in_order(before: Sequence[int], after: Sequence[int]) -> Iterator[int]:
    """Yield the words that two sentences have in the same order."""
    for block in LCSseq.opcodes(before, after).as_matching_blocks():
        yield from before[block.a : block.a + block.size]
