from __future__ import annotations

from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from dedupe.pipeline import compare_candidates

PAIRS = st.sets(st.tuples(st.integers(0, 9), st.integers(10, 19)), max_size=40)


@given(PAIRS, st.integers(1, 8), st.integers(1, 50), st.data())
def test_every_pair_is_in_one_chunk_and_no_chunk_is_large(
    pairs: set[tuple[int, int]], most: int, most_words: int, data: st.DataObject
) -> None:
    sizes = data.draw(st.lists(st.integers(1, 60), min_size=20, max_size=20))
    ordered = sorted(pairs)
    with patch.multiple(compare_candidates, _PAIRS=most, _WORDS=most_words):
        chunks = compare_candidates._chunks(ordered, sizes)
    assert sorted(at for chunk in chunks for at in chunk) == list(range(len(pairs)))
    assert all(0 < len(chunk) <= most for chunk in chunks)
    kept = [{article for at in chunk for article in ordered[at]} for chunk in chunks]
    words = [[sizes[article] for article in articles] for articles in kept]
    but_longest = [sum(own) - max(own) for own in words]
    assert all(len(chunk) == 1 or rest <= most_words for chunk, rest in zip(chunks, but_longest, strict=True))


def test_pairs_with_a_long_article_are_compared_together() -> None:
    with patch.object(compare_candidates, "_WORDS", 100):
        assert compare_candidates._chunks([(at, 9) for at in range(9)], [5] * 9 + [900]) == [list(range(9))]
