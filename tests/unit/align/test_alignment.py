from __future__ import annotations

import pytest

from dedupe.align.alignment import Narrative


@pytest.mark.parametrize(
    ("words", "longest", "available", "shared"),
    [
        (9, 9, 500, 9),
        (8, 8, 16, 8),
        (4, 4, 135, 27),
        (7, 7, 270, 27),
    ],
    ids=["a run", "half of a brief", "a fifth in scraps", "a tenth beside a run"],
)
def test_each_bar_makes_a_copy_and_one_word_less_does_not(
    words: int, longest: int, available: int, shared: int
) -> None:
    assert Narrative(words, longest, available, shared=shared).is_derived
    assert not Narrative(words - 1, longest - 1, available, shared=shared - 1).is_derived


def test_scraps_of_a_long_article_are_no_copy() -> None:
    assert not Narrative(7, 7, 271, shared=27).is_derived
    assert not Narrative(6, 6, 270, shared=27).is_derived
