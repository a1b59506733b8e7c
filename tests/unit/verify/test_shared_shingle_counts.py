"""What pairs share of their stories and of stock text, counted in one pass, is what two counts find."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dedupe.sketch.shingles import shingle
from dedupe.sketch.sorted_arrays import unique_sorted
from dedupe.text.batch.tokenize import tokenize_batch
from dedupe.verify.shared_shingle_counts import count_shared_shingles, count_story, distinct_shingles

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
    listed = stock[data.draw(chosen_of(stock.size))]
    left_out = data.draw(chosen_of(words.paragraph_starts.size - 1))
    pairs = np.stack(np.triu_indices(len(articles), 1), axis=1)
    found = count_story(pairs, words, left_out, K, stock, listed)
    story, with_learned, whole = (
        count_shared_shingles(pairs, distinct_shingles(words, *kept))
        for kept in ((left_out, K, stock), (left_out, K, listed), (None, K))
    )
    for counts, expected in ((found.story, story), (found.with_learned, with_learned)):
        assert counts.common.tolist() == expected.common.tolist()
        assert counts.containment.tolist() == expected.containment.tolist()
        assert counts.resemblance.tolist() == expected.resemblance.tolist()
    assert found.furniture.tolist() == (whole.common - story.common).tolist()


def chosen_of(size: int) -> st.SearchStrategy[np.ndarray]:
    flags = st.lists(st.booleans(), min_size=size, max_size=size)
    return flags.map(lambda drawn: np.array(drawn, dtype=np.bool_))
