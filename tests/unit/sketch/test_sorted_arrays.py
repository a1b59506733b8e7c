"""Sets of hashes as ascending arrays, against the sets of Python."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedupe.sketch.sorted_arrays import (
    HashPlaces,
    HashSet,
    intersect_sorted,
    isin_sorted,
    lonely,
    unique_of_blocks,
    without_rare,
)

hashes = st.integers(0, (1 << 64) - 1) | st.integers(0, 3).map(lambda low: (7 << 42) + low)


@given(st.frozensets(hashes), st.lists(hashes))
def test_a_hash_set_has_what_a_set_has(known: frozenset[int], values: list[int]) -> None:
    values += list(known)[:3]
    ascending, wanted = np.array(sorted(known), np.uint64), np.array(values, np.uint64)
    expected = [value in known for value in values]
    assert HashSet(ascending).contains(wanted).tolist() == expected
    assert isin_sorted(ascending, wanted).tolist() == expected


@pytest.mark.parametrize("bits", [2, 24])
def test_many_values_are_found_however_small_the_table(bits: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dedupe.sketch.sorted_arrays._MOST_BITS", bits)
    values = np.random.default_rng(7).integers(0, 1 << 64, 20_000, dtype=np.uint64)
    known = np.sort(values[::3])
    assert np.flatnonzero(isin_sorted(known, values)).tolist() == list(range(0, values.size, 3))


@given(st.lists(st.lists(hashes, max_size=9), max_size=4), st.integers(1, 5))
def test_the_distinct_values_of_blocks_come_ascending(blocks: list[list[int]], at_once: int) -> None:
    arrays = [np.array(block, np.uint64) for block in blocks]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dedupe.sketch.sorted_arrays._AT_ONCE", at_once)
        found = unique_of_blocks(arrays).tolist()
    assert found == sorted({value for block in blocks for value in block})


@given(st.sets(hashes), st.sets(hashes), st.integers(0, 2))
def test_what_two_sets_share(left: set[int], right: set[int], much: int) -> None:
    arrays = [np.array(sorted(own), np.uint64) for own in (left, right)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dedupe.sketch.sorted_arrays._MUCH_LARGER", much)
        assert intersect_sorted(*arrays).tolist() == sorted(left & right)


@given(st.lists(st.integers(0, 9)), st.sets(st.integers(0, 12)))
def test_hashes_are_found_wherever_they_stand(numbers: list[int], wanted: set[int]) -> None:
    found = HashPlaces(np.array(numbers, np.uint64), 2 * np.arange(len(numbers)))
    assert found.distinct.tolist() == sorted({*numbers})
    places = found.find(np.array(sorted(wanted), np.uint64)).tolist()
    assert places == [2 * at for at, number in enumerate(numbers) if number in wanted]


@given(st.sets(st.integers(0, 50)), st.lists(st.integers(0, 60)))
def test_values_are_found_whatever_the_order_they_are_looked_up_in(known: set[int], values: list[int]) -> None:
    ascending, asked = np.array(sorted(known), np.uint64), np.array(values, np.uint64)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dedupe.sketch.sorted_arrays._FAR", 0)
        found = isin_sorted(ascending, asked)

    assert found.tolist() == [value in known for value in values]


@given(st.lists(st.integers(0, 30), max_size=200), st.integers(1, 6))
def test_what_occurs_often_enough_stays_in_its_order(numbers: list[int], times: int) -> None:
    values = np.array(numbers, np.uint64) << np.uint64(40)
    kept = [number >> 40 for number in without_rare(values, times).tolist()]
    counts = Counter(numbers)
    frequent = {number for number in numbers if counts[number] >= times}
    assert [number for number in kept if number in frequent] == [number for number in numbers if number in frequent]
    assert all(kept.count(number) == counts[number] for number in kept)


def test_most_of_what_is_rare_is_left_out() -> None:
    values = np.append(np.arange(1 << 14, dtype=np.uint64), np.repeat(np.uint64(1 << 30), 5))
    assert without_rare(values, 5).size < 1 << 11


@given(st.frozensets(hashes), st.frozensets(hashes))
def test_what_only_one_has_is_what_differs(left: frozenset[int], right: frozenset[int]) -> None:
    found = lonely(*(np.array(sorted(own), np.uint64) for own in (left, right)))
    assert found.tolist() == sorted(left ^ right)
