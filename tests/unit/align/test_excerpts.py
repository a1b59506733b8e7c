from __future__ import annotations

import pytest

from dedupe.align.alignable import AlignableArticle
from dedupe.align.excerpts import excerpt_words
from dedupe.prepare.paragraphs import passages

PROSE = "The lock keeper had shut the upper gate before the alarm was raised in the village below the weir."
STORY = [PROSE, "The county will look for the cause of the leak, and wants a report within a week."]


def words(quoting: str, telling: str = PROSE, outlet: str | None = "Tolley Ledger") -> int:
    quoting_article, telling_article = (
        AlignableArticle(passages([text, STORY[1]]), "en") for text in (quoting, telling)
    )
    return excerpt_words(quoting_article, telling_article, outlet)


@pytest.mark.parametrize("marks", ['"{}"', "“{}”", "«{}»"])
def test_prose_of_a_named_outlet_between_marks_is_an_excerpt(marks: str) -> None:
    assert words(f"As the Tolley Ledger reports, {marks.format(PROSE)}") == 18


def test_who_names_no_outlet_quotes_a_person() -> None:
    assert not words(f'A neighbour says: "{PROSE}"')
    assert not words(f'As the Tolley Ledger reports, "{PROSE}"', outlet=None)


def test_what_is_quoted_by_both_is_no_excerpt() -> None:
    assert not words(f'As the Tolley Ledger reports, "{PROSE}"', telling=f'"{PROSE}"')


def test_a_statement_in_the_first_person_is_no_excerpt() -> None:
    statement = f"We regret what happened. {PROSE}"
    assert not words(f'The mayor told the Tolley Ledger: "{statement}"', telling=statement)
