"""How much work comparing may be; what is beyond is reported as not compared."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from dedupe.errors import InputError

MOST_PAIR_WORDS = 500_000  # of both articles of a pair: some ten seconds and half a gigabyte
MOST_ARTICLE_WORDS = 50_000_000  # of all the pairs that an article is in: some quarter of an hour
_SURPLUS = 8  # of so many words that only the longer article has one counts there: most are only looked up


def expect_within_limit(words: int) -> None:
    """Raise an InputError if two articles with so many words together are more work than is allowed."""
    if words > MOST_PAIR_WORDS:
        raise InputError(limit_reason(words))


def reasons_beyond_limits(pairs: NDArray[np.int64], sizes: NDArray[np.int64]) -> dict[int, str]:
    """Find the pairs that are more work than is allowed, and say why, by index of the pair.

    An article is compared with those that come first, as long as its pairs are within its limit. `sizes`, int64[a], are
    words.
    """
    words = sizes[pairs].sum(axis=1)
    counted = counted_words(words, np.abs(np.diff(sizes[pairs], axis=1))[:, 0])
    reasons = {at: limit_reason(int(words[at])) for at in np.flatnonzero(words > MOST_PAIR_WORDS).tolist()}
    counted[words > MOST_PAIR_WORDS] = 0
    for side in range(2):
        order = np.argsort(pairs[:, side], kind="stable")
        articles, total = pairs[order, side], np.cumsum(counted[order])
        first = np.searchsorted(articles, articles)
        before = total[first] - counted[order][first]
        for at in order[total - before > MOST_ARTICLE_WORDS].tolist():
            reasons.setdefault(at, limit_reason(int(words[at])))
    return reasons


def counted_words(words: Any, surplus: Any) -> Any:  # noqa: ANN401 - of numpy's arrays, or columns of a data frame
    """Return how many of the words of both articles of a pair count, given how many more of them the longer has."""
    return words - surplus + (surplus - surplus % _SURPLUS) / _SURPLUS


def limit_reason(words: int) -> str:
    """Return why a pair of so many words is more work than is allowed: alone, or with others."""
    if words > MOST_PAIR_WORDS:
        return f"{words:,} words in the two, over the limit of {MOST_PAIR_WORDS:,}"
    return f"one of them is in pairs of over {MOST_ARTICLE_WORDS:,} words, the limit"
