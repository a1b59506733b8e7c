"""Sentences told in other words: the same telling words in the same order, though few of them in a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import isqrt
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from dedupe.align.telling_words import TellingWords

ONE = 100  # worth of a word that both articles have in a single sentence
BY_CHANCE = 3 * ONE  # of two sentences on one event whose writers do not know of each other
MOST_SENTENCES = 8  # of both articles with a word; a word of more is what they are about
IN_A_ROW = 2  # words in a row that a telling word stands for: a function word goes with it


class RetoldSentence(NamedTuple):
    """A sentence of each article that have telling words in one order."""

    worth: int  # of these words, in hundredths of a word
    source: int  # index of the source's sentence
    target: int  # index of the target's sentence


def retold_words(source: TellingWords, target: TellingWords) -> int:
    """Measure what two articles tell in sentences of their own that must come from one sentence.

    Who tells of an event in words of their own chooses other words, or another order of them. The less a word
    stands elsewhere in the two articles, the more it says: what both write about all the time is their
    topic. Sentences add up by the squares of what they share beyond chance.

    Example: "The rules were set long before anyone announced a candidacy" and "Their rules, leaders insist, were set
    long before Mr Roe or anyone else announced his candidacy" share six telling words in order.

    Returns:
        As many words in a row would tell as much, beside those in a row that they have in common.
    """
    pairs = _pair_off(_retold_sentences(source, target))
    return IN_A_ROW * isqrt(sum((pair.worth - BY_CHANCE) ** 2 for pair in pairs)) // ONE


def _retold_sentences(source: TellingWords, target: TellingWords) -> Iterator[RetoldSentence]:
    """Yield the pairs of sentences that share more than chance does."""
    worths = {
        word: 2 * ONE // (count + target.counts[word])
        for word, count in source.counts.items()
        if word in target.counts and count + target.counts[word] <= MOST_SENTENCES
    }
    holders = _sentences_with(source, worths)
    for index, words in enumerate(target.sentences):
        shared = defaultdict[int, int](int)
        for word in filter(worths.__contains__, words):
            for other in holders[word]:
                shared[other] += worths[word]
        for other in sorted(other for other, most in shared.items() if most > BY_CHANCE):
            worth = _worth_in_order(source.sentences[other], words, worths)
            if worth > BY_CHANCE:
                yield RetoldSentence(worth, other, index)


def _sentences_with(article: TellingWords, words: Mapping[int, int]) -> defaultdict[int, list[int]]:
    """Return the indices of an article's sentences that have each of some words."""
    holders = defaultdict[int, list[int]](list)
    for index, sentence in enumerate(article.sentences):
        for word in sentence:
            if word in words:
                holders[word].append(index)
    return holders


def _worth_in_order(before: Sequence[int], after: Sequence[int], worths: Mapping[int, int]) -> int:
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
    for retold in sorted(found, key=lambda pair: (-pair.worth, pair.source, pair.target)):
        if retold.source not in sources and retold.target not in targets:
            sources.add(retold.source)
            targets.add(retold.target)
            yield retold
