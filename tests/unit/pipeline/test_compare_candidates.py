from __future__ import annotations

from unittest.mock import patch

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dedupe.pipeline import compare_candidates

PAIRS = st.sets(st.tuples(st.integers(0, 9), st.integers(10, 19)), max_size=40)


@given(PAIRS, st.integers(1, 8), st.integers(1, 50), st.data())
def test_every_pair_is_in_one_chunk_and_no_chunk_is_large(
    pairs: set[tuple[int, int]], most: int, most_words: int, data: st.DataObject
) -> None:
    counts = st.lists(st.integers(1, 60), min_size=len(pairs), max_size=len(pairs))
    words = np.array(data.draw(counts), dtype=np.int64)
    ordered = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
    with patch.object(compare_candidates, "_CHUNK", most), patch.object(compare_candidates, "KEPT", most_words):
        chunks = compare_candidates._chunks(ordered, words)
    assert sorted(at for chunk in chunks for at in chunk) == list(range(len(pairs)))
    assert all(0 < len(chunk) <= most for chunk in chunks)
    assert all(len(chunk) == 1 or words[chunk].sum() <= most_words for chunk in chunks)
