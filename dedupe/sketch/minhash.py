"""Signatures whose agreement estimates resemblance, and their bands.

Dahlgaard, Knudsen, Thorup (2017), Fast similarity sketching: every shingle is thrown into one bin of the
signature, where the least of a bin stays; bins that stay empty are filled by further rounds. One hash a
shingle does the work of as many permutations as there are bins, with less variance than Broder's MinHash
(1997). Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, chapter 3, for the bands.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dedupe.sketch.shingles import Shingles
from dedupe.sketch.sorted_arrays import unique_sorted
from dedupe.text.batch.expand_ranges import expand_ranges
from dedupe.text.batch.hashing import mix

_LONG = 1 << 12  # shingles
_EMPTY = np.uint32(0xFFFFFFFF)
_NONE = np.uint64(0xFFFFFFFFFFFFFFFF)
_LOW = np.uint64(0xFFFFFFFF)
_S32 = np.uint64(32)
_ROUND = np.uint64(0xD1342543DE82EF95)


def sign(shingles: Shingles, bins: int) -> NDArray[np.uint32]:
    """Sign each article of a batch.

    Args:
        bins: values a signature.

    Returns:
        uint32[a, bins]; all bits set for an article without shingles. The share of values in which two
        signatures agree estimates the resemblance of their articles.
    """
    counts = np.diff(shingles.bounds)
    signatures = np.full((counts.size, bins), _EMPTY, dtype=np.uint32)
    _assign_to_bins(signatures.reshape(-1), shingles.hashes, counts, bins)
    done, step = 1, 1
    while (left := _incomplete(signatures, counts)).size and done < bins:
        rounds = np.arange(done, min(done + step, bins), dtype=np.uint64)
        _fill_empty(signatures, left, shingles, rounds)
        done, step = done + step, 2 * step
    if left.size:
        _fill_remaining(signatures, left, shingles)
    return signatures


def bands(signatures: NDArray[np.uint32], count: int, rows: int) -> NDArray[np.uint64]:
    """Pack the values of each band of signatures, uint32[a, at least count * rows], into one key; uint64[a, count].

    Two articles share a key where all rows of the band agree.
    """
    used = signatures[:, : count * rows].reshape(-1, count, rows).astype(np.uint64)
    keys = used[:, :, 0].copy()
    for row in range(1, rows):
        keys = mix(keys) + used[:, :, row]
    return mix(keys)


def detection_probability(resemblance: float, bands: int, rows: int) -> float:
    """Compute the chance that at least one band of two articles agrees: 1 - (1 - s^r)^b.

    >>> round(detection_probability(0.7, bands=25, rows=5), 3)
    0.99
    """
    return float(1 - (1 - resemblance**rows) ** bands)


def _assign_to_bins(
    values: NDArray[np.uint32], hashes: NDArray[np.uint64], counts: NDArray[np.int64], bins: int
) -> None:
    """Do the first round: the upper half of a hash chooses the bin, the lower half is the value.

    Args:
        values: uint32[a * bins], all empty.
        hashes: uint64[n], of all articles.
        counts: int64[a], hashes an article.
        bins: of an article.
    """
    at = _bins(hashes, bins)
    at += np.repeat(np.arange(0, values.size, bins), counts)
    np.minimum.at(values, at, _values(hashes))


def _fill_empty(
    signatures: NDArray[np.uint32], left: NDArray[np.int64], shingles: Shingles, rounds: NDArray[np.uint64]
) -> None:
    """Fill what is empty in some articles by further rounds, the earlier before the later."""
    hashes, owners = _shingles_of(shingles, left)
    bins = signatures.shape[1]
    thrown = mix(hashes[None, :] + rounds[:, None] * _ROUND)
    at = _bins(thrown, bins) + owners * bins
    own = signatures[left].reshape(-1)
    which, shingle = np.nonzero((own == _EMPTY).take(at))
    least = np.full(own.size, _NONE)
    np.minimum.at(least, at[which, shingle], (rounds[which] << _S32) | _values(thrown[which, shingle]))
    filled = np.flatnonzero(least != _NONE)
    own[filled] = least[filled] & _LOW
    signatures[left] = own.reshape(left.size, bins)


def _fill_remaining(signatures: NDArray[np.uint32], left: NDArray[np.int64], shingles: Shingles) -> None:
    """Fill the bins that no round filled, each by the least of all shingles under a hash of its own."""
    for article in left.tolist():
        start, end = shingles.bounds[article : article + 2]
        hashes = unique_sorted(shingles.hashes[start:end])
        empty = np.flatnonzero(signatures[article] == _EMPTY)
        rounds = (empty + signatures.shape[1]).astype(np.uint64)
        signatures[article, empty] = _values(mix(hashes + rounds[:, None] * _ROUND)).min(axis=1)


def _incomplete(signatures: NDArray[np.uint32], counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """List the articles that have shingles, and bins that are empty."""
    return np.flatnonzero((signatures == _EMPTY).any(axis=1) & (counts > 0))


def _shingles_of(shingles: Shingles, chosen: NDArray[np.int64]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Return the shingles of some articles, and which of the chosen each is of.

    A long article that left bins empty says the same over and over: each of its shingles is returned once.
    """
    starts, counts = shingles.bounds[chosen], np.diff(shingles.bounds)[chosen]
    owners = np.repeat(np.arange(chosen.size), counts)
    hashes = shingles.hashes.take(expand_ranges(starts, counts))
    if counts.max(initial=0) < _LONG:
        return hashes, owners
    order = np.lexsort((hashes, owners))
    hashes, owners = hashes[order], owners[order]
    is_first = np.append(True, (hashes[1:] != hashes[:-1]) | (owners[1:] != owners[:-1]))
    return hashes[is_first], owners[is_first]


def _bins(hashes: NDArray[np.uint64], bins: int) -> NDArray[np.int64]:
    at: NDArray[np.uint64] = hashes >> _S32
    at *= np.uint64(bins)
    at >>= _S32
    return at.view(np.int64)


def _values(hashes: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """Return the lower half, short of what stands for an empty bin."""
    return np.minimum(hashes.astype(np.uint32), _EMPTY - np.uint32(1))
