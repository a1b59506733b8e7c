"""The words of an article that tell one sentence from another."""

from __future__ import annotations

from collections import Counter
from itertools import chain, compress

import numpy as np
from numpy.typing import NDArray

from dedupe.align.narrative import NOUNS_CAPITALISED
from dedupe.prepare.passages import Passages
from dedupe.prepare.token_columns import ArticleTokens

LONGEST = 200  # telling words; what has more is a list and no sentence


class TellingWords:
    """The words of an article, sentence by sentence, that tell one sentence of an event from another.

    These are neither quoted, names, figures, stock phrases nor function words.

    Attributes:
        sentences: the telling words of each sentence that has any, by their hashes, in reading order, each
            word once.
        counts: in how many sentences a word stands.

    Args:
        code: its language (ISO 639-1), None where it is unknown.
        is_content: bool[n], whether a word says anything by itself.
        also: bool[n], words that count although they are quoted.
    """

    def __init__(
        self, passages: Passages, code: str | None, is_content: NDArray[np.bool_], also: NDArray[np.bool_] | None = None
    ) -> None:
        self.sentences: list[tuple[int, ...]] = []
        tokens = passages.tokens
        is_possible = may_tell(tokens, is_content, also)
        is_name = tokens.is_capital & (code not in NOUNS_CAPITALISED)
        is_first, is_telling = is_possible.tolist(), (is_possible & ~is_name).tolist()
        hashes = tokens.hashes.tolist()
        for _, low, high in passages.story_sentences(code).tolist():
            first = compress(hashes[low : min(low + 1, high)], is_first[low : low + 1])
            words = dict.fromkeys(chain(first, compress(hashes[low + 1 : high], is_telling[low + 1 : high])))
            if 0 < len(words) <= LONGEST:
                self.sentences.append(tuple(words))
        self.counts = Counter(chain.from_iterable(self.sentences))


def may_tell(
    tokens: ArticleTokens, is_content: NDArray[np.bool_], also: NDArray[np.bool_] | None = None
) -> NDArray[np.bool_]:
    """Return which tokens tell one sentence from another, where a capital letter makes them no name; bool[n].

    They say something by themselves: `is_content`, bool[n]. The words of `also`, bool[n], count although they are quoted.
    """
    is_told = ~tokens.is_quoted
    if also is not None:
        is_told |= also
    is_told &= is_content & ~(tokens.is_stock | tokens.is_figure | tokens.is_named)
    return is_told
