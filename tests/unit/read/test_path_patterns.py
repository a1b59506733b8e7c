from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from dedupe.read.path_patterns import ignore_spec

PIECES = ["a", "b", "*", "**", "/", "/**/", "?", "[ab]", "[!a]", "\\*", ".", "!", " "]


@given(
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
    st.lists(st.text("ab.*", min_size=1, max_size=5), min_size=1, max_size=5).map("/".join),
)
def test_patterns_match_what_pathspec_matches(pattern: str, path: str) -> None:
    try:
        plain = GitIgnoreSpec.from_lines([pattern])
    except (ValueError, re.error):
        with pytest.raises((ValueError, re.error)):
            ignore_spec([pattern])
        return

    assert ignore_spec([pattern]).match_file(path) == plain.match_file(path)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("*a*a*a*a*a*a*a*a*a*ab", "a" * 250),
        ("**/a/**/a/**/a/**/a/**/a/**/a/**/b", "a/" * 500 + "a"),
        ("*[ab]*?a*a*a*a*[!a]b", "a" * 250),
    ],
)
def test_a_hostile_pattern_comes_to_an_end(pattern: str, path: str) -> None:
    assert not ignore_spec([pattern]).match_file(path)
