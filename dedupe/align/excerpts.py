"""Excerpts: what one outlet prints as its own prose and another between quotation marks."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from dedupe.align.attributed import LEAST_RUN, attributed_tokens
from dedupe.align.narrative import WIDTH, equivalent_run, narrative_runs
from dedupe.text.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from numpy.typing import NDArray

    from dedupe.align.alignable import AlignableArticle
    from dedupe.prepare.paragraphs import Passage

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
_GENERIC = frozenset(
    [
        "the",
        "die",
        "der",
        "das",
        "le",
        "la",
        "el",
        "news",
        "online",
        "web",
        "daily",
        "com",
        "de",
        "net",
        "org",
        "zeitung",
        "times",
        "post",
    ]
)


def excerpt_words(
    quoting: AlignableArticle,
    telling: AlignableArticle,
    outlet: str | None,
) -> int:
    """Measure what one article prints as an excerpt of another, in words of one run.

    A person whom both quote, one of them without marks, is no excerpt: the paragraph with the quotation,
    or the one before it, must name the other's outlet, or the sentence around the quotation must name
    somebody whom the article cites as its source, and the passage must not speak in the first person.

    Example: `The Ledger reports: "The lock keeper had shut the upper gate before the alarm was raised."`
    quotes as an excerpt what stands without marks in the Ledger, and in another customer of the Ledger.

    Args:
        quoting: the article with the quotation marks.
        telling: the other article.
        outlet: who published the other, None where it is unknown.
    """
    quoted, told = quoting.narrative, telling.narrative
    is_statement = np.array([_speaks(passage) for passage in telling.passages], dtype=np.bool_)
    is_prose = ~told.is_marked & ~is_statement[told.paragraphs[told.places]]
    is_shared = quoted.is_marked & np.isin(quoted.hashes, told.hashes[is_prose])
    covered = np.zeros(quoted.paragraphs.size, dtype=np.bool_)
    for offset in range(WIDTH):
        covered[quoted.places[is_shared] + offset] = True
    covered = _long_runs(covered, quoted.paragraphs)
    if not covered.any():
        return 0
    covered &= _named_outlet(quoting, outlet) | attributed_tokens(quoting.passages, quoting.cited)
    return equivalent_run(narrative_runs(covered, quoted))


def _named_outlet(article: AlignableArticle, outlet: str | None) -> NDArray[np.bool_]:
    """Mark the tokens of paragraphs that name an outlet, or follow one that does; bool[n]."""
    words = _telling_names(outlet)
    if words and words <= article.vocabulary:
        return _names_outlet(article.passages, words)[article.narrative.paragraphs]
    return np.zeros(article.narrative.paragraphs.size, dtype=np.bool_)


@lru_cache(maxsize=1 << 12)
def _telling_names(outlet: str | None) -> frozenset[str]:
    """Return the words of an outlet's name, those aside that many have; all where it has no others."""
    words = frozenset(tokenize(outlet or "").texts)
    return words - _GENERIC or words


def _names_outlet(passages: Sequence[Passage], words: Set[str]) -> NDArray[np.bool_]:
    """Return for each paragraph whether it, or the one before it, has all words of a name; bool[paragraphs]."""
    named = [words <= set(passage.words) for passage in passages]
    return np.array([any(named[max(0, at - 1) : at + 1]) for at in range(len(named))], np.bool_)


def _speaks(passage: Passage) -> bool:
    """Return whether a paragraph speaks in the first person outside quotation marks; "U.S." does not."""
    words = zip(passage.words, passage.marked, passage.capital, strict=True)
    return any(
        word in _FIRST_PERSON and not (word == "us" and is_capital)
        for word, is_marked, is_capital in words
        if not is_marked
    )


def _long_runs(covered: NDArray[np.bool_], paragraphs: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Leave out the covered words of runs, each within a paragraph, that are too short."""
    is_new = (np.diff(covered.astype(np.int8), prepend=-1) != 0) | (
        np.diff(paragraphs, prepend=-1) != 0
    )
    run = np.cumsum(is_new) - 1
    kept: NDArray[np.bool_] = covered & (np.bincount(run)[run] >= LEAST_RUN)
    return kept
