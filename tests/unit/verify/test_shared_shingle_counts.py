"""What pairs share of their stories and of stock text, counted in one pass, is what two counts find."""

from __future__ import annotations

from unittest.mock import patch

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dedupe.candidates.proposals import Reasons
from dedupe.sketch.shingles import shingle
from dedupe.sketch.sorted_arrays import unique_sorted
from dedupe.text.batch.tokenize import tokenize_batch
from dedupe.verify.shared_shingle_counts import (
    SharedCounts,
    StoryCounts,
    count_shared_shingles,
    count_story,
    distinct_shingles,
    worth_comparing,
)

K = 3
paragraphs = st.lists(st.sampled_from("abcd"), min_size=1, max_size=8).map(" ".join)
stories = st.lists(st.lists(paragraphs, min_size=1, max_size=3), min_size=2, max_size=4)


@given(stories, st.data())
def test_one_pass_finds_what_counts_without_stock_and_with_it_find(
    articles: list[list[str]], data: st.DataObject
) -> None:
    words = tokenize_batch(articles)
    everything = unique_sorted(shingle(words.hashes, words.bounds, K).hashes)
    stock = everything[data.draw(chosen_of(everything.size))]
    page = stock[data.draw(chosen_of(stock.size))]
    left_out = data.draw(chosen_of(words.paragraph_starts.size - 1))
    pairs = np.stack(np.triu_indices(len(articles), 1), axis=1)
    with patch("dedupe.verify.shared_shingle_counts._AT_ONCE", data.draw(st.sampled_from([1, 3, 1 << 20]))):
        found = count_story(pairs, words, left_out, K, stock, page)
    story, with_learned, whole = (
        count_shared_shingles(pairs, [np.setdiff1d(own, uncounted) for own in distinct_shingles(words, left, K)])
        for left, uncounted in ((left_out, stock), (left_out, page), (None, []))
    )
    for counts, expected in ((found.story, story), (found.with_learned, with_learned)):
        assert counts.common.tolist() == expected.common.tolist()
        assert counts.containment.tolist() == expected.containment.tolist()
        assert counts.resemblance.tolist() == expected.resemblance.tolist()
    assert found.furniture.tolist() == (whole.common - story.common).tolist()
    assert found.page.tolist() == (whole.common - with_learned.common).tolist()


def chosen_of(size: int) -> st.SearchStrategy[np.ndarray]:
    flags = st.lists(st.booleans(), min_size=size, max_size=size)
    return flags.map(lambda drawn: np.array(drawn, dtype=np.bool_))


def test_two_forms_filled_in_alike_here_and_there_are_not_worth_comparing() -> None:
    common = np.array([9, 9, 25, 9, 9])
    containment = np.array([0.1, 0.1, 0.3, 0.6, 0.1])
    told = SharedCounts(common, containment / 2, containment)
    page = np.array([60, 9, 60, 60, 60])
    no, yes = np.zeros(5, np.bool_), np.ones(5, np.bool_)
    is_same = np.arange(5) == 4
    found = worth_comparing(Reasons(yes, yes, no, is_same), StoryCounts(told, told, page))
    assert found.tolist() == [False, True, True, True, True]
