from __future__ import annotations

from collections import Counter
from itertools import chain, combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dedupe.candidates.lsh import near_candidates
from dedupe.candidates.near_duplicate_groups import equal_groups, near_groups, thinned
from dedupe.candidates.pairs_from_keys import PairCounter
from dedupe.candidates.shared_shingles import partial_candidates
from dedupe.sketch.packed_postings import pack, shared_postings

NONE = np.empty(0, dtype=np.int64)
SETS = st.lists(st.sets(st.integers(0, 15), max_size=8), min_size=1, max_size=8)


def partial(
    sets: list[set[int]],
    groups: list[int] | None = None,
    *,
    most: int,
    required: int,
    brief: int = 0,
    portion: int = 1 << 22,
    rare_only: bool = False,
) -> list[list[int]]:
    keys = [(h << 40 | h << 24, owner) for owner, own in enumerate(sets) for h in own]
    hashes, owners = (np.array(column) for column in zip(*keys, strict=True)) if keys else (NONE, NONE)
    packed = np.sort(pack(hashes.astype(np.uint64), owners.astype(np.int64)))
    names = np.arange(len(sets))
    found: list[list[int]] = partial_candidates(
        shared_postings([packed[::2], packed[1::2]], names, portion),
        np.arange(len(sets)) if groups is None else np.array(groups),
        np.array([len(own) < brief for own in sets]),
        most=most,
        required=required,
        rare_only=rare_only,
    ).tolist()
    return found


@given(SETS, st.integers(1, 4))
def test_all_pairs_that_share_enough_are_proposed(sets: list[set[int]], required: int) -> None:
    found = partial(sets, most=100, required=required)
    expected = [[a, b] for a, b in combinations(range(len(sets)), 2) if len(sets[a] & sets[b]) >= required]
    assert found == expected


def test_a_hot_shingle_joins_each_article_to_the_first_only() -> None:
    found = partial([{1, 2}] * 50, most=12, required=2)
    assert found == [[0, other] for other in range(1, 50)]


def test_of_the_rare_ones_alone_a_hot_shingle_proposes_nothing() -> None:
    sets = [{1, 2, 3, 4} if at in (7, 9) else {1, 2} for at in range(50)]
    assert partial(sets, most=12, required=2, rare_only=True) == [[7, 9]]


def test_of_the_rare_ones_alone_a_group_counts_once_as_well() -> None:
    sets = [{1, 2}] * 30 + [{1, 2}]
    groups = [0] * 30 + [30]
    assert partial(sets, groups, most=12, required=2, rare_only=True) == [[0, 30]]


def test_a_group_counts_once_however_many_articles_it_has() -> None:
    sets = [{1, 2, 3}] * 30 + [{2, 3, 9}]
    found = partial(sets, [0] * 30 + [30], most=12, required=2)
    assert found == [[0, 30]]


@given(st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=3), min_size=1, max_size=8))
def test_bands_propose_the_pairs_that_share_a_key(keys: list[list[int]]) -> None:
    spread = np.array(keys, dtype=np.uint64) << np.uint64(50)
    found = near_candidates([spread[:2], spread[2:]], np.arange(len(keys)), most=100)
    expected = [
        [a, b]
        for a, b in combinations(range(len(keys)), 2)
        if any(x == y for x, y in zip(keys[a], keys[b], strict=True))
    ]
    assert found.tolist() == expected


def test_groups_hold_together_by_their_first_article_not_in_chains() -> None:
    equal = equal_groups(np.array([7, 8, 7, 9, 5], dtype=np.uint64), np.ones(5, np.int64))
    assert equal.tolist() == [0, 1, 0, 3, 4]
    chained = np.array([[0, 1], [1, 3], [3, 4]])
    assert near_groups(equal, chained).tolist() == [0, 0, 0, 3, 3]


def test_a_brief_is_proposed_for_a_single_shared_shingle() -> None:
    sets = [{1, 2, 3, 4, 5}, {5, 6}, {1, 7, 8, 9}]
    found = partial(sets, most=12, required=2, brief=3)
    assert found == [[0, 1]]


def test_who_takes_no_part_is_proposed_to_nobody() -> None:
    keys = np.full((4, 2), 1 << 50, dtype=np.uint64)
    assert near_candidates([keys], np.array([0, -1, 1, -1]), most=100).tolist() == [[0, 1]]


def test_samples_are_divided_without_parting_a_key() -> None:
    sets = [set(range(at, at + 6)) for at in range(12)]
    whole = partial(sets, most=100, required=2)
    assert partial(sets, most=100, required=2, portion=7) == whole


def test_large_groups_keep_the_pairs_with_their_first_and_small_ones_all() -> None:
    groups = np.array([0, 0, 0, 3, 0, 3])
    pairs = np.array([[0, 1], [0, 2], [1, 2], [2, 3], [1, 4], [3, 5]])
    assert thinned(pairs, groups, 4).tolist() == pairs.tolist()
    assert thinned(pairs, groups, 3).tolist() == [[0, 1], [0, 2], [2, 3], [3, 5]]


PLACES = st.integers(0, 3) | st.integers((1 << 24) - 3, (1 << 24) - 1)
PORTIONS = st.lists(st.lists(st.tuples(PLACES, PLACES), max_size=9), max_size=5)


@given(PORTIONS)
def test_pairs_are_counted_over_all_portions(portions: list[list[tuple[int, int]]]) -> None:
    counter = PairCounter()
    for portion in portions:
        counter.add(np.array(portion, dtype=np.int64).reshape(-1, 2))
    pairs, times = counter.pairs()
    expected = sorted(Counter(chain.from_iterable(portions)).items())
    assert [(tuple(pair), n) for pair, n in zip(pairs.tolist(), times.tolist(), strict=True)] == (expected)


def test_a_count_stops_at_what_there_is_room_for() -> None:
    counter = PairCounter()
    for _ in range(3):
        counter.add(np.tile([[0, 1]], (40_000, 1)))
    counter.add(np.array([[0, 2]]))
    pairs, times = counter.pairs()
    assert pairs.tolist() == [[0, 1], [0, 2]]
    assert times.tolist() == [(1 << 16) - 1, 1]
