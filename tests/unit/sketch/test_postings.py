from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dedupe.sketch.postings import PostingBlocks, articles_of, keys_of, pack

KEYS = st.lists(st.integers(0, 5).map(lambda key: key * ((1 << 64) // 6)), max_size=9)
BLOCKS = st.lists(KEYS, max_size=4)
NAMES = st.lists(st.integers(-1, 9), min_size=3, max_size=3)


def blocks(keys: list[list[int]], names: list[int]) -> tuple[PostingBlocks, list[tuple[int, int]]]:
    """Packs keys whose owners are 0, 1, 2, 0, ... of each block, and lists them with their names."""
    packed, expected = [], []
    for some in keys:
        own = np.sort(pack(np.array(some, dtype=np.uint64), np.arange(len(some)) % 3))
        packed.append(own)
        pairs = zip(keys_of(own).tolist(), articles_of(own).tolist(), strict=True)
        expected += [(key, names[owner]) for key, owner in pairs if names[owner] >= 0]
    return PostingBlocks(packed, np.array(names)), expected


@given(BLOCKS, NAMES, st.integers(1, 8))
def test_keys_come_sorted_under_their_new_names_range_by_range(
    keys: list[list[int]], names: list[int], most: int
) -> None:
    found, expected = blocks(keys, names)
    together = np.concatenate([np.empty(0, np.uint64), *found.by_key(most)])
    pairs = zip(keys_of(together).tolist(), articles_of(together).tolist(), strict=True)
    assert list(pairs) == sorted(expected)


@given(BLOCKS, NAMES)
def test_who_holds_a_key_is_found_in_every_block(keys: list[list[int]], names: list[int]) -> None:
    found, expected = blocks(keys, names)
    asked = np.unique(np.array([key for key, _ in expected], dtype=np.uint64))
    holders = [
        (int(asked[at]), owner)
        for asking, owners in found.articles_with(asked)
        for at, owner in zip(asking.tolist(), owners.tolist(), strict=True)
    ]
    assert sorted(holders) == sorted(expected)
