"""Pairs of words that stand close to each other, in either order: what is left of a sentence told anew.

Who rewrites a story word by word changes forms, order and phrases, so that hardly five words in a row are left;
but what belongs together stays together. Lin (2004), ROUGE, calls these skip-bigrams.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from dedupe.sketch.sorted_arrays import isin_sorted, unique_sorted
from dedupe.text.batch.hashing import hash_words, mix
from dedupe.text.language import stopwords

if TYPE_CHECKING:
    from numpy.typing import NDArray

_REACH = 2  # words of content over which a pair reaches
LEAST_SHARED = 10  # pairs; fewer are names, and phrases that anyone uses


class WordPairs(NamedTuple):
    """Pairs of words of content, `n` in all, repeated ones included.

    Attributes:
        hashes: uint64[n], the same whichever word stands first.
        first: int64[n], index of the token that stands first.
        second: int64[n], that of the other.
    """

    hashes: NDArray[np.uint64]
    first: NDArray[np.int64]
    second: NDArray[np.int64]


def word_pairs(
    tokens: NDArray[np.uint64], owners: NDArray[np.int64], is_left_out: NDArray[np.bool_]
) -> WordPairs:
    """Pair the words of content that stand close to each other.

    Example: "the bank closes eleven branches" and "eleven branches will be closed by the bank" share the pair of
    "eleven" and "branches".

    Args:
        tokens: uint64[n], their hashes.
        owners: int64[n], ascending; words of different owners, paragraphs or articles, are not paired.
        is_left_out: bool[n], tokens that take no part beside the function words of all languages.
    """
    (content,) = np.nonzero(~(is_left_out | isin_sorted(_function_words(), tokens)))
    parts = [(content[:-reach], content[reach:]) for reach in range(1, _REACH + 1)]
    first, second = (np.concatenate(column) for column in zip(*parts, strict=True))
    is_pair = (owners[first] == owners[second]) & (tokens[first] != tokens[second])
    first, second = first[is_pair], second[is_pair]
    return WordPairs(mix(tokens[first] + tokens[second]), first, second)


@cache
def _function_words() -> NDArray[np.uint64]:
    return unique_sorted(hash_words(sorted(frozenset[str]().union(*stopwords().values()))))
