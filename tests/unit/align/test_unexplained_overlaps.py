"""Equal paragraphs are matched without a look at their words, and others by what they share."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING
from unittest.mock import patch

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dedupe.align import unexplained_overlaps as overlaps
from dedupe.align.alignable_article import AlignableArticle
from dedupe.align.token_run_scores import LEAST_GAIN
from dedupe.align.unexplained_overlaps import Overlaps, equal_paragraphs, find_overlaps
from dedupe.align.word_weights import CONTENT
from dedupe.prepare.passages import passages
from tests.unit.align.articles import COST, HISTORY, LEAD, SENTENCES, UNION, aligned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


# A paragraph that says one thing twice takes from what is matched already.
once = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3, unique=True).map(" ".join)
texts = st.lists(once, max_size=7)


@given(texts, texts)
def test_paragraphs_with_the_same_words_are_paired_in_their_order(source: list[str], target: list[str]) -> None:
    ours, theirs = _article(source), _article(target)
    pairs = equal_paragraphs(ours, theirs)
    common = set(ours.wordings) & set(theirs.wordings)
    for side, article in enumerate((ours, theirs)):
        has_equal = {at for at, wording in enumerate(article.wordings) if wording in common}
        assert {pair[side] for pair in pairs} == has_equal - set(np.flatnonzero(article.is_furniture).tolist())
    for (before, after), (later, behind) in combinations(sorted(pairs), 2):
        if ours.wordings[before] == ours.wordings[later]:
            assert before <= later
            assert after <= behind


@given(texts, texts)
def test_leaving_out_what_cannot_be_an_edge_changes_no_alignment(source: list[str], target: list[str]) -> None:
    found = aligned(source, target)
    with patch.object(overlaps, "possible_edges", _all_runs):
        assert aligned(source, target) == found


def _all_runs(_source: object, _target: object, _runs: object, scores: NDArray[np.int64]) -> NDArray[np.bool_]:
    return np.ones(scores.size, np.bool_)


def test_where_one_article_repeats_more_often_the_last_of_the_other_takes_the_rest() -> None:
    source = _article([LEAD, COST, COST, "Read more", UNION])
    target = _article([UNION, COST, "Read more", HISTORY, LEAD.upper(), LEAD])
    assert sorted(equal_paragraphs(source, target)) == [(0, 4), (0, 5), (1, 1), (2, 1), (4, 0)]


def test_equal_paragraphs_are_not_looked_at_word_by_word() -> None:
    one, other = _article([LEAD, COST, UNION]), _article([LEAD, UNION, f"{COST} It rained."])
    assert set(find_overlaps(one, other).runs) == {(1, 2)}


def test_a_sentence_may_still_come_from_inside_an_equal_paragraph() -> None:
    both = f"{COST} {UNION}"
    assert _partners([LEAD, UNION, both], [LEAD, both]) == [(0,), (1, 2)]


def _partners(source: Sequence[str], target: Sequence[str]) -> list[tuple[int, ...]]:
    return [paragraph.partners for paragraph in aligned(source, target).target]


def _article(texts: Sequence[str]) -> AlignableArticle:
    return AlignableArticle(passages(texts), "en")


def test_between_long_paragraphs_it_takes_more_to_be_an_edge() -> None:
    def is_edge(words: int) -> bool:
        weights = [CONTENT] * words
        return Overlaps({}, (), [weights], [weights], ([sum(weights)], [sum(weights)])).is_edge((0, 0), 550, LEAST_GAIN)

    assert [is_edge(words) for words in (12, 40, 60)] == [True, True, False]
