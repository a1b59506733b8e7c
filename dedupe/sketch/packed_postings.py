"""A key and its owner in one 64-bit number, so that one sort brings together who shares a key.

The upper 40 bits are those of the key, the lower 24 say whose it is. Keys that agree in 40 bits and are
different are rare, and can only propose a pair that exact comparison turns down.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from dedupe.sketch.blocks_on_disk import release
from dedupe.sketch.sorted_arrays import equal_runs

OWNER_BITS = 24
MOST_OWNERS = 1 << OWNER_BITS
_OWNER = np.uint64(MOST_OWNERS - 1)
_KEY = ~_OWNER
_SHIFT = np.uint64(OWNER_BITS)
_PORTION = 1 << 21


def pack(keys: NDArray[np.uint64], owners: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Pack keys, uint64[n], spread evenly over all numbers, with their owners, int64[n], from 0 to 2^24 - 1."""
    packed = keys & _KEY
    packed |= owners.view(np.uint64)
    return packed


def articles_of(packed: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Return the owners; int64[n]."""
    return (packed & _OWNER).view(np.int64)


def keys_of(packed: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the upper 40 bits of the keys; uint64[n]."""
    return packed >> _SHIFT


def key_floor(limits: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Round numbers down to where a key begins."""
    return limits & _KEY


def relabelled(packed: NDArray[np.uint64], labels: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Replace each owner by its label, int64[owners], and drop the keys of owners whose label is negative."""
    owners = labels.take(articles_of(packed))
    if labels.size and labels.min() < 0:
        kept = np.flatnonzero(owners >= 0)
        packed, owners = packed[kept], owners[kept]
    return pack(packed, owners)


def shifted(packed: NDArray[np.uint64], by: int) -> NDArray[np.uint64]:
    """Raise the number of each owner, that may not come out above 2^24 - 1."""
    return packed + np.uint64(by)


def shared_keys(ascending: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Find the keys that several entries share.

    Args:
        ascending: uint64[n], packed keys, sorted.

    Returns:
        int64[m], the owners of shared keys, ascending within each; int64[r] and int64[r], where each
        key begins among them, and how many share it.
    """
    shared = shared_only(ascending)
    starts, lengths = equal_runs(keys_of(shared))
    return articles_of(shared), starts, lengths


def shared_postings(
    blocks: Sequence[NDArray[np.uint64]], labels: NDArray[np.int64], portion: int = _PORTION
) -> tuple[NDArray[np.uint64], ...]:
    """Find the keys of all blocks that several entries share; the arguments are those of `sorted_postings`.

    Returns:
        The entries, uint64[.], in one range of keys after the other, each ascending.
    """
    return tuple(map(shared_only, sorted_postings(blocks, labels, portion)))


def sorted_postings(
    blocks: Sequence[NDArray[np.uint64]], labels: NDArray[np.int64], portion: int = _PORTION
) -> Iterator[NDArray[np.uint64]]:
    """Yield the entries of all blocks in one range of keys after the other, uint64[.], each ascending.

    Args:
        blocks: uint64[.], packed keys, each ascending; those on disk are read a part at a time.
        labels: int64[owners], what each owner is called in the answer; negative for one to be left out.
        portion: keys that are sorted at a time, about.
    """
    parts = -(-sum(block.size for block in blocks) // portion)
    limits = key_floor(np.array([(part << 64) // parts for part in range(parts)], np.uint64))
    cuts = [_cuts(block, limits) for block in blocks]
    for part in range(parts):
        pieces = [block[cut[part] : cut[part + 1]] for block, cut in zip(blocks, cuts, strict=True)]
        together = relabelled(np.concatenate(pieces), labels)
        together.sort(kind="stable")
        yield together
        for block in blocks:
            release(block)


def shared_only(ascending: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Leave out the keys that only one entry has."""
    shared: NDArray[np.uint64] = ascending[_is_shared(ascending)]
    return shared


def _cuts(block: NDArray[np.uint64], limits: NDArray[np.uint64]) -> list[int]:
    """Return where in an ascending block each range of keys begins, given the least of each, and where the last ends."""
    places = np.searchsorted(block, limits).tolist()
    release(block)  # the search has been everywhere
    return [*places, block.size]


def _is_shared(ascending: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Return for each packed key whether another entry has it as well; bool[n]."""
    keys = keys_of(ascending)
    same = np.zeros(keys.size + 1, dtype=np.bool_)
    np.equal(keys[1:], keys[:-1], out=same[1:-1])
    is_shared: NDArray[np.bool_] = same[1:] | same[:-1]
    return is_shared
