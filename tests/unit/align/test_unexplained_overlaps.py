"""Equal paragraphs are matched without a look at their words, and it makes no difference."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest.mock import patch

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dedupe.align import unexplained_overlaps as overlaps
from dedupe.align.alignable_article import AlignableArticle
from dedupe.align.unexplained_overlaps import equal_paragraphs, find_overlaps
from dedupe.prepare.passages import passages
from tests.unit.align.articles import COST, HISTORY, LEAD, SENTENCES, UNION, aligned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


# A paragraph that says one thing twice takes from what is matched already.
once = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3, unique=True).map(" ".join)
texts = st.lists(once, max_size=7)


@given(texts, texts)
def test_matching_equal_paragraphs_first_changes_no_alignment(
    source: list[str], target: list[str]
) -> None:
    found = aligned(source, target)
    with patch.object(overlaps, "equal_paragraphs", return_value={}):
        assert aligned(source, target) == found


@given(texts, texts)
def test_leaving_out_what_cannot_be_an_edge_changes_no_alignment(
    source: list[str], target: list[str]
) -> None:
    found = aligned(source, target)
    with patch.object(overlaps, "possible_edges", _all_runs):
        assert aligned(source, target) == found


def _all_runs(
    _source: object, _target: object, _runs: object, scores: NDArray[np.int64]
) -> NDArray[np.bool_]:
    return np.ones(scores.size, np.bool_)


def test_only_what_stands_once_on_both_sides_is_equal() -> None:
    source = _article([LEAD, COST, COST, "Read more", UNION])
    target = _article([UNION, COST, "Read more", HISTORY, LEAD.upper()])
    assert equal_paragraphs(source, target) == {0: 4, 4: 0}


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
