from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedupe.prepare.passages import passages
from dedupe.prepare.stems import stem_hashes

WORDS = st.lists(st.text("abÄäßİé", min_size=1, max_size=9), max_size=12)


def stems(*texts: str) -> list[int]:
    found = passages(texts)
    hashes: list[int] = stem_hashes(found.texts, found.tokens, np.arange(found.tokens.hashes.size)).tolist()
    return hashes


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Kunden", "kunden", True),
        ("counter", "countering", True),
        ("Bremsen", "Bremsens", True),
        ("ÖFFENTLICH", "öffentliche", True),
        ("vermeiden", "vermieden", False),
        ("ab", "abc", False),
        ("ab", "ba", False),
    ],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str, *, is_same: bool) -> None:
    assert (stems(one) == stems(other)) == is_same


@given(st.lists(WORDS, max_size=4))
def test_stems_are_equal_where_the_first_letters_are(paragraphs: list[list[str]]) -> None:
    texts = [" ".join(words) for words in paragraphs]
    found = passages(texts)
    letters = [
        "".join(letter.lower()[0] for letter in text[start:end][:6])
        for at, text in enumerate(found.texts)
        for start, end in zip(found[at].tokens.starts, found[at].tokens.ends, strict=True)
    ]
    assert len(set(zip(letters, stems(*texts), strict=True))) == len(set(letters))
    assert len(set(stems(*texts))) == len(set(letters))
