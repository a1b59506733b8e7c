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
from dedupe.align.word_weights import low_weight_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from dedupe.prepare.columns import ArticleTokens
    from dedupe.prepare.passages import Passages

ONE = 100  # worth of a word that both articles have in a single sentence
BY_CHANCE = 3 * ONE  # of two sentences on one event whose writers do not know of each other
MOST_SENTENCES = 8  # of both articles with a word; a word of more is what they are about
LONGEST = 200  # telling words; what has more is a list and no sentence
IN_A_ROW = 2  # words in a row that a telling word stands for: a function word goes with it


class TellingWords:
    """The words of an article, sentence by sentence, that tell one sentence of an event from another.

    These are neither quoted, names, figures, stock phrases nor function words.

    Attributes:
        sentences: the telling words of each sentence that has any, by their hashes, in reading order, each
            word once.
        paragraphs: index of the paragraph of each.
        counts: in how many sentences a word stands.

    Args:
        code: its language (ISO 639-1), None where it is unknown.
        also: bool[n], words that count although they are quoted.
    """

    def __init__(
        self, passages: Passages, code: str | None, also: NDArray[np.bool_] | None = None
    ) -> None:
        self.sentences: list[tuple[int, ...]] = []
        self.paragraphs: list[int] = []
        tokens = passages.tokens
        is_telling = may_tell(tokens, code, also).tolist()
        is_name = tokens.is_capital.tolist()
        if code in NOUNS_CAPITALISED:
            is_name = [False] * len(is_name)
        hashes = tokens.hashes.tolist()
        for index, low, high in sentences_of(passages, code):
            words = dict.fromkeys(
                hashes[at]
                for at in range(low, high)
                if is_telling[at] and (at == low or not is_name[at])
            )
            if 0 < len(words) <= LONGEST:
                self.sentences.append(tuple(words))
                self.paragraphs.append(index)
        self.counts = Counter(chain.from_iterable(self.sentences))


def may_tell(
    tokens: ArticleTokens, code: str | None, also: NDArray[np.bool_] | None = None
) -> NDArray[np.bool_]:
    """Return which tokens tell one sentence from another, where a capital letter makes them no name; bool[n].

    Args:
        code: its language (ISO 639-1), None where it is unknown.
        also: bool[n], words that count although they are quoted.
    """
    is_told = ~tokens.is_quoted
    if also is not None:
        is_told |= also
    is_plain = low_weight_words(code).contains(tokens.hashes)
    is_told &= ~(tokens.is_stock | tokens.is_figure | tokens.is_named | is_plain)
    return is_told


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


NOT_RETOLD = Retold(0, ())


def find_retold(source: TellingWords, target: TellingWords) -> Retold:
    """Find what two articles tell in sentences of their own that must come from one sentence.

    Who tells of an event in words of their own chooses other words, or another order of them. The less a word
    stands elsewhere in the two articles, the more it says: what both write about all the time is their
    topic. Sentences add up by the squares of what they share beyond chance.

    Example: "The rules were set long before anyone announced a candidacy" and "Their rules, leaders insist, were set
    long before Mr Roe or anyone else announced his candidacy" share six telling words in order.
    """
    found = list(_pair_off(_retold_sentences(source, target)))
    beyond = isqrt(sum((sentence.worth - BY_CHANCE) ** 2 for sentence in found))
    edges = {
        Edge(source.paragraphs[retold.source], target.paragraphs[retold.target]) for retold in found
    }
    return Retold(IN_A_ROW * beyond // ONE, tuple(sorted(edges)))


def _retold_sentences(source: TellingWords, target: TellingWords) -> Iterator[RetoldSentence]:
    """Yield the pairs of sentences that share more than chance does."""
    worths = {
        word: 2 * ONE // (count + target.counts[word])
        for word, count in source.counts.items()
        if word in target.counts and count + target.counts[word] <= MOST_SENTENCES
    }
    holders = _sentences_with(source, worths)
    for index, words in enumerate(target.sentences):
        shared = Counter[int]()
        for word in words:
            shared.update(dict.fromkeys(holders[word], worths.get(word, 0)))
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


def sentences_of(passages: Passages, code: str | None) -> Iterator[tuple[int, int, int]]:
    """Yield the paragraph of each sentence, furniture aside, its first token, and the one after its last.

    Datelines and signatures are left out.
    """
    tokens, sentences = passages.tokens, passages.sentences(code)
    starts, bounds = tokens.starts.tolist(), tokens.bounds.tolist()
    body, end = (
        (tokens.bounds[:-1] + tokens.body).tolist(),
        (tokens.bounds[:-1] + tokens.end).tolist(),
    )
    for index in np.flatnonzero(~tokens.is_furniture).tolist():
        own = bounds[index], bounds[index + 1]
        for span in sentences[index]:
            low, high = (bisect_left(starts, at, *own) for at in span)
            yield index, max(low, body[index]), min(high, end[index])
