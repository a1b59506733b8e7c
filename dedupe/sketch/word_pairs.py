"""Pairs of words that stand close to each other, in either order: what is left of a sentence told anew.

Who rewrites a story word by word changes forms, order and phrases, so that hardly five words in a row are left;
but what belongs together stays together. Lin (2004), ROUGE, calls these skip-bigrams.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedupe.sketch.sorted_arrays import isin_sorted, unique_sorted
from dedupe.text.batch.hashing import hash_words, mix
from dedupe.text.language import stopwords

_REACH = 2  # words of content over which a pair reaches
LEAST_SHARED = 5  # pairs; fewer are names, and phrases that anyone uses
_LEAST_SHARE = 0.05  # pairs a word of the shorter article, which has some eight for ten words


class WordPairs(NamedTuple):
    """Pairs of words of content, `n` in all, repeated ones included."""

    hashes: NDArray[np.uint64]  # [n], the same whichever word stands first
    first: NDArray[np.int64]  # [n], index of the token that stands first
    second: NDArray[np.int64]  # [n], that of the other


def word_pairs(words: NDArray[np.uint64], owners: NDArray[np.int64], is_content: NDArray[np.bool_]) -> WordPairs:
    """Pair the words of content that stand close to each other.

    Example: "the bank closes eleven branches" and "eleven branches will be closed by the bank" share the pair of
    "eleven" and "branches".

    Args:
        words: uint64[n], the hash of each token, or of its stem.
        owners: int64[n], ascending; words of different owners, paragraphs or articles, are not paired.
        is_content: bool[n], tokens that take part.
    """
    (content,) = np.nonzero(is_content)
    parts = [(content[:-reach], content[reach:]) for reach in range(1, _REACH + 1)]
    first, second = (np.concatenate(column) for column in zip(*parts, strict=True))
    is_pair = (owners[first] == owners[second]) & (words[first] != words[second])
    first, second = first[is_pair], second[is_pair]
    return WordPairs(mix(words[first] + words[second]), first, second)


def shares_many(times: Any, words: Any) -> Any:  # noqa: ANN401 - arrays, or columns
    """Return for each two articles whether they share so many pairs, for the shorter one, that it may tell it anew."""
    return (times >= LEAST_SHARED) & (times >= _LEAST_SHARE * words)


def is_content_word(tokens: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Return which tokens are no function words of any language; bool[n]."""
    return ~isin_sorted(_function_words(), tokens)


@cache
def _function_words() -> NDArray[np.uint64]:
    return unique_sorted(hash_words(sorted(frozenset[str]().union(*stopwords().values()))))
