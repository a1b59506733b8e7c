from __future__ import annotations

import re
import unicodedata

import pytest

from dedupe.comparison.comparison import Comparison
from dedupe.report.compare.layout import CompareOptions
from dedupe.report.compare.side_by_side import WIDE
from dedupe.report.compare.side_by_side import render as render_side_by_side
from dedupe.report.terminal import Terminal
from tests.unit.report.comparisons import demo, nasty

BAR = "│"


def render(comparison: Comparison, terminal: Terminal, *, context: int | None = None, show_style: bool = False) -> str:
    return render_side_by_side(comparison, CompareOptions(terminal, context=context, show_style=show_style))


def columns(text: str) -> tuple[str, str]:
    """Read the two columns of a wide report as running text."""
    lines = [line.split(BAR) for line in text.splitlines() if BAR in line]
    left, right = (" ".join(" ".join(parts).split()) for parts in zip(*lines, strict=True))
    return left, right


def test_each_column_holds_its_article() -> None:
    left, right = columns(render(demo(), Terminal(160)))
    left = re.sub(r"\[-(.*?)-\]", r"\1", left)
    right = re.sub(r"\{\+(.*?)\+\}", r"\1", right)
    for column, aligned, article in (
        (left, demo().alignment.source, demo().source),
        (right, demo().alignment.target, demo().target),
    ):
        for status, paragraph in zip(aligned, article.paragraphs, strict=True):
            text = " ".join(paragraph.text.split())
            assert (text if status.change != "furniture" else text[:30]) in column


def test_the_bar_stands_in_one_place_also_with_colours() -> None:
    for color in (False, True):
        text = render(demo(), Terminal(121, color))
        plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
        assert {line.index(BAR) for line in plain.splitlines() if BAR in line} == {60}
    assert "\x1b" in text


@pytest.mark.parametrize("width", [40, 80, WIDE, 133, 200])
def test_it_fits_the_terminal(width: int) -> None:
    assert max(map(len, render(demo(), Terminal(width)).splitlines())) <= width


def test_on_a_narrow_terminal_paragraphs_come_in_turn() -> None:
    text = render(demo(), Terminal(80))
    assert BAR not in text
    for number in range(1, len(demo().source.paragraphs) + 1):
        assert len(re.findall(rf"^< +{number} [=~+·-] ", text, re.MULTILINE)) == 1
    for number in range(1, len(demo().target.paragraphs) + 1):
        assert len(re.findall(rf"^> +{number} [=~+·-] ", text, re.MULTILINE)) == 1


def test_what_matters_is_named_under_its_row() -> None:
    lines = render(demo(), Terminal(120)).splitlines()
    (at,) = (at for at, line in enumerate(lines) if line == "      figure: “$85 million” → “$58m”")
    above = "\n".join(lines[:at]).rsplit("\n\n", 1)[-1]
    assert "[-$85" in above
    assert "{+$58m+}" in above


def test_what_moved_says_where_from_and_where_to() -> None:
    text = render(demo(), Terminal(80))
    assert re.search(r"^>  6 = \(moved from 9\) The islands", text, re.MULTILINE)
    assert re.search(r"^<  9 = \(moved to 6\) The islands", text, re.MULTILINE)


def test_style_is_hidden_unless_asked_for() -> None:
    assert "{+favour+}" not in render(demo(), Terminal(300))
    assert "{+favour+}" in render(demo(), Terminal(300), show_style=True)


def test_unchanged_paragraphs_can_be_left_out() -> None:
    assert "1 paragraph without changes" in render(demo(), Terminal(120), context=0)
    assert "Your support" not in render(demo(), Terminal(120), context=0)
    assert "without changes" not in render(demo(), Terminal(120))


@pytest.mark.parametrize("width", [80, 140])
@pytest.mark.parametrize("color", [False, True])
def test_article_text_does_nothing_to_the_terminal(width: int, *, color: bool) -> None:
    text = render(nasty(), Terminal(width, color), show_style=True)
    left = re.sub(r"\x1b\[[0-9;]*m", "", text) if color else text
    assert not {unicodedata.category(character) for character in left.replace("\n", "")} & {"Cc", "Cs", "Zl"}
    assert not re.search("[\u202a-\u202e\u2066-\u2069]|^::|##(vso)?\\[", left, re.MULTILINE)
