from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedupe.align.alignment import AlignedParagraph, Alignment, Change, Edit, EditKind, TextSpan
from dedupe.report.compare.layout import CompareOptions, ShownParagraph, ShownRow, lay_out
from dedupe.report.compare.level_rows import Row, moved_paragraphs, rows
from dedupe.report.formats import COMPARE_FORMATS, render_comparisons
from dedupe.report.marked_text import cut_at_edits
from tests.unit.report.comparisons import alignments, articles, comparison, demo, linked


@given(alignments())
def test_every_paragraph_stands_there_once_and_in_its_order(alignment: Alignment) -> None:
    found = rows(alignment)

    assert [at for row in found for at in row.source] == list(range(len(alignment.source)))
    assert [at for row in found for at in row.target] == list(range(len(alignment.target)))


@given(alignments())
def test_paragraphs_on_one_level_share_text(alignment: Alignment) -> None:
    for row in rows(alignment):
        inside = {s for at in row.target for s in alignment.target[at].partners} & {*row.source}
        assert inside or not row.linked


def test_a_split_and_a_merge_stand_on_one_level() -> None:
    split = linked(2, 3, {(0, 0), (0, 1), (1, 2)}, set())
    assert rows(split) == [Row(range(1), range(2), True), Row(range(1, 2), range(2, 3), True)]
    merge = linked(3, 2, {(0, 0), (1, 0), (2, 1)}, set())
    assert rows(merge) == [Row(range(2), range(1), True), Row(range(2, 3), range(1, 2), True)]


def test_a_moved_paragraph_stands_in_its_place_on_either_side() -> None:
    alignment = linked(3, 3, {(2, 0), (0, 1), (1, 2)}, {0})
    found = rows(alignment)

    assert found[0] == Row(range(0), range(1), False)
    assert found[-1] == Row(range(2, 3), range(3, 3), False)
    assert moved_paragraphs(alignment, "source") == {2}
    assert moved_paragraphs(alignment, "target") == {0}


def test_a_far_second_partner_does_not_pull_the_rows_together() -> None:
    alignment = linked(5, 2, {(0, 0), (4, 0), (1, 1)}, set())
    assert [row.source for row in rows(alignment) if row.linked] == [range(1), range(1, 2)]


@pytest.mark.parametrize(("text", "gap"), [("said Mr Roe", " "), ("said , and", "")])
def test_lost_words_are_set_apart_from_the_word_that_follows_without_an_edit(text: str, gap: str) -> None:
    lost = Edit(EditKind.WORDING, TextSpan(0, 5, 14), TextSpan(0, 5, 5), "on Monday", "")
    marked = tuple(cut_at_edits(text, [lost], "target"))
    paragraph = ShownParagraph("target", 1, Change.REWRITTEN, (1,), False, None, text, marked)
    assert "".join(piece.text for piece in paragraph.inline) == f"{text[:5]}{gap}{text[5:]}"


TEXT_EDITS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from(EditKind)))


@given(st.text(min_size=1, max_size=30), TEXT_EDITS)
def test_the_segments_of_a_paragraph_are_the_paragraph(text: str, places: list[tuple[int, int, EditKind]]) -> None:
    edits = [
        Edit(kind, TextSpan(0, 0, 0), TextSpan(0, *sorted((min(a, len(text)), min(b, len(text))))), "", "")
        for a, b, kind in places
    ]
    found = list(cut_at_edits(text, edits, "target"))

    assert "".join(piece.text for piece in found) == text
    for piece in found:
        if piece.edit:
            assert piece.text == text[piece.edit.target.start : piece.edit.target.end]


def test_of_edits_that_overlap_the_one_that_matters_is_shown() -> None:
    wording = Edit(EditKind.WORDING, TextSpan(0, 0, 9), TextSpan(0, 0, 0), "about 120", "")
    figure = Edit(EditKind.FIGURE, TextSpan(0, 6, 9), TextSpan(1, 0, 3), "120", "210")
    shown = [edit.edit for edit in cut_at_edits("about 120 jobs", [wording, figure], "source") if edit.edit]
    assert shown == [figure]


@given(alignments())
def test_every_paragraph_of_the_target_is_read_in_order_and_the_lost_once(alignment: Alignment) -> None:
    source, target = articles(["text"] * len(alignment.source), ["text"] * len(alignment.target))
    layout = lay_out(comparison(source, target, alignment), show_style=True)
    order = [paragraph for row in layout.rows for paragraph in row.in_reading_order()]

    assert [paragraph.number - 1 for paragraph in order if paragraph.side == "target"] == [
        *range(len(alignment.target))
    ]
    lost = [paragraph.index for paragraph in alignment.source if not paragraph.partners]
    assert [paragraph.number - 1 for paragraph in order if paragraph.side == "source"] == lost


def test_without_a_context_nothing_is_left_out() -> None:
    layout = lay_out(demo(), show_style=False)
    assert tuple(layout.with_context(None)) == layout.rows


def test_the_context_keeps_every_change_and_counts_what_is_left_out() -> None:
    chain = {(at, at) for at in range(9)}
    alignment = linked(9, 9, chain, set())
    kept = Alignment(tuple(map(_kept, alignment.source)), tuple(map(_kept, alignment.target)))
    edit = Edit(EditKind.FIGURE, TextSpan(4, 0, 1), TextSpan(4, 0, 1), "1", "2")
    source, target = articles(["12"] * 9, ["12"] * 9)
    layout = lay_out(comparison(source, target, kept, edit), show_style=False)

    assert list(layout.with_context(1))[0::4] == [3, 3]
    shown = [row for row in layout.with_context(0) if isinstance(row, ShownRow)]
    assert [paragraph.number for row in shown for paragraph in row.target] == [5]
    unchanged = lay_out(comparison(source, target, kept), show_style=False)
    assert list(unchanged.with_context(2)) == [9]


@pytest.mark.parametrize("name", COMPARE_FORMATS)
def test_a_paragraph_that_repeats_another_is_said_to(name: str) -> None:
    source, target = articles(["One."], ["One.", "One."])
    alignment = linked(1, 2, {(0, 0), (0, 1)}, set())
    again = replace(alignment.target[1], repeats=0)
    found = comparison(source, target, replace(alignment, target=(alignment.target[0], again)))
    text = render_comparisons([found], name, CompareOptions())
    assert re.search(r'repeats"?:? (<a href="#t1">)?[10]', text)


@pytest.mark.parametrize("name", sorted(set(COMPARE_FORMATS) - {"json"}))
def test_a_rewritten_paragraph_without_a_word_of_its_own_is_said_to_be_a_part(name: str) -> None:
    source, target = articles(["One. Two."], ["One.", "Two!"])
    text = render_comparisons(
        [comparison(source, target, linked(1, 2, {(0, 0), (0, 1)}, set()))], name, CompareOptions()
    )
    assert re.search(r"\bpart\b", text)


def _kept(paragraph: AlignedParagraph) -> AlignedParagraph:
    return replace(paragraph, change=Change.KEPT)
