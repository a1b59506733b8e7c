"""Partial and rewritten copies: an inverted index of sampled shingles proposes pairs that share several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dedupe.candidates.pairs_from_keys import PairCounter, pairs_in_runs
from dedupe.sketch.packed_postings import OWNER_BITS, articles_of, keys_of, pack, shared_keys
from dedupe.sketch.sorted_arrays import equal_runs, isin_sorted, unique_sorted

_NOTHING = np.empty(0, dtype=np.uint64)


def partial_candidates(
    samples: Sequence[NDArray[np.uint64]],
    groups: NDArray[np.int64],
    brief: NDArray[np.bool_],
    stock: NDArray[np.uint64] = _NOTHING,
    *,
    most: int,
    required: int,
    rare_only: bool = False,
) -> NDArray[np.int64]:
    """Propose the pairs that share at least `required` sampled shingles.

    Articles of one near-duplicate group count once in a shingle's document frequency. A shingle that
    more than `most` groups carry joins each of them to the earliest only; one that few groups but many
    articles carry pairs the groups' first articles.

    Args:
        samples: sampled shingles that several of `a` articles share, as `shared_postings` returns them.
        groups: int64[a], the first article of each one's near-duplicate group, itself where alone.
        brief: bool[a], articles so short that one shared sampled shingle makes a candidate.
        stock: uint64[s], ascending, keys of sampled shingles that propose nothing, as `keys_of` has them.
        most: document frequency up to which a shingle gives all its pairs.
        required: shared sampled shingles that make a candidate.
        rare_only: whether shingles that more carry propose nothing at all.

    Returns:
        int64[p, 2], distinct pairs of article indices, ascending.
    """
    counter = PairCounter()
    for part in samples:
        counter.add(pairs_by_shingle(part, groups, most, stock, rare_only=rare_only))
    pairs, times = counter.pairs()
    found: NDArray[np.int64] = pairs[is_enough(times, brief[pairs].any(axis=1), required)]
    return found


def is_enough(times: Any, is_brief: Any, required: int) -> Any:  # noqa: ANN401 - arrays, or columns
    """Return for each pair whether it shares enough sampled shingles.

    Args:
        times: how many it shares.
        is_brief: whether one of the two is so short that one is enough.
        required: how many it takes otherwise.
    """
    return (times >= required) | is_brief


def pairs_by_shingle(
    ascending: NDArray[np.uint64],
    groups: NDArray[np.int64],
    most: int,
    stock: NDArray[np.uint64] = _NOTHING,
    *,
    rare_only: bool = False,
) -> NDArray[np.int64]:
    """Pair the articles, or groups, that share a shingle, once for each; int64[p, 2], the smaller article first.

    Args:
        ascending: uint64[n], packed sampled shingles.
        groups: int64[a], as in `partial_candidates`.
        most: document frequency up to which a shingle gives all its pairs.
        stock: uint64[s], as in `partial_candidates`.
        rare_only: as in `partial_candidates`.
    """
    owners, starts, lengths = shared_keys(ascending[~isin_sorted(stock, keys_of(ascending))])
    small = lengths <= most
    near = pairs_in_runs(owners, starts[small], lengths[small], most)
    large = np.repeat(~small, lengths)
    keys = np.repeat(np.arange(starts.size), lengths)[large]
    return np.concatenate([near, _between_groups(keys, groups[owners[large]], most, rare_only=rare_only)])


def _between_groups(
    keys: NDArray[np.int64], leaders: NDArray[np.int64], most: int, *, rare_only: bool
) -> NDArray[np.int64]:
    """Pair the groups' first articles, each group once a shingle."""
    packed = unique_sorted(pack(keys.view(np.uint64) << np.uint64(OWNER_BITS), leaders))
    starts, lengths = equal_runs(keys_of(packed))
    kept = lengths <= (most if rare_only else packed.size)
    return pairs_in_runs(articles_of(packed), starts[kept], lengths[kept], most)
