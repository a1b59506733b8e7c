"""Paragraphs that are told in other words: it takes less to see beside what is carried."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from functools import cache, partial
from itertools import chain, compress, product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedupe.align.alignment import Edge
from dedupe.align.moved_paragraphs import in_order
from dedupe.align.narrative import NOUNS_CAPITALISED
from dedupe.prepare.passages import Passages

# What a pair of texts must share: words that stand in no other sentence, in hundredths, times the share that
# these are of one of the two.
_LEAST = 80
_LEAST_APART = 120  # where neither article is a copy
_LEAST_ALONE = 160  # in a copy, where no edge is near and most of it is not told like that
_LEAST_TOLD = 4  # paragraphs; fewer are told alike by two reports of one event
_MOST_OF_IT = 2 / 3  # of the paragraphs of the shorter article, told in the same order
_HALF = 0.5  # of the paragraphs of the shorter article, where all that is retold is found wherever it stands
_REACH = 2  # paragraphs, of both sides together, over which an edge speaks for another
_BEGINNING = Edge(-1, -1)  # a lead is retold as a lead
_MOST_SENTENCES = 8  # of both articles with a word; a word of more is what they are about
_MOST_PAIRS = 1 << 12  # sentences of two paragraphs; of longer ones only the whole is looked at


class ContentWords(NamedTuple):
    """The words of content of a sentence or paragraph, by the hashes of their stems, and which of them are names."""

    words: Set[int]
    names: Set[int]


class ArticleContent(NamedTuple):
    """The words of content of an article."""

    sentences: Mapping[int, Sequence[ContentWords]]  # of each paragraph that has any
    paragraphs: Mapping[int, ContentWords]  # the same together
    counts: Mapping[int, int]  # in how many sentences each word stands


def article_content(
    passages: Passages, code: str | None, stems: NDArray[np.uint64], is_content: NDArray[np.bool_]
) -> ArticleContent:
    """Return the words of content of an article, furniture aside.

    Args:
        code: its language (ISO 639-1), None where it is unknown.
        stems: uint64[n], hashes of the stems of its words.
        is_content: bool[n], whether a word says anything by itself.
    """
    tokens = passages.tokens
    is_own = is_content & ~tokens.is_page
    may_be_name = tokens.is_named | (tokens.is_capital & (code not in NOUNS_CAPITALISED))
    words, own = stems.tolist(), is_own.tolist()
    is_first_name, is_name = ((is_own & flags).tolist() for flags in (tokens.is_named, may_be_name))
    sentences = defaultdict[int, list[ContentWords]](list)
    for index, low, high in passages.story_sentences(code).tolist():
        inside = slice(low, high)
        names = set(compress(words[low + 1 : high], is_name[low + 1 : high]))
        if low < high and is_first_name[low]:
            names.add(words[low])
        sentences[index].append(ContentWords(set(compress(words[inside], own[inside])), names))
    paragraphs = {
        at: ContentWords(*(set().union(*sets) for sets in zip(*parts, strict=True))) for at, parts in sentences.items()
    }
    every = chain.from_iterable(sentences.values())
    counts = Counter(chain.from_iterable(sentence.words for sentence in every))
    return ArticleContent(sentences, paragraphs, counts)


def add_retold_edges(
    source: ArticleContent, target: ArticleContent, edges: Sequence[Edge], *, is_copy: bool
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
    shared = _SharedWords(source, target, edges)
    known, near = set(edges), _near([_BEGINNING, *edges] if is_copy else edges)
    least = _LEAST if is_copy else _LEAST_APART
    found = [
        edge
        for edge in shared.candidates(least)
        if edge not in known and (is_copy or edge in near) and shared.tell_alike(edge, least)
    ]
    if _share_told(found, source, target) <= _HALF:
        found = [edge for edge in found if edge in near or shared.tell_alike(edge, _LEAST_ALONE)]
    return tuple(sorted(known.union(found)))


def tell_in_order(source: ArticleContent, target: ArticleContent) -> bool | None:
    """Return whether one article tells most of what the other does, paragraph by paragraph, in the same order.

    Two reporters who write about one event apart from each other begin with the same, but go on in an order of their
    own. None where one has so few paragraphs that their order says nothing.
    """
    shorter = min(len(source.paragraphs), len(target.paragraphs))
    if shorter < _LEAST_TOLD:
        return None
    shared = _SharedWords(source, target, ())
    sources, targets = defaultdict[int, list[int]](list), defaultdict[int, list[int]](list)
    for edge in shared.candidates(_LEAST):
        if shared.tell_alike(edge, _LEAST):
            sources[edge.target].append(edge.source)
            targets[edge.source].append(edge.target)
    return min(len(in_order(sources)), len(in_order(targets))) >= _MOST_OF_IT * shorter


def _share_told(pairs: Collection[Edge], source: ArticleContent, target: ArticleContent) -> float:
    """Return the share of the shorter article's paragraphs that pairs of paragraphs have; 0 where these are few."""
    told = min(len({edge.source for edge in pairs}), len({edge.target for edge in pairs}))
    shorter = min(len(source.paragraphs), len(target.paragraphs))
    return told / shorter if told >= _LEAST_TOLD else 0.0


