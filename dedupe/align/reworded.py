"""Articles rewritten from beginning to end: hardly a phrase is left, but what stands close together stays so."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedupe.prepare.columns import ArticleTokens
from dedupe.sketch.word_pairs import is_content_word, word_pairs

_LEAST_SHARE = 0.2  # of the pairs of the article with fewer; two reports of one event share a tenth
_LEAST_SHARE_OF_MANY, _MANY = (0.15, 20)  # likewise, where so many are shared that chance is no reason
_LEAST_TOLD = 0.08  # the same where most paragraphs tell what one of the other article tells
_SENTENCE = 10  # words of a paragraph; a shorter one is a line of a list, or a heading
_HEAVIEST = 1 << 20  # weight of a pair of words that stand once in an article


class ProsePairs(NamedTuple):
    """The pairs of words that stand close together in an article's own prose.

    Attributes:
        hashes: uint64[n], ascending, each once.
        weights: int64[n], the less the more often its words stand in the article: all writers on one event
            have its topic in common.
    """

    hashes: NDArray[np.uint64]
    weights: NDArray[np.int64]


def pairs_of_prose(tokens: ArticleTokens, stems: NDArray[np.uint64], is_name: NDArray[np.bool_]) -> ProsePairs:
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
    _, which, counts = np.unique(stems[is_content], return_inverse=True, return_counts=True)
    times = np.ones(stems.size, dtype=np.int64)
    times[is_content] = counts[which]
    is_told = ~(is_name[pairs.first] & is_name[pairs.second])
    hashes, at = np.unique(pairs.hashes[is_told], return_index=True)
    first, second = pairs.first[is_told][at], pairs.second[is_told][at]
    return ProsePairs(hashes, _HEAVIEST // (times[first] * times[second]))


def reworded_pairs(ours: ProsePairs, theirs: ProsePairs, tell_throughout: Callable[[], bool] = bool) -> int:
    """Count the pairs of words that two articles share of which one tells throughout what the other does.

    Args:
        ours: those of the one.
        theirs: those of the other.
        tell_throughout: returns whether most paragraphs of one tell what one of the other tells, so that a
            smaller share of the pairs is enough.

    Returns:
        The number; 0 where it is too small a share of what there is.

    Example: "Ein Bus mit Geldautomat soll künftig zweimal in der Woche die betroffenen Dörfer anfahren" and
    "Zweimal wöchentlich soll künftig ein Bus mit Geldautomat in die betroffenen Dörfer kommen" have hardly a phrase
    in common, but the pairs of Bus and Geldautomat, Geldautomat and künftig, betroffenen and Dörfer, and more.
    """
    _, first, second = np.intersect1d(ours.hashes, theirs.hashes, assume_unique=True, return_indices=True)
    shared = int(np.minimum(ours.weights[first], theirs.weights[second]).sum())
    available = int(min(ours.weights.sum(), theirs.weights.sum()))
    least = _LEAST_SHARE_OF_MANY if first.size >= _MANY else _LEAST_SHARE
    is_reworded = shared >= least * available or (shared >= _LEAST_TOLD * available and tell_throughout())
    return first.size if is_reworded else 0
