from __future__ import annotations

import pytest

from dedupe.read.formats.markdown import split_markdown
from dedupe.read.line_wrapping import Hyphenation
from dedupe.read.paragraph_splitter import split_columns

DIVIDED = "\n".join(["Die Fäh-", "re trieb flussab-", "wärts, sagte er."])


def joined(*lines: str, text: str = DIVIDED) -> str:
    return Hyphenation(text).join(lines)


def test_words_of_a_text_that_divides_them_are_put_together() -> None:
    assert [p.text for p in split_columns(f"{DIVIDED}\n\nEnde.").rows()] == [
        "Die Fähre trieb flussabwärts, sagte er.",
        "Ende.",
    ]
    assert split_markdown(DIVIDED).texts == ["Die Fähre trieb flussabwärts, sagte er."]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("Nord-", "und Ostsee"), "Nord- und Ostsee"),
        (("per E-", "Mail"), "per E-Mail"),
        (("Müller-", "Schmidt"), "Müller-Schmidt"),
        (("a six-", "year-old boy"), "a six-year-old boy"),
        (("the A-", "380"), "the A-380"),
        (("he said -", "and left"), "he said - and left"),
        (("Ost\u00ad", "see"), "Ostsee"),
        (("Bri-", "tain's"), "Britain's"),
        (("no hyphen", "here"), "no hyphen here"),
    ],
)
def test_hyphens_that_are_meant_stay(lines: tuple[str, str], text: str) -> None:
    assert joined(*lines) == text


def test_what_stands_elsewhere_in_the_text_decides() -> None:
    assert joined("a well-", "known man", text=f"{DIVIDED}\nso well-known") == "a well-known man"
    assert joined("the har-", "bour", text="The harbour\nhar-\nbour") == "the harbour"


def test_a_text_that_divides_no_words_has_a_hyphen_at_the_end_of_a_line_by_chance() -> None:
    text = "\n".join(["A line of words."] * 40 + ["a long-", "term plan", "a well-", "known man"])

    assert joined("a long-", "term plan", text=text) == "a long-term plan"
    assert joined("a well-", "known man", text="a well-\nknown man") == "a well-known man"
