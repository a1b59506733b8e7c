from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dedupe.align.alignment import Change
from dedupe.comparison.compare_articles import compare
from dedupe.comparison.criteria import Criteria
from dedupe.furniture.furniture_file import Furniture
from dedupe.judge.relation import Relation
from dedupe.pipeline.check import check
from tests.unit.pipeline.stories import FERRY, MAYOR, ORCHARD, write

if TYPE_CHECKING:
    from pathlib import Path

    from dedupe.pipeline.judgement import Judgement

BRIEF = (
    "The northern ferry terminal at Calder will shut for good in October, the harbour board said, because traffic "
    "has fallen by half in two years and the pier beneath it needs repairs that nobody in the county is willing to pay for."
)
WINNERS = [
    f"{winner} won the {prize} by {points} points"
    for winner, prize, points in (
        ("Ostmark", "regional cup", 12),
        ("Brenn United", "harbour trophy", 3),
        ("Calder Rovers", "youth league", 7),
        ("Vale Athletic", "winter shield", 21),
        ("Hallam Town", "island series", 5),
        ("Northgate", "veterans bowl", 9),
    )
]
SAILINGS = [
    f"{route}\t{sailings}\t{passengers}"
    for route, sailings, passengers in (
        ("Route", "Sailings", "Passengers"),
        ("Northern pier", 14, "2,310"),
        ("Southern pier", 22, "5,120"),
        ("Outer islands", 6, 480),
        ("Timber quay", 3, 95),
        ("Night boat", 1, 210),
        ("Mail boat", 5, 60),
    )
]
JOINT = "\n\n"
INTERVIEW = [
    "Q: Will the terminal close in October, as the board said on Monday evening?",
    "A: It will close, yes. We looked at every other way to keep it open and found none that pays for itself.",
    "Q: What happens to the people who work on the pier today?",
    "A: Most of them move to the southern pier. Some retire. Nobody is thrown out on the street by this.",
    "Q: And the customs house next to it, which people love?",
    "A: That is for the spring. I would like to see a museum there, or a school for boat builders.",
]


def checked(folder: Path, **articles: list[str] | tuple[str, ...] | str) -> Judgement:
    """Check articles that were published in the order given, a day apart."""
    dated = {
        f"{name}.txt": f"---\ndate: 2031-03-{day:02}\n---\n{text if isinstance(text, str) else JOINT.join(text)}"
        for day, (name, text) in enumerate(articles.items(), 1)
    }
    return check([write(folder, dated)])


def relations(report: Judgement) -> list[Relation]:
    return [pair.relation for pair in report.pairs]


def test_a_brief_lifted_whole_into_a_long_article_is_found(tmp_path: Path) -> None:
    report = checked(tmp_path, a=BRIEF, b=[*MAYOR[:2], BRIEF, *MAYOR[2:], *ORCHARD])
    assert relations(report) == [Relation.PARTIALLY]
    assert report.pairs[0].measures.containment == 1


def test_short_articles_are_listed_and_only_equal_ones_found(tmp_path: Path) -> None:
    report = checked(tmp_path, a="Ferry cancelled today.", b="Ferry cancelled – today!", c="Ferry cancelled now.")
    assert relations(report) == [Relation.EXACT]
    assert [name.rsplit("/")[-1] for name in report.short] == ["a.txt", "b.txt", "c.txt"]


def test_articles_without_a_word_are_no_copies_of_each_other(tmp_path: Path) -> None:
    report = checked(tmp_path, a="***", b="---", c=FERRY)
    assert not report.pairs
    assert len(report.short) == 2


@pytest.mark.parametrize("mark", ["", "- ", "• ", "1. "])
def test_a_list_that_is_carried_is_found(tmp_path: Path, mark: str) -> None:
    listed = [f"{mark}{line}" for line in WINNERS]
    report = checked(tmp_path, a=[*FERRY[:2], *listed], b=[*MAYOR[:2], *listed])
    assert relations(report) == [Relation.PARTIALLY]
    (comparison,) = report.comparisons.values()
    assert {paragraph.change for paragraph in comparison.alignment.target[2:]} == {Change.KEPT}


def test_a_table_with_one_more_line_is_nearly_the_same(tmp_path: Path) -> None:
    report = checked(tmp_path, a=SAILINGS, b=[*SAILINGS, "Cargo boat\t2\t11"])
    assert relations(report) == [Relation.NEAR]


def test_an_interview_with_one_answer_changed_is_nearly_the_same(tmp_path: Path) -> None:
    changed = INTERVIEW[-1].replace("boat builders", "carpenters")
    report = checked(tmp_path, a=INTERVIEW, b=[*INTERVIEW[:-1], changed])
    assert relations(report) == [Relation.NEAR]


def test_an_interview_that_two_articles_print_is_a_quotation(tmp_path: Path) -> None:
    report = checked(tmp_path, a=[*FERRY, *INTERVIEW], b=[*MAYOR, *ORCHARD, *INTERVIEW])
    assert relations(report) == [Relation.QUOTES]


