"""The batch tokeniser against the plain one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dedupe.text.batch.hashing import hash_words
from dedupe.text.batch.tokenize import concat, select, tokenize_article, tokenize_batch
from dedupe.text.tokens import tokenize

CHARACTERS = st.sampled_from(
    "abcSTU019 .,'’‘\"“”„«»-–—%&$€£()?!\t\u00a0\u202f\u00ad\u200b_/éÉüßøŁİŉĳ½²ªКд中かกกี한🙂\u0301\ufeff\ufffd\ufe0f％，．ـَیکةא״аоН"
)
WORDS = st.sampled_from(
    [
        "U.S.",
        "don’t",
        "18,000",
        "3.5",
        "$32bn",
        "Mr",
        "per",
        "cent",
        "emphasised",
        "2023/24",
        "'do",
        "“we”",
        "e.g.",
        "d’Or",
        "1st",
        "10pm",
        "O'Neill’s",
        "United",
        "States",
        "St.",
        "Ph.D.",
        "1.000,50",
        "10'000",
        "A&M",
        "5%",
        "it''s",
    ]
)
TEXT = st.one_of(
    st.text(CHARACTERS, max_size=40),
    st.lists(WORDS, max_size=12).map(" ".join),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), max_size=30),
)
ARTICLES = st.lists(st.lists(TEXT.map(lambda text: text.replace("\n", " ")), max_size=4), max_size=4)


@given(ARTICLES)
def test_a_batch_has_the_tokens_of_its_texts(articles: list[list[str]]) -> None:
    words = tokenize_batch(articles)
    tokens = [tokenize(text) for paragraphs in articles for text in paragraphs]
    expected = hash_words(token.text for cut in tokens for token in cut)
    assert words.hashes.tolist() == expected.tolist()
    assert np.diff(words.paragraph_starts).tolist() == [len(cut) for cut in tokens]
    assert np.diff(words.article_starts).tolist() == [len(paragraphs) for paragraphs in articles]


@given(ARTICLES)
@example([['"\ud7fc0 said “\u3000so” and \U0001f642"well"']])
def test_both_paths_find_the_same_quotations(articles: list[list[str]]) -> None:
    batch = tokenize_batch(articles)
    plain = concat([tokenize_article(paragraphs) for paragraphs in articles] or [batch])
    assert batch.quoted.tolist() == plain.quoted.tolist()


def test_a_paragraph_must_not_hold_a_line_break() -> None:
    with pytest.raises(ValueError, match="line break"):
        tokenize_batch([["one\ntwo"]])


def test_no_articles_give_no_words() -> None:
    words = tokenize_batch([])
    assert words.hashes.size == 0
    assert words.article_starts.tolist() == [0]


@given(ARTICLES.filter(bool), st.data())
def test_chosen_articles_are_as_cut_by_themselves(articles: list[list[str]], data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(range(len(articles))), max_size=5))
    selected = select(tokenize_batch(articles), np.array(chosen, dtype=np.int64))
    expected = tokenize_batch([articles[at] for at in chosen])
    for name in ("hashes", "quotations", "paragraph_starts", "article_starts"):
        assert getattr(selected, name).tolist() == getattr(expected, name).tolist()
