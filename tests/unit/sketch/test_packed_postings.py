from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dedupe.sketch.blocks_on_disk import on_disk
from dedupe.sketch.packed_postings import articles_of, keys_of, pack, shared_postings

KEYS = st.lists(st.integers(0, 5).map(lambda key: key * ((1 << 64) // 6)), max_size=9)
BLOCKS = st.lists(KEYS, max_size=4)
NAMES = st.lists(st.integers(-1, 9), min_size=3, max_size=3)


@given(BLOCKS, NAMES, st.integers(1, 8))
def test_shared_keys_come_sorted_under_their_new_names_range_by_range(
    keys: list[list[int]], names: list[int], most: int
) -> None:
    blocks = [np.sort(pack(np.array(own, dtype=np.uint64), np.arange(len(own)) % 3)) for own in keys]
    entries = [
        (key, names[owner])
        for block in blocks
        for key, owner in zip(keys_of(block).tolist(), articles_of(block).tolist(), strict=True)
        if names[owner] >= 0
    ]
    times = Counter(key for key, _ in entries)

    parts = shared_postings([*map(on_disk, blocks)], np.array(names), most)

    found = np.concatenate([np.empty(0, np.uint64), *parts])
    pairs = zip(keys_of(found).tolist(), articles_of(found).tolist(), strict=True)
    assert list(pairs) == sorted(entry for entry in entries if times[entry[0]] > 1)
