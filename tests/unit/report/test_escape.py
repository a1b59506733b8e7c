from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedupe.report.escape import for_csv, for_json, for_terminal


def _acts(text: str) -> bool:
    controls = any(ord(character) < 0x20 or 0x7F <= ord(character) < 0xA0 for character in text)
    bidi = any(
        character in "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069" for character in text
    )
    return controls or bidi


hostile = st.text(st.sampled_from("ab \t\n\r\x1b\x9b\x07[]m;#:\u202e\u2066\u2028\ud800\U000e0041é"))


@given(hostile)
def test_nothing_that_acts_on_a_terminal_is_left(text: str) -> None:
    shown = for_terminal(text)
    assert not _acts(shown)
    shown.encode()


@given(hostile)
def test_json_means_the_same_and_acts_on_nothing(text: str) -> None:
    dumped = json.dumps({"a": [text]}, ensure_ascii=False, indent=2)
    safe = for_json(dumped)
    assert json.loads(safe) == {"a": [text]}
    assert not _acts(safe.replace("\n", ""))


def test_commands_to_a_ci_runner_are_broken() -> None:
    for command in (
        "::error::forged",
        "##[group]x",
        "##vso[task.complete]",
        "##teamcity[buildStop]",
        "##octopus[stderr]",
    ):
        assert command not in for_terminal(f"words {command}")
        assert command not in for_json(json.dumps(f"words {command}"))


def test_ordinary_text_is_left_alone() -> None:
    text = "“Größe” – 東京 — नमस्ते, 18:30 #1 C:\\ 5::1"
    assert for_terminal(text) == text
    joined = "می‌خواهم"  # a zero-width non-joiner belongs to the spelling
    assert for_terminal(joined) == joined


@pytest.mark.parametrize("sign", "=+-@＝＋－＠﹢﹣﹦﹫−‐‑–—➕➖⁺₌")
@pytest.mark.parametrize("before", ["", " ", "\u3000", "\t", "\u200b"])
def test_no_cell_of_a_table_is_a_formula(sign: str, before: str) -> None:
    cell = for_csv(f"{before}{sign}1+1")
    assert cell.startswith(("'", "\\u200b"))


def test_a_cell_that_is_no_formula_is_left_alone() -> None:
    for text in ("1+1", "a=b", "“=1”", "½", "Größe", ""):
        assert for_csv(text) == text
