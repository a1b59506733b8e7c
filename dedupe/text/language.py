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
_SHIFT = np.uint64(48)  # to the first 16 bits of a hash
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
        groups: indices of texts, of at least one each.
    """
    samples = [words[:_SAMPLE] for words in texts]
    bounds = np.cumsum([0, *(sample.size for sample in samples)]).tolist()
    at, votes_before = _votes(np.concatenate(samples))
    places, sizes, words = list[int](), list[int](), list[int]()
    for group in groups:
        left = _SAMPLE
        for text in group:
            places += bounds[text], bounds[text] + min(left, samples[text].size)
            left = max(0, left - samples[text].size)
        sizes.append(len(group))
        words.append(_SAMPLE - left)
    before = votes_before[np.searchsorted(at, places)]
    votes = np.add.reduceat(before[1::2] - before[::2], np.cumsum([0, *sizes[:-1]]))
    runner_up, winner = np.argsort(votes, axis=1, kind="stable")[:, -2:].T
    second, most = (np.take_along_axis(votes, own[:, None], axis=1)[:, 0] for own in (runner_up, winner))
    is_known = (most >= _MIN_SHARE * _A_VOTE * np.maximum(words, 1)) & (most >= _MIN_LEAD * second)
    languages = list(stopwords())
    return [languages[own] if known else None for own, known in zip(winner.tolist(), is_known.tolist(), strict=True)]


def _votes(words: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return which `v` of `n` words have votes, and how many votes for each language those before each have.

    Returns:
        int64[v], ascending, and int64[v + 1, l].
    """
    voters = _voters()
    at = np.flatnonzero(voters.is_possible.take((words >> _SHIFT).view(np.int64)))
    rows = np.minimum(np.searchsorted(voters.words, words[at]), voters.words.size - 1)
    is_voter = voters.words[rows] == words[at]
    at, rows = at[is_voter], rows[is_voter]
    votes = np.zeros((at.size + 1, voters.votes.shape[1]), dtype=np.int64)
    np.cumsum(voters.votes[rows], axis=0, out=votes[1:])
    return at, votes


class _Voters(NamedTuple):
    """The `f` function words of `l` languages."""

    words: NDArray[np.uint64]  # [f], ascending, their hashes
    is_possible: NDArray[np.bool_]  # [2^16], whether one of them begins with these bits
    votes: NDArray[np.int64]  # [f, l], the share of each word's vote for each language; a whole vote is _A_VOTE


@cache
def _voters() -> _Voters:
    """Map each function word to the languages that have it."""
    tables = stopwords()
    words = sorted(frozenset[str]().union(*tables.values()))
    has = np.array([[word in own for own in tables.values()] for word in words])
    hashes = hash_words(words)
    order = np.argsort(hashes)
    is_possible = np.zeros(1 << 16, dtype=np.bool_)
    is_possible[hashes >> _SHIFT] = True
    return _Voters(hashes[order], is_possible, (_A_VOTE * has // has.sum(axis=1, keepdims=True))[order])
