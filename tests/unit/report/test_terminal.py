from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth, wcwidth

from dedupe.report.terminal import _NARROW, StyledText, Terminal, column_count, wrap

words = st.text(st.sampled_from("abc-東京e\u0301é.\x1b"), min_size=1, max_size=5)
texts = st.lists(words, max_size=40).map(" ".join)


@given(st.lists(texts, min_size=1, max_size=1), st.integers(30, 60))
def test_lines_fit_and_no_word_is_lost(parts: list[str], width: int) -> None:
    pieces = [StyledText(part) for part in parts]
    laid_out = wrap(pieces, Terminal(width), "> ", "  ")
    lines = laid_out.split("\n")
    assert all(column_count(line) <= width for line in lines)
    assert lines[0].startswith("> ")
    assert all(line.startswith("  ") for line in lines[1:])
    shown = "".join(line[2:] for line in lines)
    expected = "".join(parts).replace("\x1b", "\\x1b")
    assert "".join(shown.split()) == "".join(expected.split())


@given(st.lists(texts, min_size=1, max_size=4), st.integers(24, 60))
def test_colours_change_no_letter(parts: list[str], width: int) -> None:
    pieces = [StyledText(part, ("red", "bold")) for part in parts]
    plain, painted = (wrap(pieces, Terminal(width, color)) for color in (False, True))
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == plain


def test_a_path_is_never_broken() -> None:
    path = "outlets/" + "very-long-name/" * 5 + "article.txt"
    assert wrap([StyledText(f"see {path} now")], Terminal(30)).split("\n") == ["see", path, "now"]


def test_wide_characters_take_two_columns_and_break_anywhere() -> None:
    laid_out = wrap([StyledText("東京の港で新しい船が出航した")], Terminal(20))
    assert laid_out.split("\n") == ["東京の港で新しい船が", "出航した"]


def test_a_style_goes_on_in_the_next_line() -> None:
    laid_out = wrap([StyledText("one "), StyledText("two three four five six", ("green",))], Terminal(20, True))
    assert laid_out.split("\n") == ["one \x1b[32mtwo three four\x1b[0m", "\x1b[32mfive six\x1b[0m"]


def test_a_letter_of_a_column_is_one_for_the_library_as_well() -> None:
    narrow = [chr(code) for code in range(0x3000) if _NARROW.fullmatch(chr(code))]
    assert {"é", "ß", "“", "–", "€", "ж"} < {*narrow}
    assert {letter for letter in narrow if wcwidth(letter) != 1} == set()


@given(st.text(st.sampled_from("ab é“”–\u0301東\ufe0f\u200d©👩\xad"), max_size=8))
def test_columns_are_counted_as_the_library_counts_them(text: str) -> None:
    assert column_count(text) == max(wcswidth(text), 0)
