from __future__ import annotations

import re
import textwrap

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dedupe.article import Paragraph
from dedupe.read.decode import unify_newlines
from dedupe.read.paragraph_splitter import split_columns
from dedupe.read.repair_text import repair

SENTENCES = [
    "The harbour board met on Thursday and put off its decision on the new ferry pier.",
    "Traders on the quay were not amused.",
    "They had waited eleven years for a pier, one of them said, and would now wait for a twelfth.",
    "Nobody from the ministry came.",
    "The next meeting, unless the board changes its mind once more, is planned for early March.",
]
LONG = [" ".join(SENTENCES[i:] + SENTENCES[:i]) for i in range(4)]


def texts(text: str) -> list[str]:
    return [paragraph.text for paragraph in split_columns(text).rows()]


def spans(text: str) -> list[tuple[int, int]]:
    return [(p.start_line, p.end_line) for p in split_columns(text).rows()]


def test_blank_lines_separate_and_their_lines_are_joined() -> None:
    text = "\n  The board met on\nThursday. \n \t\u00a0\u3000\n\nNobody came.\n"

    assert split_columns(text).rows() == (
        Paragraph("The board met on Thursday.", 2, 3),
        Paragraph("Nobody came.", 6, 6),
    )


def test_without_blank_lines_each_line_is_a_paragraph() -> None:
    assert texts("\n\n" + "\n".join(SENTENCES) + "\n\n") == SENTENCES


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_line_end_counts_as_one_line(newline: str) -> None:
    assert spans(newline.join(["One.", "", "Two", "three.", "", "", "Four."])) == [(1, 1), (3, 4), (7, 7)]


def test_first_line_moves_every_span() -> None:
    assert [p.start_line for p in split_columns("One.\n\nTwo.", first_line=5).rows()] == [5, 7]


def test_unicode_separators_break_without_counting_as_lines() -> None:
    assert split_columns("One\u2028and a half.\u2029Two.\nThree.").rows() == (
        Paragraph("One and a half.", 1, 1),
        Paragraph("Two. Three.", 1, 2),
    )


def test_a_form_feed_is_white_space_and_no_line_end() -> None:
    assert spans("One.\n\f\nTwo\fstill two.\n") == [(1, 1), (3, 3)]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u2028\u2029", "\f\r\n\t"])
def test_white_space_has_no_paragraphs(text: str) -> None:
    assert split_columns(text).rows() == ()


@pytest.mark.parametrize("width", [40, 65, 80, 100])
@pytest.mark.parametrize("indent", ["  ", "    ", "\t", "\u3000"])
def test_hard_wrapped_text_is_split_at_its_indents(width: int, indent: str) -> None:
    wrapped = [textwrap.fill(p, width, initial_indent=indent) for p in LONG]

    assert texts("\n".join(wrapped)) == LONG
    assert texts("\n".join([textwrap.fill(LONG[0], width), *wrapped[1:]])) == LONG


def test_hard_wrapped_text_keeps_headline_and_byline_apart() -> None:
    wrapped = [textwrap.fill(p, 65, initial_indent="    ") for p in LONG]

    assert texts("\n".join(["Pier put off", "By Ada Quill", *wrapped])) == ["Pier put off", "By Ada Quill", *LONG]


def test_a_wide_margin_is_no_indent() -> None:
    margin = " " * 4
    wrapped = [textwrap.indent(textwrap.fill(p, 60, initial_indent="   "), margin) for p in LONG]

    assert texts("\n".join(wrapped)) == LONG


def test_a_hanging_indent_begins_no_paragraph() -> None:
    wrapped = [textwrap.fill(p, 60, subsequent_indent="    ") for p in LONG]

    assert texts("\n\n".join(wrapped)) == LONG


def test_one_blank_line_below_the_headline_does_not_make_one_paragraph_of_the_rest() -> None:
    assert texts("Pier put off\n\n" + "\n".join(LONG)) == ["Pier put off", *LONG]
    assert texts("Pier put off\n\n" + "\n".join(SENTENCES)) == ["Pier put off", *SENTENCES]


def test_a_wrapped_paragraph_stays_whole_although_a_url_stands_out_of_it() -> None:
    url = "https://example.org/" + "pier/" * 30
    wrapped = textwrap.fill(f"{LONG[0]} {url} {LONG[1]}", 60, break_long_words=False)

    assert texts(f"Pier put off\n\n{wrapped}\n") == ["Pier put off", f"{LONG[0]} {url} {LONG[1]}"]


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        (["Die Stadt will mehr", " als 40 Boote kaufen. Der Rat", "berät am Montag."], 1),
        (["Die Fähre fährt im Winter nicht, weil der", "Hafen verschlammt ist."], 1),
        (["Fähre bleibt im Hafen", "Die Fähre fährt im Winter nicht."], 2),
        (["The ferry stays in port.", "eBay sells the rest."], 2),
        (["Two sailors die", "Their boat sank off Skerry."], 2),
        (["By Una Fair", "una.fair@northwire.test"], 2),
        (["More at", "northwire.test/ferry"], 2),
    ],
)
def test_a_line_broken_in_a_sentence_goes_on_in_the_next(lines: list[str], paragraphs: int) -> None:
    assert len(split_columns("\n".join(["A first paragraph.", *lines, "A last one."])).texts) == paragraphs + 2


WORDS = st.text(st.sampled_from("aé中.\u201d,"), min_size=1, max_size=12)
LINES = st.one_of(
    st.sampled_from(["", " ", "\t", "\u00a0", "\f"]),
    st.builds(
        lambda indent, words: indent + " ".join(words),
        st.sampled_from(["", "  ", "\t", "\u3000"]),
        st.lists(WORDS, min_size=1, max_size=30),
    ),
)
TEXTS = st.builds(
    lambda newline, lines: newline.join(lines), st.sampled_from(["\n", "\r\n", "\r"]), st.lists(LINES, max_size=30)
)


@given(TEXTS)
def test_a_span_holds_its_paragraph_and_nothing_else(text: str) -> None:
    lines = re.split(r"\r\n|\r|\n", text)
    covered: list[int] = []
    for paragraph in split_columns(text).rows():
        numbers = range(paragraph.start_line, paragraph.end_line + 1)
        covered += numbers
        joined = " ".join(lines[number - 1] for number in numbers)
        assert paragraph.text.split() == joined.split()

    assert covered == [number for number, line in enumerate(lines, 1) if line.strip()]


def _letters(text: str) -> str:
    """Without blanks, and without the hyphens that may divide words."""
    return re.sub(r"[\s\u00ad‐-]", "", text)


@given(st.text())
@example("Â\x80\r\x91")
def test_no_word_is_lost_and_no_paragraph_empty_whatever_the_text(text: str) -> None:
    paragraphs = split_columns(text).rows()

    assert _letters("".join(p.text for p in paragraphs)) == _letters(repair(unify_newlines(text)))
    assert all(p.text and p.text == p.text.strip() for p in paragraphs)
    assert all("\n" not in p.text and "\r" not in p.text for p in paragraphs)
