"""The language of a text, by a vote of its function words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedupe.data_tables import read_table
from dedupe.text.batch.hashing import hash_words

_SAMPLE = 2_000
_MIN_SHARE = 0.125
_MIN_LEAD = 1.5
_A_VOTE = 840  # which any number of languages up to eight can share


@cache
def stopwords() -> Mapping[str, frozenset[str]]:
    """Map each language (ISO 639-1) to its function words, raw."""
    return MappingProxyType({language: frozenset(words.split()) for language, words in read_table("stopwords").items()})


def detect_language(words: NDArray[np.uint64]) -> str | None:
    """Return the language (ISO 639-1), a key of `stopwords`, that the function words of a text vote for.

    Each function word has one vote, shared between the languages that have the word. `words` are hashes of raw words,
    uint64[n], of which the first 2,000 count. None where no language wins clearly, with votes from an eighth of the
    words and half as many again as the next language.

    >>> detect_language(hash_words("la lluvia no ha parado desde el lunes y el rio sube".split()))
    'es'
    >>> detect_language(hash_words("merkel macron rutte".split())) is None
    True
    """
    sample, voters = words[:_SAMPLE], _voters()
    rows = np.minimum(np.searchsorted(voters.words, sample), voters.words.size - 1)
    times = np.bincount(rows[voters.words[rows] == sample], minlength=voters.words.size)
    votes = times @ voters.votes
    runner_up, winner = np.argsort(votes, kind="stable")[-2:]
    is_enough = votes[winner] >= _MIN_SHARE * _A_VOTE * max(sample.size, 1)
    is_clear = votes[winner] >= _MIN_LEAD * votes[runner_up]
    return list(stopwords())[winner] if is_enough and is_clear else None


class _Voters(NamedTuple):
    """The `f` function words of `l` languages."""

    words: NDArray[np.uint64]  # [f], ascending, their hashes
    votes: NDArray[np.int64]  # [f, l], the share of each word's vote for each language; a whole vote is _A_VOTE


@cache
def _voters() -> _Voters:
    """Map each function word to the languages that have it."""
    tables = stopwords()
    words = sorted(frozenset[str]().union(*tables.values()))
    has = np.array([[word in own for own in tables.values()] for word in words])
    hashes = hash_words(words)
    order = np.argsort(hashes)
    return _Voters(hashes[order], (_A_VOTE * has // has.sum(axis=1, keepdims=True))[order])
