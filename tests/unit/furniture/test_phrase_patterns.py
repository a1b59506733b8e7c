"""Patterns are found where their patterns are, however few of them are tried."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedupe.furniture.phrase_patterns import PatternSet, alternatives, lowered, required_literal

_TABLE = tomllib.loads(files("dedupe").joinpath("data/furniture.toml").read_text("utf-8"))
_PATTERNS = [*_TABLE["start"], *_TABLE["end"], *_TABLE["whole"], *_TABLE["anywhere"]]
_FLAGS = re.IGNORECASE | re.DOTALL


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"read more", "read more"),
        (r"(read|show) more", " more"),
        (r"READ mores?\b", "read more"),
        (r"\(c\) ?\d{4}", "(c)"),
        (r"a|b", ""),
        (r"(a|b)+c+d", "c"),
        (r"x{3}y*www\.\S+", "www."),
        (r"[abc]{2}", ""),
    ],
)
def test_finds_what_a_pattern_cannot_do_without(pattern: str, expected: str) -> None:
    assert required_literal(pattern) == expected


@given(st.sampled_from(_PATTERNS), st.data())
def test_what_is_required_stands_in_every_match(pattern: str, data: st.DataObject) -> None:
    found = data.draw(st.from_regex(re.compile(pattern, _FLAGS)))
    assert required_literal(pattern) in lowered(found)


@given(
    st.sets(st.sampled_from(_TABLE["end"]), min_size=1, max_size=6),
    st.lists(st.one_of(st.sampled_from(_TABLE["end"]).flatmap(st.from_regex), st.text())),
)
def test_finds_what_one_large_pattern_finds(patterns: set[str], texts: list[str]) -> None:
    ordered = sorted(patterns)
    cues, large = (PatternSet(ordered, r"\s*\Z"), "|".join(rf"(?:{pattern})\s*\Z" for pattern in ordered))
    expected = {at for at, text in enumerate(texts) if re.search(large, text, _FLAGS)}
    assert cues.matching(texts) == expected


@given(st.sets(st.sampled_from(_TABLE["start"]), min_size=1, max_size=8), st.data())
def test_alternatives_match_where_one_of_them_does(patterns: set[str], data: st.DataObject) -> None:
    ordered = sorted(patterns)
    text = str(data.draw(st.one_of(st.sampled_from(_TABLE["start"]).flatmap(st.from_regex), st.text())))
    expected = any(re.match(pattern, text, _FLAGS) for pattern in ordered)
    assert bool(re.match(alternatives(ordered), text, _FLAGS)) == expected


@pytest.mark.parametrize("text", ["SIGN UP", "ſign up", "ſIGN UP", "sıgn up", "SİGN UP"])
def test_ignores_case_as_patterns_do(text: str) -> None:
    assert PatternSet(["sign up"]).matching(["Sign", text, "up"]) == {1}
