"""Phrases are found where their pattern finds them, though most texts are not searched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedupe.judge.credit.credit_phrases import find_phrase, phrases, words

KEYS = [("line", "after"), ("line", "inside"), ("line", "before"), ("mention", "said")]


@pytest.mark.parametrize("keys", KEYS)
@given(st.data())
def test_a_phrase_is_found_where_its_pattern_finds_it(keys: tuple[str, str], data: st.DataObject) -> None:
    phrase = st.sampled_from(sorted(words(*keys))).flatmap(lambda one: st.sampled_from([one, one.upper(), one.title()]))
    text = " ".join(
        data.draw(st.lists(phrase | st.sampled_from(["Jo Hill", "reported", "l’article", "—"]) | st.text()))
    )
    found, expected = find_phrase(text, *keys), phrases(*keys).search(text)
    assert (found and found.span()) == (expected and expected.span())
