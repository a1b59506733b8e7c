"""What a copy tells in other words beside what it carries."""

from __future__ import annotations

import pytest

from tests.unit.align.articles import COST, HISTORY, LEAD, QUOTE, UNION, aligned

STORM = "Whitstone Energy, which had only two workers on the day the storm struck the island, now has 280."
RETOLD = "Whitstone had no more than two hired workers when a storm reached its island."
TOPIC = "The storm was the worst on the island since 1931, and the ferry did not sail for a week."


def partners(source: list[str], target: list[str]) -> list[tuple[int, ...]]:
    return [paragraph.partners for paragraph in aligned(source, target).target]


def test_a_sentence_in_other_words_beside_what_is_carried_is_found() -> None:
    assert partners([LEAD, STORM, COST], [LEAD, RETOLD, COST]) == [(0,), (1,), (2,)]


def test_the_same_beside_a_quotation_that_both_have_is_found_though_neither_is_a_copy() -> None:
    found = aligned([LEAD, STORM, QUOTE], [RETOLD, QUOTE, TOPIC])
    assert not found.narrative.is_derived
    assert [paragraph.partners for paragraph in found.target] == [(1,), (2,), ()]


def test_a_word_in_another_form_is_the_same_word() -> None:
    source = "The company is a partner of the county in lasting efforts to counter a bridge."
    target = "One partner, countering any bridge, spoke at length of trade with islands and of prices in winter."
    assert partners([LEAD, source, COST], [LEAD, target, COST])[1] == (1,)
    other = target.replace("countering", "against")
    assert partners([LEAD, source, COST], [LEAD, other, COST])[1] == ()


def test_far_from_what_is_carried_it_takes_more() -> None:
    source = [LEAD, COST, UNION, HISTORY, STORM]
    assert partners(source, [RETOLD, TOPIC, LEAD, COST, UNION])[0] == ()
    more = RETOLD.replace("island", "island; now 280 work there")
    assert partners(source, [more, TOPIC, LEAD, COST, UNION])[0] == (4,)


def test_what_two_sentences_tell_may_stand_in_one() -> None:
    source = (
        "Foxes and ravens are the worst enemies of young bustards, wardens say. "
        "Volunteers put up a fence around half of the meadow in a single week of May."
    )
    target = "Bustards in the meadow are safe from foxes behind their fence, a visitor was told."
    assert partners([LEAD, source, COST], [LEAD, target, COST])[1] == (1,)


@pytest.mark.parametrize("other", [TOPIC, "Read more", "Nobody at Whitstone Energy has said a word about it so far."])
def test_a_topic_in_common_is_not(other: str) -> None:
    assert partners([LEAD, STORM, COST], [LEAD, other, COST])[1] == ()


def test_what_a_paragraph_has_from_elsewhere_already_says_nothing() -> None:
    carried = f"{STORM} {COST}"
    assert partners([LEAD, STORM, RETOLD], [LEAD, carried])[1] == (1,)


def test_the_beginnings_of_a_copy_and_its_source_stand_beside_each_other() -> None:
    body, left_out = [LEAD, COST, UNION, HISTORY], [QUOTE, TOPIC]
    assert partners([STORM, *left_out, *body], [RETOLD, *body])[0] == (0,)
    assert partners([*left_out, STORM, *left_out, *body], [RETOLD, *body])[0] == ()
