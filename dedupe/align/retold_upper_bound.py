"""How much pairs of texts tell in other words at the most, whatever the order of the words."""

from __future__ import annotations

from math import isqrt

import numpy as np
from numpy.typing import NDArray

from dedupe.align.narrative import NOUNS_CAPITALISED
from dedupe.align.prose_and_quotations import LEAST_RUN
from dedupe.align.retold_sentences import BY_CHANCE, IN_A_ROW, MOST_SENTENCES, ONE
from dedupe.align.telling_words import LONGEST, may_tell
from dedupe.align.text_batch import TextBatch
from dedupe.prepare.stock_text import long_runs
from dedupe.sketch.hashes_by_text import HashesByText
from dedupe.sketch.sorted_arrays import begins_run

_MOST_POINTS = 1 << 16  # sentences of both texts with a word, beyond which nothing is counted


class PossibleTellingWords:
    """The words of texts that may tell one sentence from another, `m` in all.

    Args:
        with_quotations: whether those of long quotations count, whoever these are put down to.
    """

    words: HashesByText  # each word once a sentence
    sentences: NDArray[np.int64]  # int64[m], where each stands
    counts: NDArray[np.int64]  # int64[m], in how many sentences of the text it stands at least

    def __init__(self, batch: TextBatch, *, with_quotations: bool) -> None:
        tokens = batch.tokens
        is_told = (batch.sentences >= 0) & begins_run(batch.sentences)
        is_told |= (batch.sentences >= 0) & ~(tokens.is_capital & (batch.code not in NOUNS_CAPITALISED))
        is_own = is_told & may_tell(tokens, batch.is_content)
        is_possible = is_own
        if with_quotations:
            quoted = long_runs(tokens.is_marked, tokens.paragraphs, LEAST_RUN)
            is_possible = is_told & may_tell(tokens, batch.is_content, quoted)
        at = np.flatnonzero(is_possible)
        at = at[np.lexsort((~is_own[at], tokens.hashes[at], batch.sentences[at]))]
        at = at[begins_run(tokens.hashes[at], batch.sentences[at])]
        self.words, self.sentences = batch.by_text(tokens.hashes[at], at), batch.sentences[at]
        is_sentence = np.bincount(self.sentences, minlength=1)[self.sentences] <= LONGEST  # and no list
        self.counts = np.maximum(self.words.sums(is_own[at] & is_sentence), 1)


def most_retold(
    sources: PossibleTellingWords, targets: PossibleTellingWords, pairs: NDArray[np.int64]
) -> list[int | None]:
    """Return how many words in a row would tell as much as all that pairs of texts can tell in other words.

    No sentences share more than their words in any order, whichever are paired off; so `retold_words` finds no more.

    Args:
        sources: what may count of the first texts.
        targets: likewise of the second.
        pairs: int64[p, 2], of texts.

    Returns:
        The numbers; None where that is not known, as too many sentences have the same words.
    """
    matches, is_unknown = targets.words.matches(sources.words, pairs, _MOST_POINTS)
    counts = sources.counts[matches.sources] + targets.counts[matches.targets]
    worth = np.where(counts > MOST_SENTENCES, 0, 2 * ONE // counts)
    before, after = sources.sentences[matches.sources], targets.sentences[matches.targets]
    order = np.lexsort((before, after, matches.pairs))
    starts = np.flatnonzero(begins_run(before[order], after[order], matches.pairs[order]))
    shared = np.add.reduceat(worth[order], starts) if starts.size else worth
    beyond = np.maximum(shared - BY_CHANCE, 0)
    squares = np.zeros(len(pairs), dtype=np.int64)
    np.add.at(squares, matches.pairs[order][starts], beyond * beyond)
    most = [IN_A_ROW * isqrt(square) // ONE for square in squares.tolist()]
    return [None if unknown else words for unknown, words in zip(is_unknown.tolist(), most, strict=True)]
