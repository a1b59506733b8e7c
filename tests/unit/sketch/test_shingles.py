from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedupe.sketch.scaled import proposal_probability, sample
from dedupe.sketch.shingles import Shingles, shingle
from dedupe.sketch.signature import bands, detection_probability, sign

ARTICLES = st.lists(st.lists(st.integers(0, 5), max_size=12), max_size=6)


def pack(articles: list[list[int]]) -> tuple[np.ndarray, np.ndarray]:
    tokens = np.array([token for article in articles for token in article], dtype=np.uint64)
    return tokens, np.cumsum([0, *map(len, articles)])


@given(ARTICLES, st.integers(1, 6))
def test_shingles_are_equal_where_their_tokens_are(articles: list[list[int]], k: int) -> None:
    shingles = shingle(*pack(articles), k)
    expected = [tuple(a[at : at + k]) for a in articles for at in range(len(a) - k + 1)]
    by_tokens = dict(zip(expected, shingles.hashes.tolist(), strict=True))
    assert [by_tokens[tokens] for tokens in expected] == shingles.hashes.tolist()
    assert len(set(by_tokens.values())) == len(by_tokens)
    assert np.diff(shingles.bounds).tolist() == [max(0, len(a) - k + 1) for a in articles]


@given(st.lists(st.integers(0, 2**64 - 1), min_size=1, max_size=30), st.randoms())
def test_signatures_ignore_order_and_repetition(hashes: list[int], random: object) -> None:
    shuffled = hashes * 2
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = (
        sign(Shingles(np.array(it, dtype=np.uint64), np.array([0, len(it)])), 16)
        for it in (hashes, shuffled)
    )
    assert np.array_equal(one, other)


def test_an_article_signs_alike_in_any_batch() -> None:
    hashes = np.arange(1, 400_000, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    bounds = np.array([0, 0, 150_000, 150_010, 399_999])
    together = sign(Shingles(hashes, bounds), 8)
    for at in range(4):
        alone = Shingles(
            hashes[bounds[at] : bounds[at + 1]], np.array([0, bounds[at + 1] - bounds[at]])
        )
        assert np.array_equal(sign(alone, 8)[0], together[at])


def test_bands_agree_exactly_where_their_rows_do() -> None:
    signatures = np.array([[1, 2, 3, 4], [1, 2, 9, 4], [2, 1, 3, 4]], dtype=np.uint32)
    keys = bands(signatures, 2, 2)
    assert keys[0, 0] == keys[1, 0] != keys[2, 0]
    assert keys[0, 1] == keys[2, 1] != keys[1, 1]


@given(st.lists(st.lists(st.integers(0, 2**64 - 1), max_size=20), max_size=5), st.integers(1, 8))
def test_a_sample_is_what_lies_below_the_limit(articles: list[list[int]], scale: int) -> None:
    hashes, bounds = pack(articles)
    samples = sample(Shingles(hashes, bounds), scale)
    expected = [sorted({h for h in article if h < 2**64 // scale}) for article in articles]
    cut = [
        samples.hashes[a:b].tolist()
        for a, b in zip(samples.bounds, samples.bounds[1:], strict=False)
    ]
    assert cut == expected


@pytest.mark.parametrize(
    ("resemblance", "chance"), [(0.0, 0.0), (1.0, 1.0), (0.5, 1 - (1 - 0.5**5) ** 25)]
)
def test_the_chance_of_a_band(resemblance: float, chance: float) -> None:
    assert detection_probability(resemblance, bands=25, rows=5) == pytest.approx(chance)


def test_a_brief_of_forty_words_is_all_but_sure_to_be_proposed() -> None:
    assert proposal_probability(36, scale=4, required=3) > 0.99
    assert proposal_probability(2, scale=4, required=3) == 0
