from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedupe.sketch.packed_postings import articles_of, keys_of
from dedupe.sketch.sizes import SHORT
from dedupe.sketch.sketches import join_sketches, pairs_of_short, sketch
from dedupe.sketch.word_pairs import shares_many, word_pairs
from dedupe.text.batch.hashing import mix
from dedupe.text.batch.tokenize import tokenize_batch

PARAGRAPHS = st.lists(st.lists(st.tuples(st.integers(1, 6), st.booleans()), max_size=9), max_size=4)


@given(PARAGRAPHS)
def test_pairs_are_those_of_words_that_stand_close_to_each_other(paragraphs: list[list[tuple[int, bool]]]) -> None:
    together = [token for paragraph in paragraphs for token in paragraph]
    tokens = np.array([word for word, _ in together], dtype=np.uint64)
    left_out = np.array([is_left_out for _, is_left_out in together], dtype=np.bool_)
    owners = np.repeat(np.arange(len(paragraphs)), [len(paragraph) for paragraph in paragraphs])
    expected = []
    for paragraph in paragraphs:
        kept = [word for word, is_left_out in paragraph if not is_left_out]
        near = [*pairwise(kept), *zip(kept, kept[2:], strict=False)]
        expected += [first + second for first, second in near if first != second]
    found = word_pairs(tokens, owners, ~left_out)
    assert sorted(found.hashes.tolist()) == sorted(mix(np.array(expected, np.uint64)).tolist())
    assert (owners[found.first] == owners[found.second]).all()
    assert (found.first < found.second).all()


def shared(one: str, other: str) -> int:
    """Count the pairs of words that two articles of one paragraph have in common."""
    packed = pairs_of_short(tokenize_batch([[one], [other]]))
    ours, theirs = (set(keys_of(packed)[articles_of(packed) == at].tolist()) for at in (0, 1))
    return len(ours & theirs)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("eleven branches", "branches of the eleven", 1),
        ("The bank closes eleven branches", "Eleven branches will be closed by the bank", 1),
        ("bank bank bank", "bank bank", 0),
        ("eleven branches", "she said “eleven branches”", 0),
        ("of the and", "and of the", 0),
        ("eleven branches", "eleven " + "word " * SHORT + "branches", 0),
        ("eleven branches", "eleven branches " + "word " * SHORT, 0),
    ],
)
def test_pairs_outlive_another_order_in_short_articles(one: str, other: str, expected: int) -> None:
    assert shared(one, other) == expected


@pytest.mark.parametrize(
    ("times", "words", "expected"), [(4, 60, False), (5, 60, True), (10, 200, True), (10, 201, False), (25, 500, True)]
)
def test_a_longer_article_takes_more_pairs(times: int, words: int, expected: bool) -> None:
    assert shares_many(times, words) is expected


@given(st.lists(st.text("ab cd.", max_size=20), max_size=5), st.integers(0, 5))
def test_pairs_of_joined_batches_are_those_of_the_whole(texts: list[str], cut: int) -> None:
    whole = sketch(tokenize_batch([[text] for text in texts]), 5)
    parts = [sketch(tokenize_batch([[t] for t in part]), 5) for part in (texts[:cut], texts[cut:])]
    assert join_sketches(parts).pairs.tolist() == whole.pairs.tolist()
