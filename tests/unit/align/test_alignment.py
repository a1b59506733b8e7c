from __future__ import annotations

from dataclasses import replace

import pytest

from dedupe.align.alignment import Narrative


@pytest.mark.parametrize(
    "narrative",
    [
        Narrative(9, 9, 500, shared=9),
        Narrative(8, 8, 16, shared=8),
        Narrative(4, 4, 135, shared=27),
        Narrative(0, 0, 500, retold=5),
        Narrative(7, 7, 500, retold=2),
    ],
    ids=["a run", "half of a brief", "a fifth in scraps", "retold", "retold beside a run"],
)
def test_each_bar_makes_a_copy_and_one_word_less_does_not(narrative: Narrative) -> None:
    assert narrative.is_derived
    less = replace(narrative, words=max(0, narrative.words - 1), shared=narrative.shared - 1)
    if narrative.retold:
        less = replace(narrative, retold=narrative.retold - 1)
    assert not less.is_derived


def test_scraps_of_a_long_article_are_no_copy() -> None:
    assert not Narrative(7, 7, 271, shared=27).is_derived
