"""Sentences to make articles of, and strategies that cut, join, repeat and reorder them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from dedupe.align.align_articles import align
from dedupe.align.alignable_article import AlignableArticle
from dedupe.prepare.passages import passages
from tests.unit.prepare.languages import language_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dedupe.align.alignment import Alignment

LEAD = "The harbour board will close the northern ferry terminal in October after two years of falling traffic."
COST = "Rebuilding the pier would cost $40 million, according to an engineering survey that was paid for by the county."
UNION = "Dock workers plan to march to the county hall next week and to hand over a petition with 9,000 names."
HISTORY = "The terminal opened in 1921 and once carried timber, mail and seasonal pickers to the outer islands."
RETOLD = "Dock workers want to march on the county hall, and a petition has 9,000 names already."
QUOTE = "“We will march until somebody listens to us,” said Adelaide Fenwick, who drives a crane at the pier."

UNRELATED = (LEAD, COST, UNION, HISTORY, QUOTE, "Read more", "", "东京今天下雨。")
SENTENCES = (*UNRELATED, RETOLD, "He said so.")

paragraphs = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3).map(" ".join)
texts = st.lists(paragraphs, max_size=7)
unrelated_texts = st.lists(st.sampled_from(UNRELATED), max_size=6)


def aligned(source: Sequence[str], target: Sequence[str]) -> Alignment:
    """Align two articles, given by their paragraphs."""
    before, after = passages(source), passages(target)
    code = language_of(before, after)
    return align(AlignableArticle(before, code), AlignableArticle(after, code))
