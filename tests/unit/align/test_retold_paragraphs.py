"""What a copy tells in other words beside what it carries."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedupe.align.alignable_article import AlignableArticle
from dedupe.align.alignment import Edge
from dedupe.align.retold_paragraphs import SharedWords
from dedupe.prepare.passages import passages
from tests.unit.align.articles import COST, HISTORY, LEAD, QUOTE, UNION, aligned

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from dedupe.align.article_content import ArticleContent, ContentWords

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


words = st.sampled_from(
    ["bustard", "meadow", "Fox", "Raven", "fence", "warden", "visitor", "night", "Fenwick", "ferry", "1931"]
)
sentences = st.lists(words, min_size=1, max_size=5).map(lambda chosen: f"{' '.join(chosen)} stood there.")
articles = st.lists(st.lists(sentences, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=6)


@given(
    articles,
    articles,
    st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=3),
    st.sampled_from([1, 8, 1 << 20]),
)
def test_all_is_found_that_a_look_at_every_two_sentences_finds(
    before: list[str], after: list[str], pairs: set[tuple[int, int]], at_once: int
) -> None:
    source, target = (AlignableArticle(passages(texts), "en").content for texts in (before, after))
    edges = [Edge(*pair) for pair in sorted(pairs) if pair[0] < len(before) and pair[1] < len(after)]
    every = product(range(len(before)), range(len(after)))
    told = {pair for pair in every if _tell_alike(source, target, edges, Edge(*pair))}
    with patch("dedupe.align.possible_retellings._AT_ONCE", at_once):
        assert set(SharedWords(source, target, edges).told_alike(range(len(after)), 80)) == told


def _tell_alike(source: ArticleContent, target: ArticleContent, edges: list[Edge], edge: Edge) -> bool:
    known = source.words_of(other.source for other in edges if other.target == edge.target)
    used = target.words_of(other.target for other in edges if other.source == edge.source)

    def worth(chosen: Iterable[int], names: Set[int] = frozenset()) -> int:
        worths = {word: 200 // (source.counts.get(word, 1) + target.counts.get(word, 1)) for word in chosen}
        return sum(worths[word] - (worths[word] + 1) // 2 * (word in names) for word in worths)

    def share(one: ContentWords, other: ContentWords) -> float:
        names, shared = one.names | other.names, one.words & other.words
        new = shared - known
        told = worth(new, names) - worth(new & used, names) // 2
        whole = max(1, min(worth(one.words, names), worth(other.words, names)))
        return told * worth(shared, names) / whole if len(shared) > 1 and told >= 80 else 0

    rare = {word for word in source.words(edge.source) & target.words(edge.target) if worth([word]) >= 25}
    texts = [(source.paragraph(edge.source), target.paragraph(edge.target))]
    texts += product(source.sentences(edge.source), target.sentences(edge.target))
    return worth(rare) >= 80 and any(share(*pair) >= 80 for pair in texts)
