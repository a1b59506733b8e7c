"""Quoted words, as the plain path and the batch path find them."""

from __future__ import annotations

import pytest

from dedupe.prepare.passages import passages


def quoted(*paragraphs: str) -> list[str]:
    """Give the quoted words of each paragraph."""
    return [
        " ".join(word for word, inside in zip(cut.words, cut.marked, strict=True) if inside)
        for cut in passages(paragraphs)
    ]


@pytest.mark.parametrize(
    "text",
    [
        'He said: "quite so they did" and left.',
        "He said: “quite so they did” and left.",
        "He said: 'quite so they did' and left.",
        "He said: ‘quite so they did’ and left.",
        "He said: ``quite so they did'' and left.",
        "He said: “quite so they did'' and left.",
        "Il a dit : « quite so they did » hier soir.",
        "Er sagte: „quite so they did“ und ging.",
        "Er sagte: »quite so they did« und ging.",
        "Er sagte: ‚quite so they did‘ und ging.",
        'He said: “quite so they did" and left.',
        "Hon sa: ”quite so they did” och gick.",
    ],
)
def test_marks_of_many_kinds(text: str) -> None:
    assert quoted(text) == ["quite so they did"]


def test_apostrophes_are_no_marks() -> None:
    assert quoted("The workers' union isn't the bosses' and the '90s weren't theirs.") == [""]


def test_a_quotation_runs_over_paragraphs_until_it_is_closed() -> None:
    assert quoted("“One is here,", "“two is there,", "“three ends it,” he said.", "Four goes on.") == [
        "one is here",
        "2 is there",
        "3 ends it",
        "",
    ]


def test_a_forgotten_closing_mark_ends_with_its_paragraph() -> None:
    assert quoted('She wrote: "it goes on', "Then something else happened.")[1] == ""


def test_a_paragraph_may_continue_without_opening_again() -> None:
    assert quoted("“First comes this,", "and then that,” he said.")[1] == "and then that"


def test_inches_open_nothing() -> None:
    assert quoted("A 6'2\" player and a 5'9\" coach met.") == [""]


def test_posts_and_announced_texts_are_quotations() -> None:
    cut = quoted(
        "The mayor posted this:",
        "We will open our bridges again. — Ada Roe (@adaroe) March 3, 2025",
        "The company said in a statement:",
        "We regret our delay and we thank our clients.",
        "Trains ran late for hours, the operator said.",
    )
    assert cut[1].startswith("we will open")
    assert cut[3].startswith("we regret our delay")
    assert cut[4] == ""
