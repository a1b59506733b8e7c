"""Paragraphs that are told in other words: it takes less to see beside what is carried."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain, product
from typing import TYPE_CHECKING, NamedTuple

from dedupe.align.alignment import Edge
from dedupe.align.narrative import NOUNS_CAPITALISED
from dedupe.align.telling_words import sentences_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence, Set

    import numpy as np
    from numpy.typing import NDArray

    from dedupe.align.alignable_article import AlignableArticle
    from dedupe.prepare.passages import Passages

# What a pair of texts must share: words that stand in no other sentence, in hundredths, times the share that
# these are of one of the two.
_LEAST = 80
_LEAST_APART = 120  # where neither article is a copy
_LEAST_ALONE = 160  # in a copy, where no edge is near
_REACH = 2  # paragraphs, of both sides together, over which an edge speaks for another
_MOST_SENTENCES = 8  # of both articles with a word; a word of more is what they are about
_MOST_PAIRS = 1 << 12  # sentences of two paragraphs; of longer ones only the whole is looked at


class ContentWords(NamedTuple):
    """The words of content of a sentence, by the hashes of their stems, and which of them are names."""

    words: Set[int]
    names: Set[int]


def content_sentences(
    passages: Passages, code: str | None, stems: NDArray[np.uint64], is_content: NDArray[np.bool_]
) -> dict[int, list[ContentWords]]:
    """Return the sentences of each paragraph that has any with a word of content.

    Args:
        code: its language (ISO 639-1), None where it is unknown.
        stems: uint64[n], hashes of the stems of its words.
        is_content: bool[n], whether a word says anything by itself.
    """
    tokens = passages.tokens
    words, is_own = stems.tolist(), (is_content & ~tokens.is_page).tolist()
    is_named, is_capital = tokens.is_named.tolist(), tokens.is_capital.tolist()
    are_nouns = code in NOUNS_CAPITALISED
    found = defaultdict[int, list[ContentWords]](list)
    for index, low, high in sentences_of(passages, code):
        own = [at for at in range(low, high) if is_own[at]]
        names = {
            words[at]
            for at in own
            if is_named[at] or (is_capital[at] and at > low and not are_nouns)
        }
        found[index].append(ContentWords({words[at] for at in own}, names))
    return found


def add_retold_edges(
    source: AlignableArticle, target: AlignableArticle, edges: Sequence[Edge], *, is_copy: bool
) -> tuple[Edge, ...]:
    """Add pairs of paragraphs of which a sentence, or the whole, is told in other words.

    What they share weighs the more, the larger a part of either it is, and the fewer sentences have it. Words that
    a target paragraph has from its partners already say nothing, and those that its source's partners have
    taken count half; so do names, which are what both articles are about.

    Example: "Whitstone Energy, which had two workers when the storm hit the island" beside a paragraph that is
    carried, and "The storm hit when Whitstone Energy had no more than two workers".

    Args:
        is_copy: whether one article is a copy of the other; else only pairs beside an edge count.
    """
    ours, theirs = source.content_sentences, target.content_sentences
    shared = _SharedWords(ours, theirs)
    before, after = _paragraphs(ours), _paragraphs(theirs)
    known, used = defaultdict[int, set[int]](set), defaultdict[int, set[int]](set)
    for edge in edges:
        known[edge.target] |= before[edge.source].words
        used[edge.source] |= after[edge.target].words
    near = _near(edges)
    least = _LEAST if is_copy else _LEAST_APART
    found = set(edges)
    for edge in shared.paragraphs(before, after, least):
        pairs = [(before[edge.source], after[edge.target])]
        if len(ours[edge.source]) * len(theirs[edge.target]) <= _MOST_PAIRS:
            pairs += product(ours[edge.source], theirs[edge.target])
        if (is_copy or edge in near) and max(
            shared.worth(*pair, known[edge.target], used[edge.source]) for pair in pairs
        ) >= (least if edge in near else _LEAST_ALONE):
            found.add(edge)
    return tuple(sorted(found))


def _paragraphs(sentences: Mapping[int, Sequence[ContentWords]]) -> defaultdict[int, ContentWords]:
    """Return the words of each paragraph, given those of its sentences."""
    found = defaultdict[int, ContentWords](lambda: ContentWords(set(), set()))
    for at, own in sentences.items():
        words, names = (set(chain.from_iterable(sets)) for sets in zip(*own, strict=True))
        found[at] = ContentWords(words, names)
    return found


def _near(edges: Iterable[Edge]) -> set[tuple[int, int]]:
    """Return the pairs of paragraphs within reach of an edge."""
    steps = range(-_REACH, _REACH + 1)
    around = [
        (before, after)
        for before, after in product(steps, steps)
        if abs(before) + abs(after) <= _REACH
    ]
    return {
        (edge.source + before, edge.target + after) for edge in edges for before, after in around
    }


class _SharedWords:
    """What words say that two articles share: the less, the more of their sentences have them."""

    def __init__(
        self,
        source: Mapping[int, Iterable[ContentWords]],
        target: Mapping[int, Iterable[ContentWords]],
    ) -> None:
        self._before, self._after = _counts(source), _counts(target)

    def paragraphs(
        self, source: Mapping[int, ContentWords], target: Mapping[int, ContentWords], least: int
    ) -> list[Edge]:
        """Return the pairs of paragraphs, ascending, that share enough, if all that they share is one sentence."""
        rare = {
            word
            for word in self._before.keys() & self._after.keys()
            if self._before[word] + self._after[word] <= _MOST_SENTENCES
        }
        holders = defaultdict[int, list[int]](list)
        for at, paragraph in source.items():
            for word in paragraph.words & rare:
                holders[word].append(at)
        worths = Counter[Edge]()
        for at, paragraph in target.items():
            for word in paragraph.words & rare:
                for other in holders[word]:
                    worths[Edge(other, at)] += self._worth(word)
        return sorted(edge for edge, worth in worths.items() if worth >= least)

    def worth(
        self, source: ContentWords, target: ContentWords, known: Set[int], used: Set[int]
    ) -> int:
        """Return what two texts share, in hundredths of a word, times the share of one of them that it is.

        Args:
            known: words that the target paragraph has from elsewhere.
            used: words of the source paragraph that stand elsewhere in the target.
        """
        shared = source.words & target.words
        if len(shared) < 2:
            return 0
        names = source.names | target.names
        whole = min(self._sum(words, names) for words in (source.words, target.words))
        new = shared - known
        worth = self._sum(new, names) - self._sum(new & used, names) // 2
        return worth * self._sum(shared, names) // max(1, whole)

    def _sum(self, words: Iterable[int], names: Set[int]) -> int:
        return sum(self._worth(word) // (1 + (word in names)) for word in words)

    def _worth(self, word: int) -> int:
        return 200 // (max(1, self._before[word]) + max(1, self._after[word]))


def _counts(sentences: Mapping[int, Iterable[ContentWords]]) -> Counter[int]:
    """Count the sentences that have each word."""
    return Counter(
        word for own in sentences.values() for sentence in own for word in sentence.words
    )
