from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from dedupe.sketch.packing import Blocks
from dedupe.sketch.sketches import sketch
from dedupe.text.batch.tokenize import tokenize_batch
from dedupe.verify.learned import learn_furniture
from dedupe.verify.recurring import Paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence

FOOTER = "Our bakery of the week lives on Plum Street and opens at six every morning but Monday."
STORIES = [
    "A barge ran aground below the old mill and blocked the canal for nineteen hours.",
    "The school board chose a shorter lunch break over the protest of every cook.",
    "Beekeepers counted forty lost hives after the coldest April since records began.",
    "A tenor fell ill an hour before curtain and the usher sang in his place.",
]


def learned(stories: list[list[str]], outlets: Sequence[str | None]) -> list[list[bool]]:
    sketches = sketch(tokenize_batch(stories), 5)
    flags = learn_furniture(
        Paragraphs(sketches.paragraphs, sketches.article_starts),
        outlets,
        np.arange(len(stories)),
        Blocks([sketches.samples.packed], np.arange(len(stories))),
        lambda chosen: tokenize_batch([stories[at] for at in chosen]),
        5,
    )
    return [flags[a:b].tolist() for a, b in pairwise(sketches.article_starts)]


def test_a_paragraph_over_three_unrelated_stories_of_one_outlet_is_furniture() -> None:
    stories = [[story, FOOTER] for story in STORIES[:3]]
    assert learned(stories, ["Ledger"] * 3) == [[False, True]] * 3


def test_two_stories_are_not_enough() -> None:
    assert (
        learned([[story, FOOTER] for story in STORIES[:2]], ["Ledger"] * 2) == [[False, False]] * 2
    )


def test_follow_ups_with_the_same_background_are_related() -> None:
    background = "Quillon Dairy closed its Harrow plant in May and let go of sixty people."
    leads = [
        "Workers of Quillon Dairy camped outside the Harrow plant on Monday.",
        "A judge in Harrow froze the accounts of Quillon Dairy until June.",
        "Quillon Dairy sold the Harrow site to a maker of garden gnomes.",
    ]
    others = [[story, "Nothing else."] for story in STORIES * 3]
    flags = learned([[lead, background] for lead in leads] + others, ["Ledger"] * 15)
    assert not any(any(of_story) for of_story in flags[:3])


def test_a_text_that_other_outlets_carry_is_no_furniture() -> None:
    stories = [[story, FOOTER] for story in STORIES]
    assert not any(any(flags) for flags in learned(stories, ["Ledger"] * 3 + ["Courier"]))


def test_a_text_that_other_outlets_carry_inside_a_paragraph_is_no_furniture() -> None:
    speech = " ".join([FOOTER, *STORIES])
    stories = [[story, speech] for story in STORIES[:3]]
    others = [[f"He spoke. {speech} Then he left."]]
    flags = learned(stories + others, ["Ledger"] * 3 + ["Courier"])
    assert flags == [[False, False]] * 3 + [[False]]
    assert learned(stories, ["Ledger"] * 3) == [[False, True]] * 3


def test_articles_of_unknown_outlet_count_as_one_outlet() -> None:
    stories = [[story, FOOTER] for story in STORIES]
    assert learned(stories, [None] * 4) == [[False, True]] * 4


def test_nothing_is_learned_from_nothing() -> None:
    assert learned([], []) == []
    assert learned([[""], ["!"]], [None, None]) == [[False], [False]]
