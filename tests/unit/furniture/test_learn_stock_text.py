from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from dedupe.candidates.proposals import MAX_STORY
from dedupe.furniture.learn_stock_text import learn_stock
from dedupe.prepare.stock_text import stock_tokens
from dedupe.sketch.packed_postings import shared_postings
from dedupe.sketch.sketches import sketch
from dedupe.text.batch.tokenize import tokenize_batch

if TYPE_CHECKING:
    from collections.abc import Sequence

BOX = "Our bakery of the week lives on Plum Street and opens at six every morning but Monday."
STORIES = [
    "A barge ran aground below the old mill and blocked the canal for nineteen hours.",
    "The school board chose a shorter lunch break over the protest of every cook.",
    "Beekeepers counted forty lost hives after the coldest April since records began.",
    "A tenor fell ill an hour before curtain and the usher sang in his place.",
]


def stock_of(stories: Sequence[Sequence[str]]) -> list[str]:
    """Learn from stories that are all candidates of each other, and write what is stock in each."""
    tokens = tokenize_batch(stories)
    pairs = np.array(list(combinations(range(len(stories)), 2)))
    stock = learn_stock(
        shared_postings([sketch(tokens, 5).samples], np.arange(len(stories))),
        np.arange(len(stories)),
        pairs,
        lambda chosen: tokenize_batch([stories[at] for at in chosen]),
        5,
    )
    words = [" ".join(story).replace(".", "").split() for story in stories]
    owners = np.repeat(np.arange(len(stories)), np.diff(tokens.bounds))
    is_stock = stock_tokens(tokens.hashes, owners, stock.hashes, 5)
    bounds = tokens.bounds.tolist()
    return [
        " ".join(word for word, flag in zip(own, is_stock[low:high], strict=True) if flag)
        for own, low, high in zip(words, bounds, bounds[1:], strict=False)
    ]


WHOLE_BOX = BOX.removesuffix(".")


def test_a_paragraph_over_three_unrelated_stories_is_stock() -> None:
    assert stock_of([[story, BOX] for story in STORIES[:3]]) == [WHOLE_BOX] * 3


def test_two_stories_are_not_enough() -> None:
    assert stock_of([[story, BOX] for story in STORIES[:2]]) == ["", ""]


def test_stock_is_found_inside_a_paragraph_and_at_its_end() -> None:
    inside = [f"{STORIES[0]} {BOX}", f"{BOX} {STORIES[1]}", f"{STORIES[2]} {BOX} {STORIES[3]}"]
    assert stock_of([[text] for text in inside]) == [WHOLE_BOX] * 3


def test_who_quotes_a_passage_does_not_show_that_it_is_stock() -> None:
    quoting = [[story, f'The Plum Street Letter writes: "{BOX}"'] for story in STORIES[1:]]
    assert stock_of([[STORIES[0], BOX], *quoting]) == [""] * 4
    printed = [[story, BOX] for story in STORIES[:3]]
    assert stock_of([*printed, quoting[-1]]) == [*[WHOLE_BOX] * 3, f'"{WHOLE_BOX}"']


def test_what_everybody_prints_in_quotation_marks_is_stock_like_anything_else() -> None:
    assert stock_of([[story, f'"{BOX}"'] for story in STORIES[:3]]) == [f'"{WHOLE_BOX}"'] * 3


def test_follow_ups_with_the_same_background_are_related() -> None:
    background = "Quillon Dairy closed its Harrow plant in May and let go of sixty people."
    leads = [
        "Workers of Quillon Dairy camped outside the Harrow plant while their foreman counted tents.",
        "A judge in Harrow froze the accounts of Quillon Dairy until June, and nobody objected.",
        "Quillon Dairy sold the Harrow site to a maker of garden gnomes who lives close by.",
    ]
    others = [[story, "Nothing else."] for story in STORIES * 3]
    assert stock_of([*([lead, background] for lead in leads), *others])[:3] == [""] * 3


def test_near_duplicates_count_as_one_story() -> None:
    tokens = tokenize_batch([[story, BOX] for story in STORIES[:3]])
    stock = learn_stock(
        shared_postings([sketch(tokens, 5).samples], np.arange(3)),
        np.array([0, 0, 2]),
        np.array([[0, 1], [0, 2], [1, 2]]),
        lambda chosen: tokenize_batch([[STORIES[at], BOX] for at in chosen]),
        5,
    )
    assert not stock.hashes.size


def test_a_form_that_very_many_fill_in_is_stock_and_one_that_few_do_is_not() -> None:
    assert not any(stock_of([[report(number)] for number in range(20)]))
    first = stock_of([[report(number)] for number in range(MAX_STORY + 1)])[0]
    assert "opens at six every morning but Monday" in first
    assert "Owner0" not in first


def report(number: int) -> str:
    """Return a report like all others but for names and figures."""
    owner, street, tables = f"Owner{number}", f"Street{number}", f"{number} tables"
    return f"The bakery of {owner} on {street} has {tables} and opens at six every morning but Monday, the guild of bakers says."
