"""Weights of words: how much it says that two articles share one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

import numpy as np
from numpy.typing import NDArray

from dedupe.package_data import read_table
from dedupe.prepare.token_columns import ArticleTokens
from dedupe.sketch.sorted_arrays import HashSet, unique_sorted
from dedupe.text.batch.hashing import hash_words
from dedupe.text.language import stopwords

CONTENT, NAME, FUNCTION = 100, 50, 20  # hundredths of a word
QUOTED_FUNCTION = 40  # a quotation is carried word for word, or it is another
_SHORT = 5  # letters


@cache
def low_weight_words(code: str | None) -> HashSet:
    """Return hashes of the words that say nothing by themselves: short function words and words of attribution.

    Longer function words ("although", "instead") are rare enough to tell one sentence from another. The language is ISO
    639-1; None stands for all that are known.
    """
    frames = read_table("frames")
    short = (w for words in _of(stopwords(), code) for w in words if len(w) <= _SHORT)
    framing = (word for words in _of(frames, code) for word in words)
    return HashSet(unique_sorted(hash_words([*short, *framing])))


def _of(table: Mapping[str, Iterable[str]], code: str | None) -> Iterable[Iterable[str]]:
    return [words for key, words in table.items() if code in (key, None)]


def weights(tokens: ArticleTokens, is_light: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the weight of each token, in hundredths of a word; int64[n].

    What belongs to the page weighs nothing, nor does the signature of a post. Which are light, bool[n], says
    `low_weight_words`.
    """
    function = np.where(tokens.is_marked, QUOTED_FUNCTION, FUNCTION)
    weighed = np.where(is_light, function, np.where(tokens.is_named, NAME, CONTENT))
    firsts, paragraphs = tokens.bounds[:-1], tokens.paragraphs
    is_nothing = tokens.is_page | tokens.is_furniture[paragraphs]
    is_nothing |= np.arange(weighed.size) >= (firsts + tokens.end)[paragraphs]
    weighed[is_nothing] = 0
    return weighed
