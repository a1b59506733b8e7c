"""Excerpts: what one outlet prints as its own prose and another between quotation marks."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from dedupe.align.alignable_article import AlignableArticle
from dedupe.align.narrative import equivalent_run, narrative_runs, run_starts
from dedupe.align.prose_and_quotations import LEAST_RUN
from dedupe.prepare.token_columns import ArticleTokens
from dedupe.sketch.sorted_arrays import intersect_sorted, unique_sorted
from dedupe.text.batch.expand_ranges import expand_ranges
from dedupe.text.batch.hashing import hash_words
from dedupe.text.tokens import tokenize

_GENERIC = "the die der das le la el news online web daily com de net org zeitung times post"


def quoted_prose(quoting: AlignableArticle, telling: AlignableArticle) -> NDArray[np.int64]:
    """Find the words that one article prints between quotation marks, and another as its own prose.

    Args:
        quoting: the article with the quotation marks.
        telling: the other article.

    Returns:
        int64[m], ascending; those of runs too short to tell anything are left out.
    """
    narrative = quoting.narrative
    shared = narrative.words_of(narrative.marked.find(intersect_sorted(telling.prose, narrative.marked.distinct)))
    lengths = np.diff(np.append(run_starts(shared, narrative), shared.size))
    return shared[np.repeat(lengths >= LEAST_RUN, lengths)]


def excerpt_words(quoting: AlignableArticle, shared: NDArray[np.int64], outlet: str | None) -> int:
    """Measure what one article prints as an excerpt of another, in words of one run.

    A person whom both quote, one of them without marks, is no excerpt: the paragraph with the quotation,
    or the one before it, must name the other's outlet, or the sentence around the quotation must name
    somebody whom the article cites as its source, and the passage must not speak in the first person.

    Example: `The Ledger reports: "The lock keeper had shut the upper gate before the alarm was raised."`
    quotes as an excerpt what stands without marks in the Ledger, and in another customer of the Ledger.

    Args:
        quoting: the article with the quotation marks.
        shared: what it quotes of the other's prose, as `quoted_prose` finds it.
        outlet: who published the other, None where it is unknown.
    """
    named = _name_outlet(quoting.passages.tokens, shared, _telling_names(outlet))
    if not named.all():  # else nobody need know whom the quotations are put down to
        named |= quoting.attributed[shared]
    return equivalent_run(narrative_runs(shared[named], quoting.narrative))


@lru_cache(maxsize=1 << 12)
def _telling_names(outlet: str | None) -> frozenset[str]:
    """Return the words of an outlet's name, those aside that many have; all where it has no others."""
    words = frozenset(tokenize(outlet or "").texts)
    return words.difference(_GENERIC.split()) or words


def _name_outlet(tokens: ArticleTokens, places: NDArray[np.int64], names: Collection[str]) -> NDArray[np.bool_]:
    """Return for each of some tokens whether its paragraph, or the one before it, has all words of a name; bool[m]."""
    own = tokens.paragraphs[places]
    before = np.maximum(own - 1, 0)
    looked_at = unique_sorted(np.append(own, before))
    firsts, sizes = tokens.bounds[looked_at], np.diff(tokens.bounds)[looked_at]
    hashes, owners = tokens.hashes[expand_ranges(firsts, sizes)], np.repeat(np.arange(sizes.size), sizes)
    named = np.full(sizes.size, bool(names))
    for name in names:
        is_name = np.isin(hashes, hash_words((name, f"{name}s")))  # "des Kuriers"
        named &= np.bincount(owners[is_name], minlength=sizes.size) > 0
    here, there = (named[np.searchsorted(looked_at, paragraphs)] for paragraphs in (own, before))
    either: NDArray[np.bool_] = here | there
    return either
