"""The language of a text, by a vote of its function words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedupe.package_data import read_table
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
    return detect_languages([words], [(0,)])[0]


def detect_languages(texts: Sequence[NDArray[np.uint64]], groups: Iterable[Sequence[int]]) -> list[str | None]:
    """Return the language of texts that stand together, one after the other, as `detect_language` does.

    Args:
        texts: uint64[.], hashes of the raw words of each text.
        groups: indices of texts.
    """
    samples = [words[:_SAMPLE] for words in texts]
    bounds = np.cumsum([0, *(sample.size for sample in samples)]).tolist()
    before = _votes_before(np.concatenate(samples))
    languages = list(stopwords())
    found: list[str | None] = []
    for group in groups:
        votes, left = np.zeros(len(languages), dtype=np.int64), _SAMPLE
        for text in group:
            size = min(left, samples[text].size)
            votes += before[bounds[text] + size] - before[bounds[text]]
            left -= size
        runner_up, winner = np.argsort(votes, kind="stable")[-2:]
        is_enough = votes[winner] >= _MIN_SHARE * _A_VOTE * max(_SAMPLE - left, 1)
        is_clear = votes[winner] >= _MIN_LEAD * votes[runner_up]
        found.append(languages[winner] if is_enough and is_clear else None)
    return found


def _votes_before(words: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Return how many votes the words before each place have for each language; int64[n + 1, l]."""
    voters = _voters()
    rows = np.minimum(np.searchsorted(voters.words, words), voters.words.size - 1)
    at = np.flatnonzero(voters.words[rows] == words)
    votes = np.zeros((words.size + 1, voters.votes.shape[1]), dtype=np.int64)
    votes[at + 1] = voters.votes[rows[at]]
    return np.cumsum(votes, axis=0, out=votes)


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