def _near(edges: Iterable[Edge]) -> set[tuple[int, int]]:
    """Return the pairs of paragraphs within reach of an edge."""
    steps = range(-_REACH, _REACH + 1)
    around = [(before, after) for before, after in product(steps, steps) if abs(before) + abs(after) <= _REACH]
    return {(edge.source + before, edge.target + after) for edge in edges for before, after in around}


class _SharedWords:
    """What words say that two articles share: the less, the more of their sentences have them."""

    def __init__(self, source: ArticleContent, target: ArticleContent, edges: Iterable[Edge]) -> None:
        self._source, self._target = source, target
        self._common = source.counts.keys() & target.counts.keys()
        self._worth = cache(partial(_worth_of, source.counts, target.counts))
        self._sources, self._targets = (defaultdict[int, list[int]](list), defaultdict[int, list[int]](list))
        for edge in edges:
            self._sources[edge.target].append(edge.source)
            self._targets[edge.source].append(edge.target)

    def candidates(self, least: int) -> Iterable[Edge]:
        """Return the pairs of paragraphs that may share enough, if all that they share is one sentence."""
        ours, theirs = self._source.counts, self._target.counts
        rare = {word for word in self._common if ours[word] + theirs[word] <= _MOST_SENTENCES}
        holders = defaultdict[int, list[int]](list)
        for at, paragraph in self._source.paragraphs.items():
            for word in paragraph.words & rare:
                holders[word].append(at)
        found: list[Edge] = []
        for at, paragraph in self._target.paragraphs.items():
            if sum(map(self._worth, (paragraph.words & self._common) - self._known(at))) < least:
                continue
            worths = Counter[int]()
            for word in paragraph.words & rare:
                worth = self._worth(word)
                for other in holders[word]:
                    worths[other] += worth
            found += [Edge(other, at) for other, worth in worths.items() if worth >= least]
        return found

    def tell_alike(self, edge: Edge, least: int) -> bool:
        """Return whether two paragraphs, or sentences of them, share enough."""
        known, used = self._known(edge.target), self._used(edge.source)
        before, after = self._source.paragraphs[edge.source], self._target.paragraphs[edge.target]
        pairs = [(before, after)]
        parts = self._source.sentences[edge.source], self._target.sentences[edge.target]
        if len(parts[0]) * len(parts[1]) <= _MOST_PAIRS:
            new = (before.words & after.words) - known
            ours, theirs = (self._telling(sentences, new, least) for sentences in parts)
            pairs += product(ours, theirs)
        return any(self._is_enough(*pair, known, used, least) for pair in pairs)

    def _telling(self, sentences: Iterable[ContentWords], new: Set[int], least: int) -> list[ContentWords]:
        """Return the sentences with so many of some words that another one may share enough of them."""
        return [sentence for sentence in sentences if sum(map(self._worth, sentence.words & new)) >= least]

    def _known(self, at: int) -> Set[int]:
        """Return the words that a target paragraph has from its partners."""
        return _together(self._source.paragraphs, self._sources[at])

    def _used(self, at: int) -> Set[int]:
        """Return the words that the partners of a source paragraph have."""
        return _together(self._target.paragraphs, self._targets[at])

    def _is_enough(
        self, source: ContentWords, target: ContentWords, known: Set[int], used: Set[int], least: int
    ) -> bool:
        """Return whether two texts share enough: in hundredths of a word, times the share of one of them that it is.

        The target paragraph has the `known` words from elsewhere; `used` ones of the source stand elsewhere in the target.
        """
        shared = source.words & target.words
        new = shared - known
        if len(shared) < 2 or sum(map(self._worth, new)) < least:
            return False  # it is never more
        names = source.names | target.names
        worth = self._sum(new, names) - self._sum(new & used, names) // 2
        if worth < least:
            return False
        whole = min(self._sum(words, names) for words in (source.words, target.words))
        return worth * self._sum(shared, names) // max(1, whole) >= least

    def _sum(self, words: Set[int], names: Set[int]) -> int:
        """Return what words are worth, of which names count half, rounded down."""
        return sum(map(self._worth, words)) - sum((self._worth(name) + 1) // 2 for name in words & names)


def _worth_of(ours: Mapping[int, int], theirs: Mapping[int, int], word: int) -> int:
    """Return what a word is worth, in hundredths, given in how many sentences of either article each stands."""
    return 200 // (ours.get(word, 1) + theirs.get(word, 1))


def _together(paragraphs: Mapping[int, ContentWords], chosen: Iterable[int]) -> Set[int]:
    return set[int]().union(*(paragraphs[at].words for at in chosen if at in paragraphs))
