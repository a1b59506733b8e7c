from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import dedupe
from dedupe.comparison.compare_articles import compare
from dedupe.comparison.comparison import Comparison
from dedupe.pipeline.check import check
from dedupe.report.check_report import CheckReport
from dedupe.report.compare.layout import CompareOptions
from dedupe.report.formats import render_check, render_comparisons
from tests.unit.edits.pairs import apply_edits
from tests.unit.report.reports import written

DEMO = Path(dedupe.__file__).with_name("data") / "demo"
WIRE, HERALD = "kestrel/cable.txt", "eastmouth-herald/calder-cable.txt"


def compare_json(comparison: Comparison) -> str:
    return render_comparisons([comparison], "json", CompareOptions())


def schema(name: str) -> dict[str, Any]:
    text = files("dedupe").joinpath(f"data/{name}.schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def valid(name: str, text: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(text)
    Draft202012Validator(schema(name)).validate(loaded)
    return loaded


@pytest.mark.parametrize("name", ["check", "compare"])
def test_the_schemas_are_schemas_and_closed(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))
    assert schema(name)["additionalProperties"] is False


def test_a_check_is_what_its_schema_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(DEMO)
    found = valid("check", written(CheckReport(check(["."])), "json"))
    assert {(finding["article"], finding["relation"]) for finding in found["findings"]} >= {
        ("eastmouth-herald/calder-cable.txt", "partially"),
        ("valley-tribune/power-cable.txt", "near"),
    }
    assert "none" not in {pair["relation"] for pair in found["pairs"]}
    sources = {(pair["b"], pair["source"]) for pair in found["pairs"] if pair["a"] == "kestrel/cable.txt"}
    assert ("eastmouth-herald/calder-cable.txt", "kestrel/cable.txt") in sources
    (pair,) = (pair for pair in found["pairs"] if (pair["a"], pair["b"]) == (WIRE, HERALD))
    assert (pair["a_outlet"], pair["b_outlet"]) == ("Kestrel", "The Eastmouth Herald")
    assert (pair["a_date"], pair["b_date"]) == ("2031-03-04T14:20:00+00:00", "2031-03-05")
    assert pair["b_title"] == "Calder Islands back undersea power cable"
    assert found["summary"]["articles"] == 5
    assert found["summary"]["parameters"]["k"] == 5


def test_a_comparison_is_what_its_schema_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(DEMO)
    found = valid("compare", compare_json(compare("kestrel/cable.txt", "eastmouth-herald/calder-cable.txt")))
    assert found["relation"] == "partially"
    assert found["original"] == "kestrel/cable.txt"
    assert found["source"]["path"] == "kestrel/cable.txt"
    for side in ("source", "target"):
        paragraphs = found[side]["paragraphs"]
        assert [paragraph["index"] for paragraph in paragraphs] == list(range(len(paragraphs)))
        lines = (DEMO / found[side]["path"]).read_text("utf-8").split("\n")
        assert all(lines[paragraph["start_line"] - 1] == paragraph["text"] for paragraph in paragraphs)
    edges = {(s, paragraph["index"]) for paragraph in found["target"]["paragraphs"] for s in paragraph["from"]}
    assert edges == {(paragraph["index"], t) for paragraph in found["source"]["paragraphs"] for t in paragraph["to"]}


def test_offsets_of_edits_lead_to_their_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(DEMO)
    comparison = compare("kestrel/cable.txt", "eastmouth-herald/calder-cable.txt")
    found = json.loads(compare_json(comparison))
    assert found["edits"]
    for edit in found["edits"]:
        for side, words in (("source", edit["before"]), ("target", edit["after"])):
            place = edit[side]
            text = found[side]["paragraphs"][place["paragraph"]]["text"]
            assert text[place["start"] : place["end"]] == words
    kept = [edit for edit in comparison.edits if edit.target.paragraph == 1]
    assert apply_edits(comparison.source.paragraphs[0].text, kept) == (comparison.target.paragraphs[1].text)


def test_text_is_exact_and_nothing_raw_is_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = "The ferry \x9b2J left \u202eSkerry at noon with ::error::nobody on board, they said again."
    Path("a.txt").write_text(text, "utf-8")
    shown = compare_json(compare("a.txt", "a.txt"))
    assert "\x9b" not in shown
    assert "\u202e" not in shown
    read = text.replace("\u202e", "")  # what nobody sees is left out in reading
    assert valid("compare", shown)["source"]["paragraphs"][0]["text"] == read


def test_a_long_report_is_written_in_short_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(DEMO)
    found = check(["."])
    many = CheckReport(replace(found, pairs=found.pairs[:1] * 3_000))
    pieces = list(render_check(many, "json"))
    assert sum(map(len, pieces)) > 1_000_000
    assert max(map(len, pieces)) < 200_000
    assert len(json.loads("".join(pieces))["pairs"]) == 3_000
