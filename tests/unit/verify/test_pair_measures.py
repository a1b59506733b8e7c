from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from dedupe.verify.measures import Measures
from dedupe.verify.pair_measures import ShingleSet, measure

shingles = st.sets(st.integers(0, 12), max_size=8)
texts = st.lists(st.tuples(shingles, shingles, shingles), min_size=1, max_size=4)


def ascending(values: set[int]) -> NDArray[np.uint64]:
    return np.array(sorted(values), np.uint64)


def naive(source: tuple[set[int], ...], target: tuple[set[int], ...]) -> Measures:
    (ours, our_quoted, our_stock), (theirs, their_quoted, their_stock) = source, target
    quoted = our_quoted | their_quoted
    both, story = ours & theirs, (ours & theirs) - quoted

    def share(part: set[int], whole: set[int]) -> float:
        return len(part) / len(whole) if whole else 0.0

    return Measures(
        share(both, ours | theirs),
        share(both, ours),
        share(both, theirs),
        share(story, ours - quoted),
        share(story, theirs - quoted),
        len(both),
        len(our_stock & their_stock),
    )


@given(texts)
def test_texts_share_what_their_sets_do(drawn: list[tuple[set[int], set[int], set[int]]]) -> None:
    known = [(every, every & quoted, stock) for every, quoted, stock in drawn]
    for source, target in product(known, repeat=2):
        found = measure(*(ShingleSet(*map(ascending, own)) for own in (source, target)))
        assert found == naive(source, target)
        assert found.swapped() == naive(target, source)
