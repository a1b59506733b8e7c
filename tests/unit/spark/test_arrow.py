from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from dedupe.spark.arrow import numbered, whole_runs

if TYPE_CHECKING:
    from collections.abc import Sequence


@given(st.lists(st.integers(0, 9), max_size=40), st.lists(st.integers(0, 40), max_size=9))
def test_parts_have_all_rows_in_order_and_no_value_is_in_two(values: Sequence[int], cuts: Sequence[int]) -> None:
    ordered = sorted(values)
    bounds = [0, *sorted(min(cut, len(ordered)) for cut in cuts), len(ordered)]
    batches = [
        pa.RecordBatch.from_pydict({"key": pa.array(ordered[low:high], pa.int64())}) for low, high in pairwise(bounds)
    ]
    parts = [part["key"].to_pylist() for part in whole_runs(batches, "key")]
    assert [value for part in parts for value in part] == ordered
    assert all(before[-1] != after[0] for before, after in pairwise(parts))


@given(st.lists(st.tuples(st.integers(-(2**63), 2**63 - 1), st.integers(-(2**63), 2**63 - 1))))
def test_numbers_stand_for_their_values_in_order(rows: list[tuple[int, int]]) -> None:
    first, second = np.array(rows, dtype=np.int64).reshape(-1, 2).T
    values, (left, right) = numbered(first, second)
    assert np.array_equal(values[left], first)
    assert np.array_equal(values[right], second)
    assert values.tolist() == sorted({*first.tolist(), *second.tolist()})
