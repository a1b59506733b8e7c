"""Which paragraph is kept and which rewritten."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedupe.align import paragraph_changes as labels
from dedupe.align.alignable_article import AlignableArticle
from dedupe.align.alignment import Change
from dedupe.align.paragraph_changes import WordCounts, count_words, is_kept
from dedupe.prepare.passages import passages
from tests.unit.align.articles import COST, HISTORY, LEAD, QUOTE, RETOLD, UNION, aligned


def _kept(before: str, after: str) -> bool:
    article = AlignableArticle(passages([before, after]), "en")
    return is_kept(article.words(0), article.words(1))


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        (LEAD, LEAD, True),
        (LEAD, LEAD.replace("harbour", "harbor").upper(), True),
        (LEAD, LEAD.replace(" in October", ""), True),
        (LEAD, LEAD.replace("falling", "sharply falling"), True),
        (LEAD, LEAD.replace("falling traffic", "traffic that had been falling all along"), False),
        (COST, COST.replace("$40 million", "$41 million"), False),
        (COST, COST.replace("$40 million", "a fortune"), False),
        ("The ferry sank.", "The ferry burned.", False),
        ("The ferry sank.", "The ferry sank", True),
        (f"PORT HALLAM (Kestrel) - {UNION}", UNION, True),
    ],
)
def test_a_few_words_that_change_no_figure_leave_a_paragraph_kept(before: str, after: str, kept: bool) -> None:
    assert _kept(before, after) == _kept(after, before) == kept


def test_joined_and_split_paragraphs_are_kept_in_their_order_but_for_a_few_words() -> None:
    def changes(source: list[str], target: list[str]) -> list[str]:
        return [str(paragraph.change) for paragraph in aligned(source, target).target]

    assert changes([LEAD, COST], [f"{LEAD} {COST}"]) == ["kept"]
    assert changes([LEAD, COST], [f"{COST} {LEAD}"]) == ["rewritten"]
    assert changes([LEAD, COST], [f"{LEAD} Also, {COST}"]) == ["kept"]
    assert changes([LEAD, COST], [f"{LEAD} So say all of them: {COST}"]) == ["rewritten"]
    assert changes([f"{LEAD} {COST}"], [LEAD, COST]) == ["kept", "kept"]
    assert changes([f"{LEAD} {COST} {UNION}"], [LEAD, COST]) == ["rewritten", "rewritten"]


def test_posts_put_together_are_kept_without_their_signatures_whatever_else_repeats_them() -> None:
    signed = [f"{text} — Ada Fenwick (@fenwick) March 4, 2019" for text in (LEAD, UNION)]
    source = [*signed, f"Fenwick asked who would “{UNION[18:60]}”, and nobody knew."]
    found = aligned(source, [f"{LEAD} {UNION}"])
    assert [paragraph.change for paragraph in found.target] == ["kept"]
    assert [paragraph.change for paragraph in found.source[:2]] == ["kept", "kept"]


@given(st.text("abc", max_size=8), st.text("abc", max_size=8))
def test_words_lost_and_new_are_those_outside_a_longest_common_subsequence(before: str, after: str) -> None:
    common = _longest_common(before, after)
    assert count_words(before, after) == (len(before) - common, len(after) - common)


def test_beyond_all_measure_only_the_ends_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labels, "_LARGEST", 3)
    assert count_words("xabcdy", "xbady") == WordCounts(3, 2)


def _longest_common(one: str, other: str) -> int:
    if not one or not other:
        return 0
    if one[0] == other[0]:
        return 1 + _longest_common(one[1:], other[1:])
    return max(_longest_common(one[1:], other), _longest_common(one, other[1:]))


@given(st.data())
def test_a_text_with_other_paragraph_breaks_has_no_rewritten_paragraph(data: st.DataObject) -> None:
    sentences = [LEAD, COST, UNION, HISTORY, QUOTE, RETOLD]
    source, target = (_broken(data, sentences) for _ in range(2))
    found = aligned(source, target)
    assert {paragraph.change for paragraph in (*found.source, *found.target)} == {Change.KEPT}


def _broken(data: st.DataObject, sentences: list[str]) -> list[str]:
    ends = sorted(data.draw(st.sets(st.integers(1, len(sentences) - 1))) | {0, len(sentences)})
    return [" ".join(sentences[start:end]) for start, end in pairwise(ends)]
