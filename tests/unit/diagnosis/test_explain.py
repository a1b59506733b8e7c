from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from dedupe.comparison.compare_articles import compare
from dedupe.comparison.criteria import Criteria
from dedupe.diagnosis.explain import explain
from dedupe.errors import InputError
from dedupe.furniture.furniture_file import Furniture
from dedupe.judge.credit.outlet_names import OutletProfile
from dedupe.judge.relation import Relation
from dedupe.report.explain import render_json, render_text
from tests.unit.pipeline.stories import FERRY, MAYOR, ORCHARD, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    corpus = "".join(
        json.dumps({"id": name, "text": "\n\n".join(text)}) + "\n"
        for name, text in (("first", FERRY), ("second", (*MAYOR, *FERRY[:2])))
    )
    write(
        tmp_path,
        {
            "a.txt": "---\ndate: 2031-03-01\n---\n" + "\n\n".join(FERRY),
            "b.txt": "---\ndate: 2031-03-02\n---\n" + "\n\n".join([*MAYOR, *FERRY[:3], "Read more: ferries"]),
            "c.txt": ORCHARD,
            "short.txt": "Ferry cancelled today.",
            "news/all.jsonl": corpus,
        },
    )
    return tmp_path


def test_a_copy_is_explained_by_the_bars_that_it_passed(folder: Path) -> None:
    found = explain("b.txt", "a.txt")
    assert found.is_reported
    assert found.comparison.relation is Relation.PARTIALLY
    narrative = found.comparison.alignment.narrative
    shared = f"narrative worth {narrative.worth} words in a row shared (bar {narrative.threshold})"
    assert found.reason.startswith(f"partially: {shared}, 3 of 7 paragraphs taken")
    assert (found.source.article.id, found.target.article.id) == ("a.txt", "b.txt")
    assert [(passage.paragraph, passage.cause) for passage in found.target.furniture] == [(7, "shape")]
    assert found.partial.proposed
    assert found.partial.probability > 0.99
    assert 0 < found.near.probability < 1
    text = render_text(found)
    assert "DUP104 partly-derived" in text
    assert "5←1, 6←2, 7←3" in text


def test_copies_of_one_story_that_very_many_carry_are_told_to_be_compared_with_the_first(folder: Path) -> None:
    copies = [[*FERRY, f"Outlet {number} carried this."] for number in range(20)]
    write(folder, {f"many/{at:02}.txt": "\n\n".join(it) for at, it in enumerate(copies)})
    found = explain("many/03.txt", "many/07.txt", ["many"])
    assert not found.is_compared
    assert found.reason == ("not compared: 20 articles nearly equal many/00.txt, and are compared with that one")
    assert explain("many/00.txt", "many/07.txt", ["many"]).is_reported


def test_a_higher_bar_makes_a_pair_no_copy(folder: Path) -> None:
    found = explain("a.txt", "b.txt", criteria=Criteria(least_narrative=500))
    assert found.comparison.relation is Relation.QUOTES
    narrative = found.comparison.alignment.narrative
    assert f"only narrative worth {narrative.worth} words in a row shared (bar {narrative.threshold})" in found.reason


def test_an_unrelated_pair_is_explained_as_well(folder: Path) -> None:
    found = explain("a.txt", "c.txt")
    assert not found.is_reported
    assert "propose" in found.reason
    assert "not reported" in render_text(found)


def test_a_short_article_is_explained_by_its_length(folder: Path) -> None:
    assert "has 3 words, under 10" in explain("a.txt", "short.txt").reason


def test_articles_of_a_corpus_go_by_their_identity(folder: Path) -> None:
    found = explain("first", "second", ["news"])
    values = json.loads(render_json(found))
    assert values["reported"]
    assert {values["source"]["id"], values["target"]["id"]} == {"first", "second"}
    assert len(values["edges"]) == 2


def test_listed_furniture_is_told_apart(folder: Path) -> None:
    found = explain("a.txt", "b.txt", criteria=Criteria(furniture=Furniture({"*": [FERRY[0]]})))
    assert (0, "listed") in [(passage.paragraph, passage.cause) for passage in found.source.furniture]


@pytest.mark.parametrize(
    ("a", "b", "paths", "message"),
    [
        ("a.txt", "gone.txt", [], "gone.txt is no file"),
        ("a.txt", "firs", ["news"], "did you mean first?"),
        ("a.txt", "./a.txt", ["."], "the same article"),
        ("a.txt", "news/all.jsonl", [], "is no file"),
    ],
)
def test_what_is_not_an_article_is_an_error(folder: Path, a: str, b: str, paths: list[str], message: str) -> None:
    with pytest.raises(InputError) as raised:
        explain(a, b, paths)
    assert message in str(raised.value)


def test_houses_of_the_configuration_hold_for_a_pair_as_well(folder: Path) -> None:
    for name, outlet in (("a.txt", "Harbour Post"), ("b.txt", "Weir Mail")):
        text = (folder / name).read_text("utf-8").replace("---\n", f"---\noutlet: {outlet}\n", 1)
        (folder / name).write_text(text, "utf-8")
    house = [OutletProfile("Harbour Post", group="Post"), OutletProfile("Weir Mail", group="Post")]
    assert explain("a.txt", "b.txt").comparison.relation is Relation.PARTIALLY
    assert explain("a.txt", "b.txt", criteria=Criteria(outlets=tuple(house))).comparison.relation is Relation.VERSION
    assert compare("a.txt", "b.txt", criteria=Criteria(outlets=tuple(house))).relation is Relation.VERSION


def test_a_story_told_in_other_words_is_proposed_by_its_pairs_of_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    wire = (
        "A leak in the engine room forced the crew of the night ferry to turn back to Whitmere at dusk. Two divers"
        " sealed the crack with wedges of oak, while pumps emptied the flooded hold."
    )
    told = (
        "With wedges of oak, two divers have sealed a crack, and pumps have emptied a flooded hold. To turn back to"
        " Whitmere at dusk the night ferry was forced by an engine room leak."
    )
    write(tmp_path, {"wire.txt": wire, "told.txt": told, "else.txt": ORCHARD})
    found = explain("wire.txt", "told.txt")
    assert (found.is_reworded, found.near.proposed, found.partial.proposed) == (True, False, False)
    assert "by pairs of words that stand" in " ".join(render_text(found).split())
    assert json.loads(render_json(found))["word_pairs"]
    assert not explain("wire.txt", "else.txt").is_reworded
