from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dedupe.candidates.groups import equal_groups, near_groups
from dedupe.candidates.near import near_candidates
from dedupe.candidates.partial import partial_candidates
from dedupe.sketch.scaled import Samples

SETS = st.lists(st.sets(st.integers(0, 15), max_size=8), min_size=1, max_size=8)


def samples(sets: list[set[int]]) -> Samples:
    hashes = np.array([h for it in sets for h in sorted(it)], dtype=np.uint64)
    return Samples(hashes, np.cumsum([0, *map(len, sets)]))


@given(SETS, st.integers(1, 4))
def test_all_pairs_that_share_enough_are_proposed(sets: list[set[int]], required: int) -> None:
    alone = np.arange(len(sets))
    found = partial_candidates(samples(sets), alone, most=100, required=required)
    expected = [
        [a, b] for a, b in combinations(range(len(sets)), 2) if len(sets[a] & sets[b]) >= required
    ]
    assert found.tolist() == expected


def test_a_hot_shingle_joins_each_article_to_the_first_only() -> None:
    found = partial_candidates(samples([{1, 2}] * 50), np.arange(50), most=12, required=2)
    assert found.tolist() == [[0, other] for other in range(1, 50)]


def test_a_group_counts_once_however_many_articles_it_has() -> None:
    sets = [{1, 2, 3}] * 30 + [{2, 3, 9}]
    found = partial_candidates(samples(sets), np.array([0] * 30 + [30]), most=12, required=2)
    assert found.tolist() == [[0, 30]]


@given(st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=3), min_size=1, max_size=8))
def test_bands_propose_the_pairs_that_share_a_key(keys: list[list[int]]) -> None:
    found = near_candidates(np.array(keys, dtype=np.uint64), most=100)
    expected = [
        [a, b]
        for a, b in combinations(range(len(keys)), 2)
        if any(x == y for x, y in zip(keys[a], keys[b], strict=True))
    ]
    assert found.tolist() == expected


def test_groups_hold_together_by_their_first_article_not_in_chains() -> None:
    equal = equal_groups(np.array([7, 8, 7, 9, 5], dtype=np.uint64))
    assert equal.tolist() == [0, 1, 0, 3, 4]
    chained = np.array([[0, 1], [1, 3], [3, 4]])
    assert near_groups(equal, chained).tolist() == [0, 0, 0, 3, 3]


def test_a_brief_is_proposed_for_a_single_shared_shingle() -> None:
    sets = [{1, 2, 3, 4, 5}, {5, 6}, {1, 7, 8, 9}]
    found = partial_candidates(samples(sets), np.arange(3), most=12, required=2, brief=3)
    assert found.tolist() == [[0, 1]]
