"""Paragraphs that are told in other words: it takes less to see beside what is carried."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from functools import cache
from itertools import product

from dedupe.align.alignment import Edge
from dedupe.align.article_content import ArticleContent, ContentWords
from dedupe.align.moved_paragraphs import in_order
from dedupe.align.paragraph_edges import is_near
from dedupe.align.possible_retellings import ONE, possible_retellings
from dedupe.align.token_runs import ParagraphPair

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
_LEAST_OF_RARE = ONE // _MOST_SENTENCES
_MOST_PAIRS = 1 << 12  # sentences of two paragraphs; of longer ones only the whole is looked at


def add_retold_edges(
    source: ArticleContent, target: ArticleContent, edges: Sequence[Edge], *, is_copy: bool, told: Collection[int] = ()
) -> tuple[Edge, ...]:
    """Add pairs of paragraphs of which a sentence, or the whole, is told in other words.

    What they share weighs the more, the larger a part of either it is, and the fewer sentences have it. Words that
    a target paragraph has from its partners already say nothing, and those that its source's partners have
    taken count half; so do names, which are what both articles are about.

    Example: "Whitstone Energy, which had two workers when the storm hit the island" beside a paragraph that is
    carried, and "The storm hit when Whitstone Energy had no more than two workers".

    Args:
        is_copy: whether one article is a copy of the other; else only pairs beside an edge count.
        told: target paragraphs that equal one of their partners, and so tell nothing else.
    """
    shared = SharedWords(source, target, edges)
    known, near = frozenset[ParagraphPair](edges), frozenset[ParagraphPair]([_BEGINNING, *edges] if is_copy else edges)
    least = _LEAST if is_copy else _LEAST_APART
    found = [
        edge
        for edge in shared.told_alike(set(target.paragraphs).difference(told), least)
        if edge not in known and (is_copy or is_near(edge, near, _REACH))
    ]
    if _share_told(found, source, target) <= _HALF:
        found = [edge for edge in found if is_near(edge, near, _REACH) or shared.tell_alike(edge, _LEAST_ALONE)]
    return tuple(sorted([*edges, *found]))


def tell_in_order(source: ArticleContent, target: ArticleContent) -> bool | None:
    """Return whether one article tells most of what the other does, paragraph by paragraph, in the same order.

    Two reporters who write about one event apart from each other begin with the same, but go on in an order of their
    own. None where one has so few paragraphs that their order says nothing.
    """
    shorter = min(len(source.paragraphs), len(target.paragraphs))
    if shorter < _LEAST_TOLD:
        return None
    sources, targets = defaultdict[int, list[int]](list), defaultdict[int, list[int]](list)
    for edge in SharedWords(source, target, ()).told_alike(target.paragraphs, _LEAST):
        sources[edge.target].append(edge.source)
        targets[edge.source].append(edge.target)
    return min(len(in_order(sources)), len(in_order(targets))) >= _MOST_OF_IT * shorter


def _share_told(pairs: Collection[Edge], source: ArticleContent, target: ArticleContent) -> float:
    """Return the share of the shorter article's paragraphs that pairs of paragraphs have; 0 where these are few."""
    told = min(len({edge.source for edge in pairs}), len({edge.target for edge in pairs}))
    shorter = min(len(source.paragraphs), len(target.paragraphs))
    return told / shorter if told >= _LEAST_TOLD else 0.0


class _Worths(dict[int, int]):
    """What each word says that two articles share, the less, the more of their sentences have it: 100 where two do."""

    def __init__(self, source: ArticleContent, target: ArticleContent) -> None:
        super().__init__()
        self._source, self._target = source, target

    def __missing__(self, word: int) -> int:
        sentences = self._source.counts.get(word, 1) + self._target.counts.get(word, 1)
        self[word] = worth = ONE // sentences
        return worth


class SharedWords:
    """What the words say that the paragraphs of two articles share, beside what edges explain."""

    def __init__(self, source: ArticleContent, target: ArticleContent, edges: Collection[Edge]) -> None:
        self._source, self._target, self._edges = source, target, edges
        sources, targets = (defaultdict[int, list[int]](list), defaultdict[int, list[int]](list))
        for edge in edges:
            sources[edge.target].append(edge.source)
            targets[edge.source].append(edge.target)
        self._worth = _Worths(source, target).__getitem__
        self._known = cache(lambda at: source.words_of(sources[at]))
        self._used = cache(lambda at: target.words_of(targets[at]))

    def told_alike(self, targets: Collection[int], least: int) -> Iterator[Edge]:
        """Yield the pairs of some target paragraphs that share enough, and enough of it in words that are rare."""
        places = self._source.places, self._target.places
        for edge in possible_retellings(*places, self._edges, targets, least):
            words = self._source.words(edge.source) & self._target.words(edge.target)
            of_rare = (worth for worth in map(self._worth, words) if worth >= _LEAST_OF_RARE)
            if len(words) > 1 and sum(of_rare) >= least and self.tell_alike(edge, least):
                yield edge

    def tell_alike(self, edge: Edge, least: int) -> bool:
        """Return whether two paragraphs, or sentences of them, share enough."""
        known, used = self._known(edge.target), self._used(edge.source)
        new = (self._source.words(edge.source) & self._target.words(edge.target)) - known
        if sum(map(self._worth, new)) < least:
            return False
        pairs = [(self._source.paragraph(edge.source), self._target.paragraph(edge.target))]
        parts = self._source.sentences(edge.source), self._target.sentences(edge.target)
        if len(parts[0]) * len(parts[1]) <= _MOST_PAIRS:
            ours, theirs = (self._telling(sentences, new, least) for sentences in parts)
            pairs += product(ours, theirs)
        return any(self._is_enough(*pair, known, used, least) for pair in pairs)

    def _telling(self, sentences: Iterable[ContentWords], new: Set[int], least: int) -> list[ContentWords]:
        """Return the sentences with so many of some words that another one may share enough of them."""
        return [sentence for sentence in sentences if sum(map(self._worth, sentence.words & new)) >= least]

    def _is_enough(
        self, source: ContentWords, target: ContentWords, known: Set[int], used: Set[int], least: int
    ) -> bool:
        """Return whether two texts share enough: in hundredths of a word, times the share of one of them that it is.

        The target paragraph has the `known` words from elsewhere; `used` ones of the source stand elsewhere in the target.
        """
        shared = source.words & target.words
        new = shared - known
        most = sum(map(self._worth, new))
        if len(shared) < 2 or most < least:
            return False
        names = source.names | target.names
        worth = self._sum(new, names) - self._sum(new & used, names) // 2
        if worth < least:
            return False
        whole = min(self._sum(text.words, names) for text in (source, target))
        return worth * self._sum(shared, names) // max(1, whole) >= least

    def _sum(self, words: Set[int], names: Set[int]) -> int:
        """Return what words are worth, of which names count half, rounded down."""
        return sum(map(self._worth, words)) - sum((self._worth(name) + 1) // 2 for name in words & names)
