"""How much two articles can tell in other words at the most, seen without cutting them into sentences."""

from __future__ import annotations

from math import isqrt
from typing import TYPE_CHECKING

import numpy as np

from dedupe.align.narrative import NOUNS_CAPITALISED
from dedupe.align.retold_sentences import (
    BY_CHANCE,
    IN_A_ROW,
    LONGEST,
    MOST_SENTENCES,
    ONE,
    may_tell,
)
from dedupe.text.batch.expand_ranges import expand_ranges

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dedupe.prepare.columns import ArticleTokens

_MOST_POINTS = 1 << 16  # paragraphs of both with a word, beyond which nothing is counted


class PossibleTellingWords:
    """The words that may tell one sentence of an article from another, paragraph by paragraph, `m` in all.

    Attributes:
        words: uint64[m], ascending, their hashes.
        paragraphs: int64[m], where each stands; each word once a paragraph.
        times: int64[m], how often it stands there.
        counts: int64[m], in how many sentences of the article it stands at least.

    Args:
        code: its language (ISO 639-1), None where it is unknown.
        also: bool[n], words that may count although they are quoted; None for none.
    """

    def __init__(
        self, tokens: ArticleTokens, code: str | None, also: NDArray[np.bool_] | None = None
    ) -> None:
        paragraphs = tokens.paragraphs
        is_text = tokens.is_text() & ~tokens.is_furniture[paragraphs]
        own = may_tell(tokens, code) & is_text
        sizes = np.bincount(paragraphs[own], minlength=tokens.body.size)
        is_sure = own & (sizes <= LONGEST)[paragraphs]
        if code not in NOUNS_CAPITALISED:
            is_sure &= ~tokens.is_capital
        at = np.flatnonzero(own if also is None else may_tell(tokens, code, also) & is_text)
        at = at[np.lexsort((paragraphs[at], tokens.hashes[at]))]
        words, places, sure = tokens.hashes[at], paragraphs[at], is_sure[at]
        is_new = np.ones(at.size, dtype=np.bool_)
        is_new[1:] = (words[1:] != words[:-1]) | (places[1:] != places[:-1])
        firsts = np.flatnonzero(is_new)
        self.words, self.paragraphs = words[firsts], places[firsts]
        self.times = np.diff(np.append(firsts, at.size))
        is_held = np.add.reduceat(sure, firsts, dtype=np.int64) > 0 if at.size else sure
        starts = np.searchsorted(self.words, self.words)
        held = np.append(0, np.cumsum(is_held))
        counts = held[np.searchsorted(self.words, self.words, "right")] - held[starts]
        self.counts = np.maximum(counts, 1)


def most_retold(source: PossibleTellingWords, target: PossibleTellingWords) -> int | None:
    """Return how many words in a row would tell as much as all that two articles can tell in other words.

    Two sentences share no more than the paragraphs that they stand in, and no word is worth more than one
    that stands in as many paragraphs; so `find_retold` finds no more.

    Returns:
        The number; None where that is not known, as too many paragraphs have the same words.
    """
    low = np.searchsorted(source.words, target.words)
    times = np.searchsorted(source.words, target.words, "right") - low
    if times.sum() > _MOST_POINTS:
        return None
    ours, theirs = expand_ranges(low, times), np.repeat(np.arange(times.size), times)
    counts = source.counts[ours] + target.counts[theirs]
    worth = np.minimum(source.times[ours], target.times[theirs]) * (2 * ONE // counts)
    worth[counts > MOST_SENTENCES] = 0
    pairs = target.paragraphs[theirs] * (int(source.paragraphs.max(initial=0)) + 1)
    pairs += source.paragraphs[ours]
    order = np.argsort(pairs, kind="stable")
    is_first = np.diff(pairs[order], prepend=-1) != 0
    shared = np.add.reduceat(worth[order], np.flatnonzero(is_first)) if order.size else worth
    beyond = np.maximum(shared - BY_CHANCE, 0)
    return IN_A_ROW * isqrt(int(np.dot(beyond, beyond))) // ONE
