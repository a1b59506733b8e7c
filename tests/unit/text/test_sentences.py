from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedupe.text.sentences import sentence_spans


@pytest.mark.parametrize(
    ("code", "sentences"),
    [
        ("en", ["Mr. Holm went to the U.S. on Jan. 5.", "He said little.", "Then he left."]),
        ("en", ["Gov. Ana Reyes came at 7 p.m. on Tuesday.", "No. 4 was George W. Cole."]),
        ("en", ["She sailed back to the U.S.", "The others don't.", "Nobody did."]),
        ("en", ["Rep. Lou Marsh (R-Ala.) spoke.", "“Dr. Lee?”", "“Yes.”"]),
        ("de", ["Am 3. März kam Dr. Roth, z.B. um 10.", "Er blieb.", "Der 2. Anlauf gelang 2019."]),
        ("de", ["Ludwig XIV. war da.", "Frau K. Maier kam u.a. am 5. Mai.", "„Nein!“", "Das war es."]),
        ("de", ["Er wurde 23. ", "Danach ging er."]),
        ("fr", ["M. Dupont est venu.", "Il a dit « Non. »", "Puis… il est parti !", "Et après ?"]),
        ("es", ["El Sr. Gómez llegó a EE.UU. el lunes.", "¿Y luego?", "Nada."]),
        ("ja", ["雨が降った。", "「行く。」", "と言った。"]),
        (None, ["A. B. Cole went home.", "She stayed."]),
    ],
)
def test_sentences_are_split_where_they_end(code: str | None, sentences: list[str]) -> None:
    sentences = [sentence.strip() for sentence in sentences]
    text = ("" if code == "ja" else " ").join(sentences)
    assert [text[start:end] for start, end in sentence_spans(text, code)] == sentences


@pytest.mark.parametrize("code", ["en", "de", None])
@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("The slip was closed.Nobody was hurt.", "The slip was closed."),
        ("“It was closed.”Nobody was hurt.", "“It was closed.”"),
        ('"It was closed."Nobody was hurt.', '"It was closed."'),
        ('It was closed."Nobody was hurt," she said.', "It was closed."),
        ("Was it closed?“Nobody knew,” she said.", "Was it closed?"),
        ("She wrote to quay@example.Com about it.", None),
        ("She looked at www.example.Com for it.", None),
        ("The U.S.Navy came.", None),
        ("Port Sellick v.Graham is a case.", None),
    ],
)
def test_sentences_without_a_blank_between_them_are_told_apart(code: str | None, text: str, first: str | None) -> None:
    start, end = sentence_spans(text, code)[0]

    assert text[start:end] == (first or text)


@given(st.text(st.sampled_from("aB1.!?。 »“\n\u00a0"), max_size=60), st.sampled_from(["en", "de", "xx", None]))
def test_spans_hold_all_but_white_space(text: str, code: str | None) -> None:
    spans = sentence_spans(text, code)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
