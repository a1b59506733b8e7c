"""Excerpts: what one outlet prints as its own prose and another between quotation marks."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from dedupe.align.narrative import WIDTH, equivalent_run, narrative_runs
from dedupe.text.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from numpy.typing import NDArray

    from dedupe.align.alignable import AlignableArticle
    from dedupe.prepare.paragraphs import Passage

_SENTENCE_END = re.compile(r"[.!?][\"”’»]?(?:\s+|\Z)")
_LEAST_RUN = 10  # words in a row; fewer are a phrase that anyone may use
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
    cited: Sequence[str] = (),
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
        cited: names, as printed, of the agencies and outlets that the first article cites.
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
    covered &= _attributed(quoting, outlet, cited)
    return equivalent_run(narrative_runs(covered, quoted))


def _attributed(
    article: AlignableArticle, outlet: str | None, cited: Sequence[str]
) -> NDArray[np.bool_]:
    """Mark the tokens of paragraphs that name an outlet, and of quotations put down to somebody cited; bool[n]."""
    passages = article.passages
    words = _telling_names(outlet)
    if words and words <= article.vocabulary:
        flags = _names_outlet(passages, words)[article.narrative.paragraphs]
    else:
        flags = np.zeros(article.narrative.paragraphs.size, dtype=np.bool_)
    names = [f" {' '.join(tokenize(name).texts)} " for name in cited]
    if names:
        offset = 0
        for index, passage in enumerate(passages):
            for start, end in _quotations(passage):
                around = f" {' '.join(tokenize(_around(passages, index, start, end)).texts)} "
                if any(name in around for name in names):
                    flags[offset + start : offset + end] = True
            offset += len(passage.words)
    return flags


def _quotations(passage: Passage) -> Iterator[tuple[int, int]]:
    """Yield the first token of each long quotation, and the one after its last."""
    for is_marked, places in groupby(range(len(passage.marked)), passage.marked.__getitem__):
        run = list(places)
        if is_marked and len(run) >= _LEAST_RUN:
            yield run[0], run[-1] + 1


def _around(passages: Sequence[Passage], index: int, start: int, end: int) -> str:
    """Return the rest of the sentence around a quotation; where it opens a paragraph, the end of the one before."""
    passage = passages[index]
    before = passage.text[: passage.tokens.starts[start]] if start else ""
    if not start and index and passages[index - 1].text.rstrip().endswith(":"):
        before = passages[index - 1].text
    after = passage.text[passage.tokens.ends[end - 1] :]
    return f"{_SENTENCE_END.split(before)[-1]} {_SENTENCE_END.split(after)[0]}"


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
    kept: NDArray[np.bool_] = covered & (np.bincount(run)[run] >= _LEAST_RUN)
    return kept
