from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedupe.candidates import shared_word_pairs
from dedupe.candidates.shared_word_pairs import reworded_candidates
from dedupe.sketch.packed_postings import pack, shared_postings
from dedupe.sketch.word_pairs import LEAST_SHARED, shares_many

ARTICLES, MOST = 12, 3
# Kinds of keys, each that many times as makes a pair: who holds them.
HOLDERS = st.lists(st.sets(st.integers(0, ARTICLES - 1), min_size=1), max_size=6)
GROUPS = st.lists(st.integers(0, ARTICLES - 1), min_size=ARTICLES, max_size=ARTICLES)


def naive(holders: list[set[int]], groups: list[int], words: int) -> list[list[int]]:
    times: Counter[tuple[int, int]] = Counter()
    for held in holders:
        members = sorted(held)
        if len(members) > MOST:
            members = sorted({groups[article] for article in members})
        if len(members) <= MOST:
            times.update(combinations(members, 2))
    return sorted(list(pair) for pair, n in times.items() if shares_many(n, words))


@pytest.mark.parametrize("at_once", [1, 1 << 22])
@given(HOLDERS, GROUPS)
def test_many_pairs_of_words_that_few_have_propose(at_once: int, kinds: list[set[int]], chosen: list[int]) -> None:
    groups = [min(article, chosen[article]) for article in range(ARTICLES)]
    groups = [groups[group] for group in groups]
    holders = [held for held in kinds for _ in range(LEAST_SHARED // 2)]
    postings = defaultdict(list)
    for number, held in enumerate(holders):
        for article in held:
            postings["keys"].append((number * 7919 + 1) << 40)
            postings["owners"].append(article)
    packed = np.sort(pack(np.array(postings["keys"], np.uint64), np.array(postings["owners"], np.int64)))
    shared = shared_postings([packed], np.arange(ARTICLES), 5)
    sizes = np.full(ARTICLES, 20)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shared_word_pairs, "_AT_ONCE", at_once)
        found = reworded_candidates(shared, np.array(groups), sizes, most=MOST)
    assert found.tolist() == naive(holders, groups, 20)
