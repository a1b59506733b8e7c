"""A key and its owner in one 64-bit number, so that one sort brings together who shares a key.

The upper 40 bits are those of the key, the lower 24 say whose it is. Keys that agree in 40 bits and are
different are rare, and can only propose a pair that exact comparison turns down.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dedupe.text.batch.arrays import expand_ranges

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

OWNER_BITS = 24
MOST_OWNERS = 1 << OWNER_BITS
_OWNER = np.uint64(MOST_OWNERS - 1)
_KEY = ~_OWNER
_SHIFT = np.uint64(OWNER_BITS)


def pack(keys: NDArray[np.uint64], owners: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Pack keys with their owners.

    Args:
        keys: uint64[n], spread evenly over all numbers.
        owners: int64[n], from 0 to 2^24 - 1.
    """
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


def posting_ranges(
    packed: NDArray[np.uint64], keys: NDArray[np.uint64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Find the entries of some keys: where they begin, and how many there are; int64[keys] each.

    Args:
        packed: uint64[n], ascending by key.
        keys: uint64[keys], as `keys_of` gives them.
    """
    first = np.searchsorted(packed, keys << _SHIFT)
    return first, np.searchsorted(packed, (keys << _SHIFT) | _OWNER, "right") - first


def relabelled(packed: NDArray[np.uint64], labels: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Replace each owner by its label, and drop the keys of owners whose label is negative.

    Args:
        packed: uint64[n].
        labels: int64[owners].
    """
    owners = labels.take(articles_of(packed))
    if labels.size and labels.min() < 0:
        kept = np.flatnonzero(owners >= 0)
        packed, owners = packed[kept], owners[kept]
    return pack(packed, owners)


def shifted(packed: NDArray[np.uint64], by: int) -> NDArray[np.uint64]:
    """Raise the number of each owner, that may not come out above 2^24 - 1."""
    return packed + np.uint64(by)


def shared_keys(
    ascending: NDArray[np.uint64],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Find the keys that several entries share.

    Args:
        ascending: uint64[n], packed keys, sorted.

    Returns:
        int64[m], the owners of shared keys, ascending within each; int64[r] and int64[r], where each
        key begins among them, and how many share it.
    """
    keys = keys_of(ascending)
    same = np.concatenate([[False], keys[1:] == keys[:-1], [False]])[: keys.size + 1]
    at = np.flatnonzero(same[1:] | same[:-1])
    starts = np.flatnonzero(~same[at])
    return articles_of(ascending[at]), starts, np.diff(np.append(starts, at.size))


@dataclass(frozen=True, slots=True)
class PostingBlocks:
    """Packed keys in blocks, and the labels of their owners; relabelled only where they are read.

    Attributes:
        packed: uint64[.], each ascending.
        labels: int64[owners], negative for an owner to be left out.
    """

    packed: Sequence[NDArray[np.uint64]]
    labels: NDArray[np.int64]

    @property
    def size(self) -> int:
        """How many keys there are."""
        return sum(block.size for block in self.packed)

    def articles_with(
        self, keys: NDArray[np.uint64]
    ) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
        """Yield for each block which of some keys are in it, and the labels of the articles that have them; int64[.] each.

        Args:
            keys: uint64[keys], as `keys_of` gives them.
        """
        for block in self.packed:
            first, counts = posting_ranges(block, keys)
            owners = self.labels[articles_of(block[expand_ranges(first, counts)])]
            known = owners >= 0
            yield np.repeat(np.arange(keys.size), counts)[known], owners[known]

    def by_key(self, most: int) -> Iterator[NDArray[np.uint64]]:
        """Return the renamed keys of all blocks, sorted, in one range of keys after the other.

        Args:
            most: keys in a range, about.
        """
        parts = -(-self.size // most)
        limits = key_floor(np.array([(part << 64) // parts for part in range(parts)], np.uint64))
        cuts = [[*np.searchsorted(it, limits).tolist(), it.size] for it in self.packed]
        for part in range(parts):
            pieces = [
                block[cut[part] : cut[part + 1]]
                for block, cut in zip(self.packed, cuts, strict=True)
            ]
            together = relabelled(np.concatenate(pieces), self.labels)
            together.sort()
            yield together
