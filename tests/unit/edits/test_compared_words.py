"""Which paragraphs can tell something otherwise, and which words are names."""

from __future__ import annotations

import pytest

from dedupe.edits.compared_words import ComparedWords, CutParagraphs
from dedupe.edits.lexicon import lexicon_of
from dedupe.prepare.passages import passages

BEFORE = 'The masons quickly mended 12 steps for $5 m, but "not all", Edith Marrow said.'


def compared(before: str, after: str) -> ComparedWords:
    lexicon = lexicon_of("en")
    source, target = (CutParagraphs(passages([text]), [0], lexicon) for text in (before, after))
    return ComparedWords(source, target, {}, lexicon)


@pytest.mark.parametrize(
    ("words", "others"),
    [("quickly", "slowly"), ("quickly mended", "mended"), ("mended", "mended nicely"), ("mended", "  mended")],
)
def test_plain_words_tell_nothing_otherwise(words: str, others: str) -> None:
    assert not compared(BEFORE, BEFORE.replace(words, others)).tells_otherwise(0, 0)


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("12", "13"),
        ("12", "about 12"),
        ("12", "two"),
        ("12 steps", "-12 steps"),
        ("$", "€"),
        ("Edith", "Edna"),
        ('"not all"', "not all"),
        ("all", "most"),
        ("quickly", "never"),
        ("quickly", "allegedly"),
        (", Edith Marrow said", ""),
        ("mended", "Mended"),
    ],
)
def test_figures_names_quotations_and_listed_words_may(words: str, others: str) -> None:
    assert compared(BEFORE, BEFORE.replace(words, others)).tells_otherwise(0, 0)


def test_a_name_stands_nowhere_in_lower_case() -> None:
    words = compared("On Monday Rose Pell came, and Marrow.", "She had a rose for Pell and for Marrow.")
    assert words.is_name("pell")
    assert words.is_name("marrow")
    assert not words.is_name("rose")
    assert not words.is_name("she")
