from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedupe.sketch.fracminhash import proposal_probability, sample
from dedupe.sketch.minhash import bands, detection_probability, sign
from dedupe.sketch.packed_postings import articles_of, keys_of
from dedupe.sketch.shingles import Shingles, prefix_hashes, shingle
from dedupe.sketch.sketches import quoted_shingles

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
        sign(Shingles(np.array(order, dtype=np.uint64), np.array([0, len(order)])), 16) for order in (hashes, shuffled)
    )
    assert np.array_equal(one, other)


def test_an_article_signs_alike_in_any_batch() -> None:
    hashes = np.arange(1, 400_000, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    bounds = np.array([0, 0, 150_000, 150_010, 399_999])
    together = sign(Shingles(hashes, bounds), 8)
    for at in range(4):
        alone = Shingles(hashes[bounds[at] : bounds[at + 1]], np.array([0, bounds[at + 1] - bounds[at]]))
        assert np.array_equal(sign(alone, 8)[0], together[at])


def test_bands_agree_exactly_where_their_rows_do() -> None:
    signatures = np.array([[1, 2, 3, 4], [1, 2, 9, 4], [2, 1, 3, 4]], dtype=np.uint32)
    keys = bands(signatures, 2, 2)
    assert keys[0, 0] == keys[1, 0] != keys[2, 0]
    assert keys[0, 1] == keys[2, 1] != keys[1, 1]


@given(st.lists(st.lists(st.integers(0, 2**64 - 1), max_size=20), max_size=5), st.integers(1, 8))
def test_a_sample_is_what_lies_below_the_limit(articles: list[list[int]], scale: int) -> None:
    hashes, bounds = pack(articles)
    samples, counts = sample(Shingles(hashes, bounds), scale)
    expected = [{h * scale >> 24 for h in article if h < 2**64 // scale} for article in articles]
    entries = zip(articles_of(samples), keys_of(samples), strict=True)
    assert list(entries) == [(at, key) for at, own in enumerate(expected) for key in sorted(own)]
    assert counts.tolist() == [len(own) for own in expected]


@given(st.lists(st.lists(st.integers(0, 3), max_size=9), min_size=1, max_size=5))
def test_stretches_hash_alike_wherever_they_stand(stretches: list[list[int]]) -> None:
    tokens, bounds = pack([[value + 1 for value in stretch] for stretch in stretches])
    hashes = prefix_hashes(tokens).span_hashes(bounds).tolist()
    known: dict[tuple[int, ...], int] = {}
    for stretch, hashed in zip(map(tuple, stretches), hashes, strict=True):
        assert known.setdefault(stretch, hashed) == hashed
        assert (hashed == 0) == (not stretch)
    assert len(set(known.values())) == len(known)


@given(st.lists(st.integers(2, 9), max_size=12), st.integers(1, 6), st.data())
def test_quoted_shingles_lie_within_one_quotation(tokens: list[int], k: int, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(tokens)), max_size=6)))
    quotations = [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    windows = prefix_hashes(np.array(tokens, dtype=np.uint64)).k_grams(k)
    found = quoted_shingles(windows, np.array(quotations, dtype=np.int64).reshape(-1, 2), k)
    assert found.tolist() == [windows[at] for a, b in quotations for at in range(a, b - k + 1)]


@pytest.mark.parametrize("resemblance", [0.2, 0.5, 0.7, 0.95])
@pytest.mark.parametrize("size", [20, 60, 900])
def test_agreement_estimates_resemblance(resemblance: float, size: int) -> None:
    draw = np.random.default_rng(7)
    common = round(2 * size * resemblance / (1 + resemblance))
    estimates = []
    for _ in range(60):
        values = draw.integers(0, 2**64, 2 * size, dtype=np.uint64)
        sets = np.concatenate([values[:size], values[size - common : 2 * size - common]])
        one, other = sign(Shingles(sets, np.array([0, size, 2 * size])), 128)
        estimates.append(np.mean(one == other))
    true = common / (2 * size - common)
    assert np.mean(estimates) == pytest.approx(true, abs=0.02)
    assert np.std(estimates) < 0.055


@pytest.mark.parametrize(("resemblance", "chance"), [(0.0, 0.0), (1.0, 1.0), (0.5, 1 - (1 - 0.5**5) ** 25)])
def test_the_chance_of_a_band(resemblance: float, chance: float) -> None:
    assert detection_probability(resemblance, bands=25, rows=5) == pytest.approx(chance)


def test_a_brief_of_forty_words_is_all_but_sure_to_be_proposed() -> None:
    assert proposal_probability(36, scale=4, required=3) > 0.99
    assert proposal_probability(2, scale=4, required=3) == 0
