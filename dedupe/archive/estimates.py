"""What articles share with those of an archive that keeps no texts, estimated from sampled shingles.

Irber et al. (2022): of what two articles share, the sample has one shingle in `SCALE`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dedupe.archive.article_columns import EstimatedPair
from dedupe.archive.key_lookup import KeyIndex, find_holders
from dedupe.archive.neighbours import Lookups, meet, sampled_of
from dedupe.candidates.proposals import MAX_BUCKET
from dedupe.furniture.learn_stock_text import LEAST_STORIES
from dedupe.sketch.packed_postings import articles_of, keys_of
from dedupe.sketch.sorted_arrays import unique_sorted

_ALL = 1 << 30
_LEAST = 5  # sampled shingles, some twenty in all
_UNRELATED = 0.1  # share of the smaller sample under which two articles are not of one story


def estimate_pairs(key_indexes: Sequence[KeyIndex], checked: Lookups) -> list[EstimatedPair]:
    """Estimate what articles share with those in the key indexes, and return the pairs that share enough, or all words.

    A shingle is stock text if enough articles hold it that share little else with the checked one.
    """
    keys, owners = keys_of(checked.samples), articles_of(checked.samples)
    names = unique_sorted(keys)
    holders = find_holders(key_indexes, [key_index.samples for key_index in key_indexes], names, MAX_BUCKET)
    places, asking, held = meet(holders, np.searchsorted(names, keys), owners, _ALL)
    met = np.stack([asking, held], axis=1)
    pairs, numbers, times = np.unique(met, axis=0, return_inverse=True, return_counts=True)
    numbers = numbers.reshape(-1)
    own = np.bincount(owners, minlength=checked.digests.size)[pairs[:, 0]]
    others = sampled_of(key_indexes, pairs[:, 1])
    is_stranger = times < _UNRELATED * np.minimum(own, others)
    _, keyed = np.unique(np.stack([places, asking], axis=1), axis=0, return_inverse=True)
    strangers = np.bincount(keyed.reshape(-1), weights=is_stranger[numbers])[keyed.reshape(-1)]
    is_stock = strangers >= LEAST_STORIES - 1  # the checked article is one more story
    stock = np.bincount(numbers, weights=is_stock, minlength=times.size).astype(np.int64)
    rows: list[list[int]] = np.column_stack([pairs, times - stock, stock, own, others]).tolist()
    same = _same_words(key_indexes, checked)
    found = [
        EstimatedPair(a, b, common, some, first, second, (a, b) in same) for a, b, common, some, first, second in rows
    ]
    return [pair for pair in found if pair.is_same or pair.shared >= _LEAST]


def _same_words(key_indexes: Sequence[KeyIndex], checked: Lookups) -> set[tuple[int, int]]:
    """Return the pairs whose words are all the same."""
    keys = keys_of(checked.digests)
    names = unique_sorted(keys)
    holders = find_holders(key_indexes, [key_index.bands[-1] for key_index in key_indexes], names, MAX_BUCKET)
    order = np.argsort(keys, kind="stable")
    _, asking, held = meet(holders, np.searchsorted(names, keys[order]), order, _ALL)
    return set(zip(asking.tolist(), held.tolist(), strict=True))
