"""Excerpts: what one outlet prints as its own prose and another between quotation marks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from dedupe.align.alignable_article import AlignableArticle
from dedupe.align.narrative import equivalent_run, narrative_runs, run_starts
from dedupe.align.prose_and_quotations import LEAST_RUN
from dedupe.prepare.token_columns import ArticleTokens
from dedupe.sketch.sorted_arrays import intersect_sorted, isin_sorted, unique_sorted
from dedupe.text.batch.expand_ranges import expand_ranges
from dedupe.text.batch.hashing import hash_words
from dedupe.text.tokens import tokenize

_GENERIC = "the die der das le la el news online web daily com de net org zeitung times post"

_WRITING = (  # what a person who is only quoted does not do
    "wrote writes write writing written column columnist article essay op-ed opinion piece story"
    " schrieb schreibt geschrieben kolumne artikel essay beitrag kommentar gastbeitrag"
    " écrit chronique tribune escribe escribió columna artículo scrive scritto articolo skrev skriver"
)


def quoted_prose(quoting: AlignableArticle, telling: AlignableArticle) -> NDArray[np.int64]:
    """Find the words that one article prints between quotation marks, and another as its own prose.

    Args:
        quoting: the article with the quotation marks.
        telling: the other article.

    Returns:
        int64[m], ascending; those of runs too short to tell anything are left out.
    """
    narrative = quoting.narrative
    common = intersect_sorted(telling.prose, narrative.marked.distinct)
    if not common.size:  # as mostly
        return np.empty(0, np.int64)
    shared = narrative.words_of(narrative.marked.find(common))
    lengths = np.diff(np.append(run_starts(shared, narrative), shared.size))
    return shared[np.repeat(lengths >= LEAST_RUN, lengths)]


def excerpt_words(
    quoting: AlignableArticle, shared: NDArray[np.int64], outlet: str | None, authors: Sequence[str] = ()
) -> int:
    """Measure what one article prints as an excerpt of another, in words of one run.

    A person whom both quote, one of them without marks, is no excerpt: the paragraph with the quotation,
    or the one before it, must name the other's outlet, or its author as one who writes, or the sentence around the quotation must name
    somebody whom the article cites as its source, and the passage must not speak in the first person.

    Example: `The Ledger reports: "The lock keeper had shut the upper gate before the alarm was raised."`
    quotes as an excerpt what stands without marks in the Ledger, and in another customer of the Ledger.

    Args:
        quoting: the article with the quotation marks.
        shared: what it quotes of the other's prose, as `quoted_prose` finds it.
        outlet: who published the other, None where it is unknown.
        authors: who wrote it, as far as known.
    """
    around = _ParagraphsAround(quoting.passages.tokens, shared)
    named = around.here_or_before(around.have_all(_telling_names(outlet)))
    for author in authors:
        by_author = around.here_or_before(around.have_all(_telling_names(author)))
        named |= by_author & around.here_or_before(around.have_any(tuple(_WRITING.split())))
    if not named.all():  # else nobody need know whom the quotations are put down to
        named |= quoting.attributed[shared]
    return equivalent_run(narrative_runs(shared[named], quoting.narrative))


@lru_cache(maxsize=1 << 12)
def _telling_names(name: str | None) -> frozenset[str]:
    """Return the words of a name, those aside that many outlets have; all where it has no others."""
    words = frozenset(tokenize(name or "").texts)
    return words.difference(_GENERIC.split()) or words


@lru_cache(maxsize=1 << 12)
def _hashes(words: tuple[str, ...]) -> NDArray[np.uint64]:
    """Return the hashes of some words, ascending."""
    return unique_sorted(hash_words(words))


class _ParagraphsAround:
    """The `p` paragraphs of `m` tokens, and those before them, with their words."""

    def __init__(self, tokens: ArticleTokens, places: NDArray[np.int64]) -> None:
        own = tokens.paragraphs[places]
        before = np.maximum(own - 1, 0)
        looked_at = unique_sorted(np.append(own, before))
        firsts, sizes = tokens.bounds[looked_at], np.diff(tokens.bounds)[looked_at]
        self._hashes = tokens.hashes[expand_ranges(firsts, sizes)]
        self._owners, self._count = np.repeat(np.arange(sizes.size), sizes), sizes.size
        self._here, self._before = (np.searchsorted(looked_at, paragraphs) for paragraphs in (own, before))

    def have_any(self, words: tuple[str, ...]) -> NDArray[np.bool_]:
        """Return which of them have one of some words; bool[p]."""
        is_word = isin_sorted(_hashes(words), self._hashes)
        found: NDArray[np.bool_] = np.bincount(self._owners[is_word], minlength=self._count) > 0
        return found

    def have_all(self, words: Collection[str]) -> NDArray[np.bool_]:
        """Return which of them have all words of a name; bool[p]."""
        found = np.full(self._count, bool(words))
        for word in words:
            found &= self.have_any((word, f"{word}s"))  # "des Kuriers"
        return found

    def here_or_before(self, flags: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return for each token the flag, bool[p], of its paragraph, or of the one before; bool[m]."""
        either: NDArray[np.bool_] = flags[self._here] | flags[self._before]
        return either
