"""Pairs that are proposed for one reason or several, each once, and how much two articles must share to be."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedupe.candidates.pairs_from_keys import unique_pairs
from dedupe.sketch.sorted_arrays import isin_sorted

MAX_BUCKET = 12  # articles up to which a shared shingle or band proposes all its pairs
MAX_STORY = 100  # articles up to which a story that each carries in a version of its own gives all its pairs
MIN_SHARED_SAMPLES = 3  # sampled shingles that two articles must share to be looked at
SHORT_SKETCH = 24  # sampled shingles, of some hundred words, under which one shared is enough


class Reasons(NamedTuple):
    """Why each of `n` pairs is proposed; one is enough."""

    shares_text: NDArray[np.bool_]  # [n], whether they share a band, or sampled shingles of no stock text
    is_standing: NDArray[np.bool_]  # [n], whether they share sampled shingles of few articles, of stock text or not
    is_reworded: NDArray[np.bool_]  # [n], whether they are short and share many pairs of words
    is_same: NDArray[np.bool_]  # [n], whether they have the same tokens


def join_reasons(*found: NDArray[np.int64]) -> tuple[NDArray[np.int64], Reasons]:
    """Return every pair once, and why it is proposed, given each reason's pairs; int64[n, 2] each, ascending."""
    pairs = unique_pairs(np.concatenate(found))
    return pairs, Reasons(*(_are_among(pairs, own) for own in found))


def _are_among(pairs: NDArray[np.int64], chosen: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which of some pairs, ascending, are among others, ascending as well."""
    first, second = pairs.T
    width = 1 + int(second.max(initial=0))
    among = chosen[:, 0] * width + chosen[:, 1]
    return isin_sorted(among.view(np.uint64), (first * width + second).view(np.uint64))
