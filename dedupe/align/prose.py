"""What an article prints as its own prose, and not as what somebody says."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from dedupe.sketch.sorted_arrays import isin_sorted, unique_sorted
from dedupe.sketch.word_pairs import WordPairs, word_pairs
from dedupe.text.batch.hashing import hash_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dedupe.align.narrative import NarrativeTrigrams
    from dedupe.prepare.columns import ArticleTokens

_SENTENCE = 10  # words of a paragraph; a shorter one is a line of a list, or a heading
_FIRST_PERSON = frozenset(
    [
        "i",
        "me",
        "my",
        "we",
        "us",
        "our",
        "ich",
        "mich",
        "mir",
        "mein",
        "meine",
        "wir",
        "uns",
        "unser",
        "unsere",
        "je",
        "nous",
        "mon",
        "notre",
        "yo",
        "nosotros",
    ]
)


def prose_of(tokens: ArticleTokens, narrative: NarrativeTrigrams) -> NDArray[np.uint64]:
    """Return the stretches that an article prints as its own prose, and not as what somebody says.

    Returns:
        uint64[.], ascending, each once.
    """
    words, us = _first_person()
    speaks = isin_sorted(words, tokens.hashes) & ~tokens.is_marked
    speaks &= ~((tokens.hashes == us) & tokens.is_capital)  # "U.S." is no first person
    is_statement = np.bincount(tokens.paragraphs[speaks], minlength=tokens.body.size) > 0
    is_prose = ~narrative.is_marked & ~is_statement[tokens.paragraphs[narrative.places]]
    return unique_sorted(narrative.hashes[is_prose])


def pairs_of_prose(tokens: ArticleTokens) -> WordPairs:
    """Return the pairs of words of an article's own prose, those aside that are one name or stand in a list."""
    is_left_out = tokens.is_quoted | tokens.is_stock | ~tokens.is_story()
    is_left_out |= (np.diff(tokens.bounds) < _SENTENCE)[tokens.paragraphs]
    pairs = word_pairs(tokens.hashes, tokens.paragraphs, is_left_out)
    is_name = tokens.is_named[pairs.first] & tokens.is_named[pairs.second]
    return WordPairs(pairs.hashes[~is_name], pairs.first[~is_name], pairs.second[~is_name])


@cache
def _first_person() -> tuple[NDArray[np.uint64], np.uint64]:
    """Return the hashes of the words of the first person, ascending, and that of "us" among them."""
    return unique_sorted(hash_words(sorted(_FIRST_PERSON))), hash_words(["us"])[0]
