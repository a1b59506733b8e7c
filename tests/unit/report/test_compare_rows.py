from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dedupe.align.alignment import AlignedParagraph, Alignment, Change, Edit, EditKind, TextSpan
from dedupe.report.compare.folded import folded
from dedupe.report.compare.rows import Row, moved_paragraphs, rows
from dedupe.report.marked_text import segments
from tests.unit.report.comparisons import alignments, demo, linked


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


TEXT_EDITS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from(EditKind)))


@given(
    st.text(min_size=1, max_size=30),
    TEXT_EDITS,
)
def test_the_segments_of_a_paragraph_are_the_paragraph(
    text: str, places: list[tuple[int, int, EditKind]]
) -> None:
    edits = [
        Edit(
            kind,
            TextSpan(0, 0, 0),
            TextSpan(0, *sorted((min(a, len(text)), min(b, len(text))))),
            "",
            "",
        )
        for a, b, kind in places
    ]
    found = list(segments(text, edits, "target"))

    assert "".join(it.text for it in found) == text
    for it in found:
        if it.edit:
            assert it.text == text[it.edit.target.start : it.edit.target.end]


def test_of_edits_that_overlap_the_one_that_matters_is_shown() -> None:
    wording = Edit(EditKind.WORDING, TextSpan(0, 0, 9), TextSpan(0, 0, 0), "about 120", "")
    figure = Edit(EditKind.FIGURE, TextSpan(0, 6, 9), TextSpan(1, 0, 3), "120", "210")
    shown = [it.edit for it in segments("about 120 jobs", [wording, figure], "source") if it.edit]
    assert shown == [figure]


def test_without_a_context_nothing_is_left_out() -> None:
    found = demo()
    assert list(folded(found.alignment, found.edits, None)) == rows(found.alignment)


def test_folding_keeps_every_change_and_counts_what_it_leaves_out() -> None:
    chain = {(at, at) for at in range(9)}
    alignment = linked(9, 9, chain, set())
    kept = Alignment(tuple(map(_kept, alignment.source)), tuple(map(_kept, alignment.target)))
    edit = Edit(EditKind.FIGURE, TextSpan(4, 0, 1), TextSpan(4, 0, 1), "1", "2")

    assert list(folded(kept, [edit], 1))[0::4] == [3, 3]
    assert [it for it in folded(kept, [edit], 0) if not isinstance(it, int)] == [
        Row(range(4, 5), range(4, 5), True)
    ]
    assert list(folded(kept, [], 2)) == [9]


def _kept(paragraph: AlignedParagraph) -> AlignedParagraph:
    return replace(paragraph, change=Change.KEPT)
