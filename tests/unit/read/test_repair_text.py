from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedupe.read.metadata import metadata_from
from dedupe.read.paragraph_splitter import split_columns
from dedupe.read.repair_text import repair


@pytest.mark.parametrize(
    ("damaged", "written"),
    [
        ("1,9\u200b00 people", "1,900 people"),
        ("the ha\u00adven", "the haven"),
        ("\u2066“No”\u2069, \u202bshe said\u202c", "“No”, she said"),
        ("\ufeffA ferry", "A ferry"),
        ("A&nbsp;ferry &#8220;adrift&#x201D;", "A\xa0ferry “adrift”"),
        ("Fisher &amp;amp; Sons&amp;nbsp;Ltd", "Fisher & Sons\xa0Ltd"),
        ("The mayorâ€™s â€œnoâ€\x9d cost â‚¬30", "The mayor’s “no” cost €30"),
        ("Die FÃ¤hre lag bei BÃ¼sum", "Die Fähre lag bei Büsum"),
        ("РџР°СЂРѕРј РїРѕРїР»С‹Р»", "Паром поплыл"),
    ],
)
def test_what_systems_did_to_a_text_is_undone(damaged: str, written: str) -> None:
    assert repair(damaged) == written


@pytest.mark.parametrize(
    "text",
    [
        "AT&T; R&D; Q&A",
        "a &nosuchname; and &copy without an end",
        "É “so” he said: «à la» naïve — Ærø, Škoda, ÂGE",
        "می\u200cخواهم",  # the joiner is spelling
        "\U0001f469\u200d\U0001f680",
        "im SÃO PAULO",
    ],
)
def test_what_is_meant_stays(text: str) -> None:
    assert repair(text) == text


def test_lines_are_counted_as_in_the_file() -> None:
    paragraphs = split_columns("One.&#10;Still one.&NewLine;\n&nbsp;\nTwo.").rows()

    assert [(p.text, p.start_line) for p in paragraphs] == [("One. Still one.", 1), ("Two.", 3)]


def test_titles_are_repaired_too() -> None:
    assert metadata_from({"title": "CafÃ© &amp; pier"}).title == "Café & pier"


@given(st.text())
def test_line_ends_stay_as_they_are(text: str) -> None:
    assert repair(text).count("\n") == text.count("\n")


@given(st.text(st.characters(max_codepoint=127)).filter(lambda text: "&" not in text))
def test_plain_ascii_stays_as_it_is(text: str) -> None:
    assert repair(text) == text


def test_a_paragraph_of_unseen_characters_stays_one() -> None:
    assert repair("one\u200b\n\n\ufeff\n\ntw\u00ado") == "one\n\n\ufeff\n\ntwo"
