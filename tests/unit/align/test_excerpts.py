from __future__ import annotations

import pytest

from dedupe.align.alignable_article import AlignableArticle
from dedupe.align.excerpts import excerpt_words, quoted_prose
from dedupe.prepare.passages import passages

PROSE = "The lock keeper had shut the upper gate before the alarm was raised in the village below the weir."
STORY = [PROSE, "The county will look for the cause of the leak, and wants a report within a week."]


def words(
    *quoting: str,
    telling: str = PROSE,
    outlet: str | None = "Tolley Ledger",
    cited: tuple[str, ...] = (),
    authors: tuple[str, ...] = (),
) -> int:
    quoting_article, telling_article = (
        AlignableArticle(passages([*texts, STORY[1]]), "en", lambda: cited) for texts in (quoting, [telling])
    )
    shared = quoted_prose(quoting_article, telling_article)
    return excerpt_words(quoting_article, shared, outlet, authors)


@pytest.mark.parametrize("marks", ['"{}"', "“{}”", "«{}»"])
def test_prose_of_a_named_outlet_between_marks_is_an_excerpt(marks: str) -> None:
    assert words(f"As the Tolley Ledger reports, {marks.format(PROSE)}") == 18


def test_who_names_no_outlet_quotes_a_person() -> None:
    assert not words(f'A neighbour says: "{PROSE}"')
    assert not words(f'As the Tolley Ledger reports, "{PROSE}"', outlet=None)


def test_prose_of_a_named_author_is_an_excerpt_where_he_is_said_to_write_it() -> None:
    assert words(f'"{PROSE[:-1]}," writes Ada Pell.', outlet=None, authors=("Ada Pell",)) == 18
    assert words("Ada Pell's column is wrong.", f'"{PROSE}"', outlet=None, authors=("Ada Pell",)) == 18
    assert not words(f'"{PROSE[:-1]}," said Ada Pell.', outlet=None, authors=("Ada Pell",))


def test_a_person_who_told_an_outlet_is_not_the_outlet() -> None:
    cited = ("Weir Press",)
    assert words(f'"{PROSE[:-1]}," according to the Weir Press.', outlet="Mill Gazette", cited=cited) == 18
    assert not words(f'"{PROSE[:-1]}," a neighbour told the Weir Press.', outlet="Mill Gazette", cited=cited)


def test_what_is_quoted_by_both_is_no_excerpt() -> None:
    assert not words(f'As the Tolley Ledger reports, "{PROSE}"', telling=f'"{PROSE}"')


def test_a_statement_in_the_first_person_is_no_excerpt() -> None:
    statement = f"We regret what happened. {PROSE}"
    assert not words(f'The mayor told the Tolley Ledger: "{statement}"', telling=statement)


@pytest.mark.parametrize(
    "quoting",
    [
        [f'As the Weir Press reports, "{PROSE}"'],
        [f'"{PROSE[:-1]}," the Weir Press reports.'],
        ["The Weir Press writes:", f'"{PROSE}"'],
    ],
)
def test_prose_of_a_third_that_is_cited_for_the_quotation_is_an_excerpt(quoting: list[str]) -> None:
    assert words(*quoting, outlet="Mill Gazette", cited=("Weir Press",)) == 18
    assert not words(*quoting, outlet="Mill Gazette")


@pytest.mark.parametrize(
    "quoting",
    [
        [f'The Weir Press was there. A neighbour says: "{PROSE}"'],
        [f'A neighbour says: "{PROSE}" The Weir Press reports that nobody was hurt.'],
        ["The Weir Press was the first to report on it.", f'"{PROSE}", a neighbour says.'],
    ],
)
def test_who_is_cited_for_something_else_is_not_excerpted(quoting: list[str]) -> None:
    assert not words(*quoting, outlet="Mill Gazette", cited=("Weir Press",))


def test_the_us_is_no_first_person() -> None:
    prose = PROSE.replace("in the village", "in a U.S. village")
    assert words(f'As the Tolley Ledger reports, "{prose}"', telling=prose) == 18
