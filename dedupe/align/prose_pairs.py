"""The pairs of words that stand close together in an article's own prose."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from dedupe.sketch.word_pairs import WordPairs, is_content_word, word_pairs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dedupe.prepare.columns import ArticleTokens

_SENTENCE = 10  # words of a paragraph; a shorter one is a line of a list, or a heading
_HEAVIEST = 1 << 20  # weight of a pair of words that stand once in an article


class ProsePairs(NamedTuple):
    """The pairs of words that stand close together in an article's own prose.

    Attributes:
        hashes: uint64[n], ascending, each once.
        weights: int64[n], the less the more often its words stand in the article: all writers on one event
            have its topic in common.
        places: where they stand, each time.
    """

    hashes: NDArray[np.uint64]
    weights: NDArray[np.int64]
    places: WordPairs


def pairs_of_prose(
    tokens: ArticleTokens, stems: NDArray[np.uint64], is_name: NDArray[np.bool_]
) -> ProsePairs:
    """Return the pairs of words of an article's own prose, by their stems; none of names alone, or in a list.

    Args:
        tokens: of the article, n of them.
        stems: uint64[n], the hashes of their stems.
        is_name: bool[n], tokens that may be a name.
    """
    is_sentence = (np.diff(tokens.bounds) >= _SENTENCE)[tokens.paragraphs]
    is_own = tokens.is_story() & ~(tokens.is_quoted | tokens.is_stock)
    is_content = is_sentence & is_own & is_content_word(tokens.hashes)
    pairs = word_pairs(stems, tokens.paragraphs, is_content)
    is_told = ~(is_name[pairs.first] & is_name[pairs.second])
    places = WordPairs(pairs.hashes[is_told], pairs.first[is_told], pairs.second[is_told])
    _, which, counts = np.unique(stems[is_content], return_inverse=True, return_counts=True)
    times = np.ones(stems.size, dtype=np.int64)
    times[is_content] = counts[which]
    hashes, at = np.unique(places.hashes, return_index=True)
    weights = _HEAVIEST // (times[places.first[at]] * times[places.second[at]])
    return ProsePairs(hashes, weights, places)