def test_a_live_blog_in_reverse_order_is_aligned_and_its_times_are_furniture(tmp_path: Path) -> None:
    times = ["10:42", "11:15", "12:01", "12:40", "13:05", "14:20", "15:30"]
    forwards = [line for pair in zip(times, FERRY, strict=True) for line in pair]
    backwards = [line for pair in zip(times[::-1], FERRY[::-1], strict=True) for line in pair]
    report = checked(tmp_path, a=forwards, b=backwards)
    (comparison,) = report.comparisons.values()
    assert comparison.pair.relation.is_copy
    changes = [paragraph.change for paragraph in comparison.alignment.target]
    assert changes[::2] == [Change.FURNITURE] * 7
    assert changes[1::2] == [Change.KEPT] * 7


def test_repeated_paragraphs_all_have_a_partner(tmp_path: Path) -> None:
    report = checked(tmp_path, a=[*[FERRY[0]] * 12, *FERRY[1:3]], b=[*FERRY[:3], *MAYOR])
    (comparison,) = report.comparisons.values()
    source = comparison.source.paragraphs
    assert len(source) == 14
    assert all(paragraph.partners for paragraph in comparison.alignment.source)


def test_hundreds_of_equal_paragraphs_and_of_similar_rows_are_compared(tmp_path: Path) -> None:
    rows = [f"Row {n}: the ferry carried {n * 7} people in May" for n in range(150)]
    report = checked(
        tmp_path,
        a=[FERRY[0]] * 500,
        b=[*[FERRY[0]] * 500, *MAYOR],
        c=rows,
        d=[row.replace("people", "passengers") for row in rows],
    )
    assert len(report.pairs) == 2


def test_a_body_of_one_paragraph_is_aligned_by_sentence(tmp_path: Path) -> None:
    checked(tmp_path, a=" ".join(FERRY), b=" ".join([*MAYOR, *FERRY[:3]]))
    comparison = compare(tmp_path / "a.txt", tmp_path / "b.txt")
    assert comparison.relation is Relation.PARTIALLY
    found = comparison.sentences
    assert found is not None
    assert [paragraph.partners for paragraph in found.alignment.target] == [(), (), (), (), (0,), (1,), (2,)]
    text = comparison.target.paragraphs[0].text
    assert text[found.target[4].start : found.target[4].end] == FERRY[0]
    assert len(comparison.alignment.target) == 1
    assert comparison.alignment.target[0].partners == (0,)


def test_a_body_of_one_paragraph_is_compared_with_one_of_several(tmp_path: Path) -> None:
    checked(tmp_path, a=FERRY, b=" ".join([*MAYOR, *FERRY[2:6]]))
    comparison = compare(tmp_path / "a.txt", tmp_path / "b.txt")
    assert comparison.relation is Relation.PARTIALLY
    assert comparison.alignment.target[0].partners == (2, 3, 4, 5)


def test_a_body_of_one_paragraph_with_a_sign_off_is_not_all_furniture(tmp_path: Path) -> None:
    story = " ".join(FERRY[:4])
    report = checked(
        tmp_path,
        a=f"{story} (Reporting by Jo Reed; Editing by Al Dunn)",
        b=f"{story} Additional reporting by agencies.",
    )
    assert relations(report) == [Relation.NEAR]
    comparison = compare(tmp_path / "a.txt", tmp_path / "b.txt")
    assert comparison.sentences is not None
    assert comparison.sentences.alignment.target[-1].change is Change.FURNITURE


def test_unrelated_bodies_of_one_paragraph_are_not_related(tmp_path: Path) -> None:
    assert not checked(tmp_path, a=" ".join(FERRY), b=" ".join([*MAYOR, *ORCHARD])).pairs


NOTE = "Hanne Pruett keeps bees behind the town hall and has written on the harbour for this paper since the flood"


@pytest.mark.parametrize(("outlet", "is_copy"), [("Ledger", False), ("*", False), ("Mail", True)])
def test_a_passage_listed_for_an_outlet_counts_for_nothing_in_its_articles(
    tmp_path: Path, outlet: str, *, is_copy: bool
) -> None:
    texts = {
        name: f"---\noutlet: {name}\n---\n" + "\n\n".join([f"{story[0]} {NOTE}.", *story[1:]])
        for name, story in (("Ledger", FERRY), ("Gazette", ORCHARD))
    }
    write(tmp_path, {f"{name}.txt": text for name, text in texts.items()})
    found = check([tmp_path], criteria=Criteria(furniture=Furniture(listed={outlet: [NOTE]})))
    assert bool(found.copied) is is_copy
    paths = [tmp_path / f"{name}.txt" for name in texts]
    alone = compare(*paths, criteria=Criteria(furniture=Furniture(listed={outlet: [NOTE]})))
    assert alone.relation.is_copy is is_copy
