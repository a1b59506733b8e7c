"""Excerpts: what one outlet prints as its own prose and another between quotation marks."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from dedupe.align.alignable_article import AlignableArticle
from dedupe.align.narrative import equivalent_run, narrative_runs
from dedupe.align.prose_and_quotations import LEAST_RUN
from dedupe.prepare.stock_text import long_runs
from dedupe.prepare.token_columns import ArticleTokens
from dedupe.sketch.sorted_arrays import isin_sorted
from dedupe.text.batch.hashing import hash_words
from dedupe.text.tokens import tokenize

_GENERIC = "the die der das le la el news online web daily com de net org zeitung times post"


def quoted_prose(quoting: AlignableArticle, telling: AlignableArticle) -> NDArray[np.bool_]:
    """Mark the words that one article prints between quotation marks, and another as its own prose.

    Args:
        quoting: the article with the quotation marks, of n words.
        telling: the other article.

    Returns:
        bool[n]; runs too short to tell anything are left out.
    """
    quoted = quoting.narrative
    is_shared = quoted.is_marked.copy()
    is_shared[quoted.is_marked] = isin_sorted(telling.prose, quoted.hashes[quoted.is_marked])
    if not is_shared.any():
        return np.zeros(quoted.quoted.size, dtype=np.bool_)
    return long_runs(quoted.words_of(is_shared), quoted.paragraphs, LEAST_RUN)


def excerpt_words(quoting: AlignableArticle, shared: NDArray[np.bool_], outlet: str | None) -> int:
    """Measure what one article prints as an excerpt of another, in words of one run.

    A person whom both quote, one of them without marks, is no excerpt: the paragraph with the quotation,
    or the one before it, must name the other's outlet, or the sentence around the quotation must name
    somebody whom the article cites as its source, and the passage must not speak in the first person.

    Example: `The Ledger reports: "The lock keeper had shut the upper gate before the alarm was raised."`
    quotes as an excerpt what stands without marks in the Ledger, and in another customer of the Ledger.

    Args:
        quoting: the article with the quotation marks.
        shared: what it quotes of the other's prose, as `quoted_prose` marks it.
        outlet: who published the other, None where it is unknown.
    """
    tokens = quoting.passages.tokens
    named = _names_outlet(tokens, _telling_names(outlet))[tokens.paragraphs]
    if not named[shared].all():  # else nobody need know whom the quotations are put down to
        named = named | quoting.attributed
    return equivalent_run(narrative_runs(shared & named, quoting.narrative))


@lru_cache(maxsize=1 << 12)
def _telling_names(outlet: str | None) -> frozenset[str]:
    """Return the words of an outlet's name, those aside that many have; all where it has no others."""
    words = frozenset(tokenize(outlet or "").texts)
    return words.difference(_GENERIC.split()) or words


def _names_outlet(tokens: ArticleTokens, words: Collection[str]) -> NDArray[np.bool_]:
    """Return for each paragraph whether it, or the one before it, has all words of a name; bool[paragraphs]."""
    named = np.full(tokens.body.size, bool(words))
    for word in words:
        is_word = np.isin(tokens.hashes, hash_words((word, f"{word}s")))  # "des Kuriers"
        named &= np.bincount(tokens.paragraphs[is_word], minlength=named.size) > 0
    named[1:] |= named[:-1]
    return named
