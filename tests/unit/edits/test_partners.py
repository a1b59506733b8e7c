"""Edits of paragraphs that were split and merged."""

from __future__ import annotations

from dedupe.align.alignment import EditKind
from tests.unit.edits.pairs import edits_among, shown

BRIDGE = "The council closed the old bridge on Friday after divers found cracks in two of its piers."
FERRY = "A ferry will carry commuters across the river every ten minutes until the repairs are done."


def test_a_split_paragraph_loses_nothing_that_stands_in_the_other_half() -> None:
    assert shown(edits_among([f"{BRIDGE} {FERRY}"], [BRIDGE, FERRY], [(0, 0), (0, 1)])) == []


def test_what_a_split_lost_is_told_once_and_beside_what_stayed() -> None:
    edits = edits_among([f"{BRIDGE} The mayor was away. {FERRY}"], [BRIDGE, FERRY], [(0, 0), (0, 1)])
    assert shown(edits) == [("wording", "The mayor was away.", "")]
    edits = edits_among(
        [f"{BRIDGE} {FERRY}"],
        [BRIDGE, "A ferry will carry commuters across the river until the repairs are done."],
        [(0, 0), (0, 1)],
    )
    assert [(edit.target.paragraph, edit.before.strip()) for edit in edits] == [(1, "every ten minutes")]


def test_each_stretch_of_a_merged_paragraph_is_compared_with_its_own_source() -> None:
    edits = edits_among(
        [BRIDGE, FERRY], [f"{FERRY.replace('ten', 'twelve')} {BRIDGE.replace('two', 'three')}"], [(0, 0), (1, 0)]
    )
    assert [
        (edit.kind, edit.source.paragraph, edit.before, edit.after) for edit in edits if edit.kind is not EditKind.STYLE
    ] == [(EditKind.FIGURE, 1, "ten minutes", "twelve minutes"), (EditKind.FIGURE, 0, "two", "three")]


def test_a_sentence_from_elsewhere_in_the_middle_of_a_paragraph() -> None:
    first, second = ("The pier is closed for the winter.", "The crews hope to be back at work in May.")
    assert shown(edits_among([f"{first} {second}", FERRY], [f"{first} {FERRY} {second}"], [(0, 0), (1, 0)])) == []


def test_words_that_two_paragraphs_print_are_lost_in_neither() -> None:
    quoted = '"a bridge that will outlive us all"'
    edits = edits_among(
        [f"The mayor opened the crossing and called it {quoted}."],
        [f"The mayor called it {quoted}.", f"The mayor opened the crossing, {quoted}."],
        [(0, 0), (0, 1)],
    )
    assert [edit.before for edit in edits if "outlive" in edit.before] == []


def test_a_deletion_stands_where_the_words_would() -> None:
    target = "The council closed the old bridge after divers found cracks in two of its piers."
    (edit,) = edits_among([BRIDGE], [target], [(0, 0)])
    assert (edit.before, edit.after) == (" on Friday", "")
    assert edit.target.start == edit.target.end == target.index(" after")


def test_paragraphs_without_partners_have_no_edits() -> None:
    assert edits_among([BRIDGE, FERRY], [FERRY, "A new one."], [(1, 0)]) == ()


def test_what_a_sentence_lost_is_told_where_most_of_the_sentence_went() -> None:
    source = (
        "The council has long been at odds with the ferrymen, and in a letter on Monday, Hale called "
        "them dear neighbours and said the crossing was a promise to both banks of the river."
    )
    edits = edits_among(
        [source],
        [
            "Speaking on Monday, the council promised to mend the bridge.",
            "Hale called them dear neighbours and said the crossing was a promise to both banks.",
        ],
        [(0, 0), (0, 1)],
    )
    lost = [edit for edit in edits if "at odds with the ferrymen" in edit.before]
    assert [edit.target.paragraph for edit in lost] == [1]


def test_a_cut_sentence_stands_behind_the_full_stop_of_the_one_before() -> None:
    target = [BRIDGE, FERRY]
    edits = edits_among([f"{BRIDGE} The mayor was away. {FERRY}"], target, [(0, 0), (0, 1)])
    (cut,) = [edit for edit in edits if "mayor" in edit.before]
    assert cut.before == " The mayor was away."
    assert target[cut.target.paragraph][: cut.target.start] == BRIDGE
