"""Sets of hashes as ascending arrays, against the sets of Python."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dedupe.sketch.sorted_arrays import HashSet, isin_sorted

hashes = st.integers(0, (1 << 64) - 1) | st.integers(0, 3).map(lambda low: (7 << 42) + low)


@given(st.frozensets(hashes), st.lists(hashes))
def test_a_hash_set_has_what_a_set_has(known: frozenset[int], values: list[int]) -> None:
    ascending, wanted = np.array(sorted(known), np.uint64), np.array(values, np.uint64)
    expected = [value in known for value in values]
    assert HashSet(ascending).contains(wanted).tolist() == expected
    assert isin_sorted(ascending, wanted).tolist() == expected
