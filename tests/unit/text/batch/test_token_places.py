"""Places found for a batch against those of the plain tokeniser."""

from __future__ import annotations

from hypothesis import example, given

from dedupe.text.batch.token_places import place_tokens
from dedupe.text.tokens import tokenize
from tests.unit.text.batch.test_tokenize import ARTICLES


@given(ARTICLES)
@example([["Straße\u200bn ĳs \ud800 \u00ad2nd two per cent", ""], ["\0É\0 10pm Mr"]])
@example([["one\n“two”", "three"]])
@example([["中文 Two"], ["Die 5\u202f000"]])
def test_a_batch_has_the_places_of_its_tokens(articles: list[list[str]]) -> None:
    placed = place_tokens(articles)
    found = [(text, tokenize(text)) for paragraphs in articles for text in paragraphs]
    tokens = [(text, token) for text, cut in found for token in cut]
    assert placed.starts.tolist() == [token.start for _, token in tokens]
    assert placed.ends.tolist() == [token.end for _, token in tokens]
    assert placed.is_capital.tolist() == [text[token.start].isupper() for text, token in tokens]
    assert placed.is_figure.tolist() == [token.text[0].isdigit() for _, token in tokens]
