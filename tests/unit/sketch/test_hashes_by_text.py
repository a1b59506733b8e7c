"""What pairs of texts share, beside what sets and loops find."""

from __future__ import annotations

from itertools import product
from unittest.mock import patch

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dedupe.sketch import hashes_by_text
from dedupe.sketch.hashes_by_text import HashesByText

texts = st.lists(st.lists(st.integers(0, 5), max_size=6), min_size=2, max_size=4)
rows = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=6)


def by_text(lists: list[list[int]], count: int) -> HashesByText:
    own = [*lists, *([[]] * count)][:count]
    owners = np.repeat(np.arange(count), [len(one) for one in own])
    return HashesByText(np.array([value for one in own for value in one], np.uint64), owners, count)


@given(texts, texts, rows, st.integers(0, 9), st.integers(0, 2))
def test_what_pairs_share_is_what_loops_find(
    ours: list[list[int]], theirs: list[list[int]], pairs: list[tuple[int, int]], most: int, much: int
) -> None:
    sources, targets = by_text(ours, 4), by_text(theirs, 4)
    chosen = np.array(pairs, np.int64).reshape(-1, 2)
    with patch.object(hashes_by_text, "_MUCH_LARGER", much):
        found = targets.shared_with(sources, chosen)
    places = [[np.flatnonzero(side.texts == text).tolist() for text in range(4)] for side in (sources, targets)]
    values = sources.hashes.tolist(), targets.hashes.tolist()
    equal = [
        [(at, b, a) for b, a in product(places[1][target], places[0][source]) if values[0][a] == values[1][b]]
        for at, (source, target) in enumerate(pairs)
    ]
    assert list(zip(found.pairs.tolist(), found.rows.tolist(), strict=True)) == sorted(
        {(at, b) for own in equal for at, b, _ in own}
    )
    matches, is_beyond = targets.matches(sources, chosen, most)
    assert is_beyond.tolist() == [len(own) > most for own in equal]
    columns = (matches.pairs.tolist(), matches.targets.tolist(), matches.sources.tolist())
    assert sorted(zip(*columns, strict=True)) == [match for own in equal if len(own) <= most for match in own]


@given(texts, st.lists(st.integers(0, 3), min_size=24, max_size=24))
def test_times_and_highest_values_are_those_of_each_text(lists: list[list[int]], drawn: list[int]) -> None:
    hashes = by_text(lists, len(lists))
    assert hashes.times().tolist() == [one.count(value) for one in lists for value in one]
    rows = [(text, value) for text, one in enumerate(lists) for value in one]
    values = drawn[: len(rows)]
    best = {row: max(value for own, value in zip(rows, values, strict=True) if own == row) for row in set(rows)}
    kept, highest = hashes.highest(np.array(values, np.int64))
    assert kept.tolist() == sorted(kept.tolist())
    assert {rows[at]: value for at, value in zip(kept.tolist(), highest.tolist(), strict=True)} == best
