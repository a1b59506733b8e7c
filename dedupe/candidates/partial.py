"""Partial and rewritten copies: an inverted index of sampled shingles proposes pairs that share several."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from dedupe.candidates.pairs import distinct, pairs_in_runs
from dedupe.sketch.ordered import runs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dedupe.sketch.scaled import Samples


def partial_candidates(
    samples: Samples, groups: NDArray[np.int64], *, most: int, required: int, brief: int = 0
) -> NDArray[np.int64]:
    """Propose the pairs that share at least `required` sampled shingles.

    Articles of one near-duplicate group count once in a shingle's document frequency. A shingle that
    more than `most` groups carry joins each of them to the earliest only; one that few groups but many
    articles carry pairs the groups' first articles.

    Args:
        samples: of `a` articles in order of publication.
        groups: int64[a], the first article of each one's near-duplicate group, itself where alone.
        most: document frequency up to which a shingle gives all its pairs.
        required: shared sampled shingles that make a candidate.
        brief: an article of fewer sampled shingles than this is a candidate with one shared.

    Returns:
        int64[p, 2], distinct pairs of article indices, ascending.
    """
    owners = np.repeat(np.arange(groups.size), np.diff(samples.bounds))
    order = np.argsort(samples.hashes, kind="stable")
    hashes, owners = samples.hashes[order], owners[order]
    starts, lengths = runs(hashes)
    common = lengths > 1
    small = common & (lengths <= most)
    pairs = [pairs_in_runs(owners, starts[small], lengths[small], most)]
    large = np.repeat(common & ~small, lengths)
    pairs.append(_between_groups(hashes[large], groups[owners[large]], most))
    found = np.concatenate(pairs)
    short = (np.diff(samples.bounds) < brief)[found].any(axis=1)
    return distinct(np.concatenate([distinct(found[short]), distinct(found[~short], required)]))


def _between_groups(
    hashes: NDArray[np.uint64], leaders: NDArray[np.int64], most: int
) -> NDArray[np.int64]:
    """Pair the groups' first articles, each group once a shingle."""
    order = np.lexsort((leaders, hashes))
    hashes, leaders = hashes[order], leaders[order]
    first = np.ones(hashes.size, dtype=np.bool_)
    first[1:] = (hashes[1:] != hashes[:-1]) | (leaders[1:] != leaders[:-1])
    hashes, leaders = hashes[first], leaders[first]
    starts, lengths = runs(hashes)
    return pairs_in_runs(leaders, starts, lengths, most)
