"""The articles that hold recurring text, read again: their rare words, and what they only quote."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedupe.furniture.recurring_shingles import held_keys
from dedupe.furniture.same_story import (
    UPPER,
    CommonWords,
    Vocabulary,
    common_words,
    find_recurring,
    only_quoted,
    rare_words,
    vocabulary_sample,
)
from dedupe.map_chunks import map_chunks, unchanged
from dedupe.sketch.sorted_arrays import joined
from dedupe.text.batch.tokenize import TokenBatch

_BATCH = 512  # articles whose tokens are held at a time
_LEAST_BATCHES = 4  # that are worth the start of a process


class Holders(NamedTuple):
    """What the articles are that hold recurring shingles."""

    vocabulary: Vocabulary  # their rare words
    quoting: NDArray[np.uint64]  # uint64, ascending, packed: the key of a shingle with an article that only quotes it


def read_holders(
    articles: NDArray[np.int64],
    recurring: NDArray[np.uint64],
    tokens_of: Callable[[Sequence[int]], TokenBatch],
    count: int,
    k: int,
    jobs: int = 1,
) -> Holders:
    """Read the articles that hold recurring shingles.

    Args:
        articles: int64[n], ascending.
        recurring: uint64, ascending, the keys of these shingles.
        tokens_of: returns the tokens of some articles.
        count: of all articles there are.
    """
    common = common_words(tokens_of(vocabulary_sample(count)))
    starts = range(0, articles.size, _BATCH)
    batches = [articles[start : start + _BATCH] for start in starts]
    seed = _HolderSeed(tokens_of, common, recurring, k)
    found = map_chunks(unchanged, _read, seed, batches, min(jobs, len(batches) // _LEAST_BATCHES))
    words, quoting = list[NDArray[np.uint64]](), list[NDArray[np.uint64]]()
    for start, (own, held) in zip(starts, found, strict=True):
        words.append(own + (np.uint64(start) << UPPER))
        quoting.append(held)
    vocabulary = Vocabulary(articles, joined(words, np.uint64))  # ascending, since the articles are
    return Holders(vocabulary, np.sort(joined(quoting, np.uint64)))


class _HolderSeed(NamedTuple):
    """What every process that reads holders of recurring shingles is given."""

    tokens_of: Callable[[Sequence[int]], TokenBatch]
    common: CommonWords
    recurring: NDArray[np.uint64]
    k: int


def _read(seed: _HolderSeed, articles: NDArray[np.int64]) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return the rare words of a batch of holders, and which shingles they only quote."""
    tokens = seed.tokens_of(articles.tolist())
    places = find_recurring(tokens, seed.recurring, seed.k)
    at, owners = only_quoted(tokens, places, seed.k)
    quoting = held_keys(seed.recurring[at], articles[owners])
    return rare_words(tokens, seed.common, places, seed.k), quoting
