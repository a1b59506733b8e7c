"""The shape of an edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dedupe.align.alignment import AlignedParagraph, Alignment, Change
from dedupe.comparison.comparison import RewriteSummary
from dedupe.comparison.summarize_rewrite import summarize_rewrite
from dedupe.edits.find_edits import find_edits
from dedupe.prepare.passages import passages
from tests.unit.prepare.languages import language_of

if TYPE_CHECKING:
    from collections.abc import Sequence

SENTENCES = (
    "The council closed the old bridge on Friday after divers found cracks in its piers.",
    "A ferry will carry commuters across the river until the repairs are done.",
    "The mayor blamed the winter floods and the weight of the new trams.",
    "Shopkeepers on the eastern bank fear for their Christmas trade this year.",
    "The piers were last repaired when the tram line was built in the spring.",
)


def shape_of(target: Sequence[str], partners: Sequence[tuple[int, ...]], *, cut: Sequence[int] = ()) -> RewriteSummary:
    """The shape of a target made of the five sentences above; without partners a paragraph is added."""
    after = tuple(
        AlignedParagraph(at, _change(text, own), own)
        for at, (text, own) in enumerate(zip(target, partners, strict=True))
    )
    before = tuple(
        AlignedParagraph(
            at, Change.CUT if at in cut else Change.KEPT, tuple(p.index for p in after if at in p.partners)
        )
        for at in range(len(SENTENCES))
    )
    alignment = Alignment(before, after)
    old, new = passages(SENTENCES), passages(target)
    return summarize_rewrite(old, new, alignment, find_edits(old, new, alignment, language_of(old, new)))


def _change(text: str, partners: tuple[int, ...]) -> Change:
    if not partners:
        return Change.ADDED
    return Change.KEPT if text in SENTENCES else Change.REWRITTEN


@pytest.mark.parametrize(
    ("cut", "cuts"),
    [((), "none"), ((3, 4), "tail"), ((4,), "tail"), ((1, 2), "selective"), ((1, 3, 4), "both"), ((1, 4), "selective")],
)
def test_where_the_cuts_fall(cut: tuple[int, ...], cuts: str) -> None:
    kept = [at for at in range(5) if at not in cut]
    found = shape_of([SENTENCES[at] for at in kept], [(at,) for at in kept], cut=cut)
    assert found.cuts == cuts


@pytest.mark.parametrize(
    ("lead", "partners", "found"),
    [
        (SENTENCES[0], (0,), "kept"),
        (SENTENCES[0].replace("closed", "shut"), (0,), "rewritten"),
        (SENTENCES[1], (1,), "replaced"),
        ("It rained.", (), "replaced"),
    ],
)
def test_what_became_of_the_lead(lead: str, partners: tuple[int, ...], found: str) -> None:
    assert shape_of([lead], [partners]).lead == found


def test_the_share_of_the_outlets_own_words() -> None:
    assert shape_of(SENTENCES[:2], [(0,), (1,)]).own == 0
    assert shape_of(["It rained all day."], [()]).own == 1
    assert shape_of(["It rained.", "The council closed the"], [(), (0,)]).own == pytest.approx(1 / 3)
    assert shape_of([], []).own == 0


def test_the_longest_run_carried_verbatim() -> None:
    target = "On Friday divers found cracks in its piers, and a man saw it."
    found = shape_of(["It rained.", target], [(), (0,)])
    assert found.longest == 6
    assert found.longest_place is not None
    assert target[slice(*found.longest_place[1:])] == "divers found cracks in its piers"
    assert found.longest_place.paragraph == 1


def test_nothing_carried_has_no_place() -> None:
    found = shape_of(["It rained."], [()])
    assert (found.longest, found.longest_place) == (0, None)


def test_splits_and_merges() -> None:
    found = shape_of([SENTENCES[0], f"{SENTENCES[1]} {SENTENCES[2]}", SENTENCES[2]], [(0,), (1, 2), (2,)])
    assert (found.split, found.merged) == ((2,), (1,))


def test_trimmed_and_extended_are_told_from_reworded() -> None:
    found = shape_of(
        [
            SENTENCES[0].replace(" on Friday", ""),
            SENTENCES[1].replace("commuters", "commuters and their bicycles"),
            SENTENCES[2].replace("blamed", "pointed to"),
            SENTENCES[3].replace("Christmas", "Christmas"),
        ],
        [(0,), (1,), (2,), (3,)],
    )
    assert found.trimmed == ((0, 0),)
    assert found.extended == ((1, 1),)
    assert found.reworded == ((2, 2),)
