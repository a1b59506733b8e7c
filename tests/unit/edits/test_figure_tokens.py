"""Figures and dates read off a paragraph."""

from __future__ import annotations

from itertools import pairwise

import pytest

from dedupe.edits.date_figures import agree
from dedupe.edits.lexicon import lexicon_of
from dedupe.edits.paragraph_tokens import ParagraphTokens, paragraph_tokens
from dedupe.prepare.passages import passages


def figures(text: str, code: str = "en") -> list[tuple[str, str]]:
    tokens = cut(text, code)
    return [(tokens.keys[at], tokens.raw(at)) for at in range(len(tokens)) if tokens.is_figure(at)]


def cut(text: str, code: str = "en") -> ParagraphTokens:
    (passage,) = passages((text,))
    return paragraph_tokens(passage, lexicon_of(code))


@pytest.mark.parametrize(
    ("key", "spellings"),
    [
        ("#118000000000 $", ["$118 billion", "$118bn", "US$118bn", "118 billion dollars", "USD 118 billion"]),
        ("#5000000 €", ["€5m", "5 million euros", "EUR 5 million", "5,000,000 €"]),
        ("#5 A$", ["A$5"]),
        ("#18000", ["18,000", "18.000", "18 000", "18 thousand"]),
        ("#40 %", ["40%", "40 percent", "40 per cent", "40 pct", "forty percent"]),
        ("#25", ["25", "twenty-five", "twenty five"]),
        ("#24", ["two dozen", "24"]),
        ("#-5 degrees", ["-5 degrees", "−5 degrees"]),
        ("#10 am", ["10 a.m.", "10am", "10:00 am", "10.00 am"]),
        ("#10 30 pm", ["10:30 p.m.", "10.30pm"]),
        ("#2023 2024", ["2023/24", "2023-24", "2023–2024"]),
        ("#21th", ["21st"]),
        ("#hundreds", ["hundreds"]),
        ("@2024-1-5", ["January 5, 2024", "5 January 2024", "Jan. 5, 2024", "5th January 2024", "2024-01-05"]),
        ("@-5-14", ["May 14", "14 May", "14th of May"]),
        ("@-3-", ["March"]),
        ("@1", ["Monday"]),
    ],
)
def test_one_figure_however_it_is_written(key: str, spellings: list[str]) -> None:
    for spelling in spellings:
        ((found, text),) = figures(f"It was in {spelling}, they said")
        assert found == key
        assert text.rstrip(".") == spelling.rstrip(".")


@pytest.mark.parametrize(
    ("key", "spellings"),
    [
        ("#3500000 €", ["3,5 Millionen Euro", "3,5 Mio. Euro", "3,5 Mio €"]),
        ("#1000000000000", ["1 Billion"]),
        ("#1000000000", ["1 Milliarde", "1 Mrd."]),
        ("#25", ["fünfundzwanzig", "25"]),
        ("#10 30 Uhr", ["10.30 Uhr", "10:30 Uhr"]),
        ("@2024-1-5", ["5. Januar 2024", "05.01.2024", "5.1.2024"]),
        ("#thousands", ["Tausende"]),
    ],
)
def test_german_figures(key: str, spellings: list[str]) -> None:
    for spelling in spellings:
        assert [found for found, _ in figures(f"Das war es: {spelling} und so", "de")] == [key]


@pytest.mark.parametrize("text", ["Covid-19", "the G-20", "an H-1B visa", "He may march on", "5G", "a US firm"])
def test_what_is_no_figure(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    "text", ["one of them", "the two leaders", "a two-way street", "on Monday", "in July", "third"]
)
def test_figures_that_are_no_loss(text: str) -> None:
    tokens = cut(text)
    assert [tokens.is_minor[at] for at in range(len(tokens)) if tokens.is_figure(at)] == [True]


def test_german_am_is_no_time_of_day() -> None:
    assert figures("Dort wurden 12 am Markt verletzt", "de") == [("#12", "12")]


def test_may_and_march_are_months_only_with_a_capital_letter() -> None:
    assert [key for key, _ in figures("The second may first march")] == ["#2th", "#1th"]
    assert [key for key, _ in figures("From March until 2 May")] == ["@-3-", "@-5-2"]


def test_dates_agree_as_far_as_both_go() -> None:
    assert agree("@2024-1-5", "@-1-5")
    assert agree("@2024-1-5", "@-1-")
    assert not agree("@2024-1-5", "@-1-6")
    assert not agree("@2024-1-5", "@2023-1-5")
    assert not agree("@1", "@2")


def test_lexemes_never_overlap() -> None:
    text = "AUS$5 $ 6 5 $ 7-8 $5bn-10bn £5€ US$ 3m 5%%"
    tokens = cut(text)
    places = list(zip(tokens.starts, tokens.ends, strict=True))
    assert all(start < end for start, end in places)
    assert all(end <= start for (_, end), (start, _) in pairwise(places))
