from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedupe.align.alignable_article import AlignableArticle
from dedupe.align.retold_sentences import retold_words
from dedupe.prepare.passages import passages

RULES = "The rules were set long before anyone announced a candidacy, officials of the county party said."
RETOLD = "Their rules, leaders insist, were set long before Roe or anyone else announced his candidacy."
MILL = "A mill by the weir burned down in the night, and nobody was hurt when its roof gave way."


def retold(source: list[str], target: list[str]) -> int:
    before, after = (AlignableArticle(passages(texts), "en").telling for texts in (source, target))
    return retold_words(before, after)


def test_a_sentence_in_other_words_is_found_wherever_it_stands() -> None:
    assert retold([MILL, RULES], [RETOLD]) == 6


def test_who_tells_of_one_event_in_another_order_has_not_retold_it() -> None:
    words = "A candidacy was announced by anyone who knew how long ago the county set its rules."
    assert retold([RULES], [words]) == 0


def test_the_topic_of_both_tells_nothing() -> None:
    ours = [f"Anyone who announced a candidacy set rules {when}." for when in ("early", "late", "long")]
    assert retold([*ours, RULES], [*ours, RETOLD]) < retold([RULES], [RETOLD])


@pytest.mark.parametrize("quote", ['"{}"', "“{}”"])
def test_quotations_tell_nothing(quote: str) -> None:
    assert retold([quote.format(RULES)], [quote.format(RULES)]) == 0


def test_names_and_figures_tell_nothing() -> None:
    places = "Asked about Alton, Brill, Carrow, Dunmere, Eastwick, Farley and 1,200 others, she left."
    assert retold([places], [places.replace("she left", "he went")]) == 0


def test_german_nouns_are_no_names() -> None:
    source = ["Der Müller stellte am Abend das Wehr ab, weil ein Balken im Rechen steckte und das Wasser stieg."]
    target = ["Am Abend wurde das Wehr abgestellt: Ein Balken hatte sich im Rechen verfangen, als das Wasser stieg."]
    before, after = (AlignableArticle(passages(texts), "de").telling for texts in (source, target))
    assert retold_words(before, after) > 0


WORDS = [
    "weir",
    "mill",
    "roof",
    "burned",
    "chimney",
    "gate",
    "shut",
    "alarm",
    "raised",
    "village",
    "boat",
    "crew",
    "river",
]
sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9, unique=True)


@given(sentences, sentences)
def test_two_sentences_are_worth_their_longest_common_subsequence(first: list[str], second: list[str]) -> None:
    ours, theirs = (" ".join(words).capitalize() + "." for words in (first, second))
    longest = max(
        (
            size
            for size in range(1, len(first) + 1)
            for chosen in combinations(first, size)
            if _is_subsequence(chosen, second)
        ),
        default=0,
    )
    assert retold([ours], [theirs]) == 2 * max(0, longest - 3)


def _is_subsequence(words: tuple[str, ...], sentence: list[str]) -> bool:
    rest = iter(sentence)
    return all(word in rest for word in words)


def test_an_excerpt_of_a_third_that_is_cited_is_retold_by_who_tells_it_in_other_words() -> None:
    quoting = ["The Weir Press reports:", f"“{RULES}”"]
    ours = AlignableArticle(passages(quoting), "en", lambda: ("Weir Press",))
    theirs = AlignableArticle(passages([RETOLD]), "en")
    assert retold_words(ours.telling, theirs.telling) == 0
    assert retold_words(ours.telling_or_excerpted, theirs.telling) == 6
    nobody = AlignableArticle(passages(["A neighbour says:", quoting[1]]), "en", lambda: ("Weir Press",))
    assert retold_words(nobody.telling_or_excerpted, theirs.telling) == 0
