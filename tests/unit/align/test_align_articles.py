from __future__ import annotations

from hypothesis import given

from dedupe.align.alignment import Change
from tests.unit.align.articles import COST, HISTORY, LEAD, UNION, aligned, texts, unrelated_texts


def changes(side: tuple[object, ...]) -> list[str]:
    return [paragraph.change.value for paragraph in side]  # type: ignore[attr-defined]


def test_identical_texts_are_all_kept() -> None:
    found = aligned([LEAD, COST, UNION], [LEAD, COST, UNION])
    assert changes(found.target) == changes(found.source) == ["kept"] * 3
    assert [p.partners for p in found.target] == [(0,), (1,), (2,)]


def test_cut_and_added_paragraphs_have_no_partners() -> None:
    found = aligned([LEAD, COST, UNION], [LEAD, HISTORY, UNION])
    assert changes(found.target) == ["kept", "added", "kept"]
    assert changes(found.source) == ["kept", "cut", "kept"]


def test_a_split_paragraph_has_two_targets_and_a_merged_one_two_sources() -> None:
    split = aligned([f"{LEAD} {COST}", UNION], [LEAD, COST, UNION])
    assert split.source[0].partners == (0, 1)
    assert changes(split.target) == ["kept"] * 3
    assert changes(split.source) == ["kept"] * 2
    merged = aligned([LEAD, COST, UNION], [f"{LEAD} {COST}", UNION])
    assert merged.target[0].partners == (0, 1)
    assert changes(merged.target) == ["kept"] * 2
    reversed_merge = aligned([LEAD, COST, UNION], [f"{COST} {LEAD}", UNION])
    assert reversed_merge.target[0].change is Change.REWRITTEN


def test_the_paragraph_out_of_order_is_the_moved_one() -> None:
    found = aligned([LEAD, COST, UNION, HISTORY], [LEAD, HISTORY, COST, UNION])
    assert [p.moved for p in found.target] == [False, True, False, False]


def test_house_style_is_kept_and_a_changed_figure_is_not() -> None:
    styled = COST.replace("$40 million", "$40m")
    assert changes(aligned([LEAD, COST], [LEAD, styled]).target) == ["kept", "kept"]
    wrong = COST.replace("$40 million", "$4 million")
    assert changes(aligned([LEAD, COST], [LEAD, wrong]).target) == ["kept", "rewritten"]


def test_furniture_is_left_out_on_both_sides() -> None:
    caption = "The ferry terminal on Monday. (Photo: Island Press)"
    found = aligned([LEAD, caption, COST], [LEAD, COST, "Read more: ferries"])
    assert changes(found.source) == ["kept", "furniture", "kept"]
    assert changes(found.target) == ["kept", "kept", "furniture"]


def test_shared_names_are_no_edge() -> None:
    one = "Harbour Board chairwoman Adelaide Fenwick Marsh of Northern Island County met reporters."
    two = "A choir sang for Harbour Board chairwoman Adelaide Fenwick Marsh of Northern Island County."
    assert changes(aligned([one], [two]).target) == ["added"]


@given(texts, texts)
def test_every_paragraph_of_each_side_stands_once_and_partners_agree(source: list[str], target: list[str]) -> None:
    found = aligned(source, target)
    assert [p.index for p in found.source] == list(range(len(source)))
    assert [p.index for p in found.target] == list(range(len(target)))
    forward = {(s, p.index) for p in found.target for s in p.partners}
    backward = {(p.index, t) for p in found.source for t in p.partners}
    assert forward == backward
    for paragraph in (*found.source, *found.target):
        alone = paragraph.change in (Change.ADDED, Change.CUT, Change.FURNITURE)
        assert alone == (not paragraph.partners)


@given(unrelated_texts, unrelated_texts)
def test_swapping_the_sides_swaps_added_with_cut(source: list[str], target: list[str]) -> None:
    one, other = aligned(source, target), aligned(target, source)
    added = {p.index for p in one.target if p.change is Change.ADDED}
    cut = {p.index for p in other.source if p.change is Change.CUT}
    assert added == cut
