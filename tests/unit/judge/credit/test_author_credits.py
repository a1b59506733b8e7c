from __future__ import annotations

import pytest

from dedupe.article import Article
from dedupe.judge.credit.author_credits import find_author_credit
from dedupe.judge.credit.credit import Credit


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("As Jonah Quill writes, the weir is open.", "Jonah Quill"),
        ("Quill's long piece on the weir has everyone talking.", "Quill's"),
        ("Quill’s column names three more.", "Quill’s"),
        ("A column by Quill names three more.", "column by Quill"),
        ("Quills Recherche nennt drei weitere.", "Quills"),
        ("Nachzulesen ist das im Beitrag von Quill.", "Beitrag von Quill"),
    ],
)
@pytest.mark.parametrize(
    "author", ["Jonah Quill", "By Ada Fenn and Jonah Quill", "Ada Fenn, Jonah Quill"]
)
def test_who_names_the_author_credits_the_source(text: str, printed: str, author: str) -> None:
    article = Article.from_text(f"The gate is shut.\n\n{text}")
    assert find_author_credit(article, author) == Credit("named", (printed,), "text", 1)


@pytest.mark.parametrize(
    "text",
    [
        "Quill's brother owns the mill.",
        "A quill lay on the desk, and the article was long.",
        "Quillon's piece is about bees.",
        "The weir was built by Quill.",
    ],
)
def test_another_matter_of_that_name_is_no_credit(text: str) -> None:
    assert find_author_credit(Article.from_text(text), "Jonah Quill") is None


@pytest.mark.parametrize("author", [None, "", "Quill", "AP", "staff"])
def test_a_byline_without_a_full_name_credits_nobody(author: str | None) -> None:
    assert find_author_credit(Article.from_text("Quill's piece is long."), author) is None


def test_an_author_credits_nobody_by_his_own_name() -> None:
    article = Article.from_text("Jonah Quill writes on weirs.", author="Jonah Quill")
    assert find_author_credit(article, "Jonah Quill") is None
