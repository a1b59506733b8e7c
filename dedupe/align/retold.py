"""Sentences told in other words: the same telling words in the same order, though few of them in a row."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from itertools import chain
from math import isqrt
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from rapidfuzz.distance import LCSseq

from dedupe.align.alignment import Edge
from dedupe.align.narrative import NOUNS_CAPITALISED
from dedupe.align.weights import low_weight_words
from dedupe.text.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from dedupe.prepare.paragraphs import Passage

_ONE = 100  # worth of a word that both articles have in a single sentence
_BY_CHANCE = 3 * _ONE  # of two sentences on one event whose writers do not know of each other
_MOST_SENTENCES = 8  # of both articles with a word; a word of more is what they are about
_LONGEST = 200  # telling words; what has more is a list and no sentence
_IN_A_ROW = 2  # words in a row that a telling word stands for: a function word goes with it


class TellingWords:
    """The words of an article, sentence by sentence, that tell one sentence of an event from another.

    These are neither quoted, names, figures, stock phrases nor function words.

    Attributes:
        sentences: the telling words of each sentence that has any, in reading order, each word once.
        paragraphs: index of the paragraph of each.
        counts: in how many sentences a word stands.

    Args:
        passages: the article's paragraphs.
        code: its language (ISO 639-1), None where it is unknown.
        also: bool[n], words that count although they are quoted.
    """

    def __init__(
        self, passages: Sequence[Passage], code: str | None, also: NDArray[np.bool_] | None = None
    ) -> None:
        self.sentences: list[tuple[str, ...]] = []
        self.paragraphs: list[int] = []
        offset = 0
        for index, passage in enumerate(passages):
            end = offset + len(passage.words)
            for words in _telling_sentences(
                passage, code, None if also is None else also[offset:end]
            ):
                self.sentences.append(words)
                self.paragraphs.append(index)
            offset = end
        self.counts = Counter(chain.from_iterable(self.sentences))


class RetoldSentence(NamedTuple):
    """A sentence of each article that have telling words in one order.

    Attributes:
        worth: of these words, in hundredths of a word.
        source: index of the source's sentence.
        target: index of the target's sentence.
    """

    worth: int
    source: int
    target: int


class Retold(NamedTuple):
    """What two articles tell in other words.

    Attributes:
        words: as many in a row would tell as much, beside those in a row that they have in common.
        edges: the paragraphs of the sentences.
    """

    words: int
    edges: tuple[Edge, ...]


def find_retold(source: TellingWords, target: TellingWords) -> Retold:
    """Find what two articles tell in sentences of their own that must come from one sentence.

    Who tells of an event in words of their own chooses other words, or another order of them. The less a word
    stands elsewhere in the two articles, the more it says: what both write about all the time is their
    topic. Sentences add up by the squares of what they share beyond chance.

    Example: "The rules were set long before anyone announced a candidacy" and "Their rules, leaders insist, were set
    long before Mr Roe or anyone else announced his candidacy" share six telling words in order.

    Args:
        source: the telling words of one article.
        target: those of the other.
    """
    found = list(_pair_off(_retold_sentences(source, target)))
    beyond = isqrt(sum((sentence.worth - _BY_CHANCE) ** 2 for sentence in found))
    edges = {Edge(source.paragraphs[it.source], target.paragraphs[it.target]) for it in found}
    return Retold(_IN_A_ROW * beyond // _ONE, tuple(sorted(edges)))


def _retold_sentences(source: TellingWords, target: TellingWords) -> Iterator[RetoldSentence]:
    """Yield the pairs of sentences that share more than chance does."""
    worths = {
        word: 2 * _ONE // (count + target.counts[word])
        for word, count in source.counts.items()
        if word in target.counts and count + target.counts[word] <= _MOST_SENTENCES
    }
    holders = _sentences_with(source, worths)
    for index, words in enumerate(target.sentences):
        shared = Counter[int]()
        for word in words:
            shared.update(dict.fromkeys(holders[word], worths.get(word, 0)))
        for other in sorted(other for other, most in shared.items() if most > _BY_CHANCE):
            worth = _worth_in_order(source.sentences[other], words, worths)
            if worth > _BY_CHANCE:
                yield RetoldSentence(worth, other, index)


def _sentences_with(article: TellingWords, words: Mapping[str, int]) -> defaultdict[str, list[int]]:
    """Return the indices of an article's sentences that have each of some words."""
    holders = defaultdict[str, list[int]](list)
    for index, sentence in enumerate(article.sentences):
        for word in sentence:
            if word in words:
                holders[word].append(index)
    return holders


def _worth_in_order(before: Sequence[str], after: Sequence[str], worths: Mapping[str, int]) -> int:
    """Add up the worth of the words that two sentences have in the same order."""
    before, after = ([word for word in words if word in worths] for words in (before, after))
    return sum(
        worths[word]
        for opcode in LCSseq.opcodes(before, after)
        if opcode.tag == "equal"
        for word in before[opcode.src_start : opcode.src_end]
    )


def _pair_off(found: Iterable[RetoldSentence]) -> Iterator[RetoldSentence]:
    """Yield the pairs worth most, each sentence of either side once."""
    sources, targets = set[int](), set[int]()
    for retold in sorted(found, key=lambda it: (-it.worth, it.source, it.target)):
        if retold.source not in sources and retold.target not in targets:
            sources.add(retold.source)
            targets.add(retold.target)
            yield retold


def _telling_sentences(
    passage: Passage, code: str | None, also: NDArray[np.bool_] | None
) -> Iterator[tuple[str, ...]]:
    """Yield the telling words of each sentence of a paragraph that has any."""
    if passage.furniture:
        return
    is_told = ~np.array(passage.quoted, dtype=np.bool_)
    if also is not None:
        is_told |= also
    is_told &= ~np.array(passage.stock, dtype=np.bool_)
    plain = low_weight_words(code)
    for low, high in _sentences(passage, code):
        words = tuple(
            dict.fromkeys(
                passage.words[at]
                for at in range(low, high)
                if is_told[at]
                and passage.words[at] not in plain
                and not _is_name(passage, at, low, code)
            )
        )
        if 0 < len(words) <= _LONGEST:
            yield words


def _sentences(passage: Passage, code: str | None) -> Iterator[tuple[int, int]]:
    """Yield the first token of each sentence between dateline and signature, and the one after its last."""
    for start, end in sentence_spans(passage.text, code):
        low, high = (bisect_left(passage.tokens.starts, at) for at in (start, end))
        yield max(low, passage.body), min(high, passage.end)


def _is_name(passage: Passage, at: int, first: int, code: str | None) -> bool:
    """Return whether a word is a figure, or may be a name for its capital letter."""
    if passage.words[at][0].isdigit() or passage.named[at]:
        return True
    return passage.capital[at] and at > first and code not in NOUNS_CAPITALISED
