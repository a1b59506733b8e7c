from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib.resources import files

import jsonschema

from dedupe.align.alignment import Change
from dedupe.comparison.compare_articles import compare
from dedupe.report.compare.layout import CompareOptions
from dedupe.report.compare.matrix import matrix
from dedupe.report.formats import render_comparisons
from dedupe.report.terminal import Terminal
from tests.unit.report.comparisons import COPY, OTHER, REWRITE, demo, nasty

ALL = [demo(REWRITE), demo(COPY), demo(OTHER)]
SCHEMA = json.loads(files("dedupe").joinpath("data", "matrix.schema.json").read_text("utf-8"))


def test_each_paragraph_of_the_source_has_a_survival_in_each_target() -> None:
    found = matrix(ALL)
    for at, comparison in enumerate(ALL):
        assert [row.survivals[at].change for row in found.rows] == [
            paragraph.change for paragraph in comparison.alignment.source
        ]
        cut = comparison.alignment.counts()[Change.CUT]
        survived, body = found.survived(at)
        assert body - survived == cut


def test_survivals_name_what_was_altered() -> None:
    found = matrix(ALL)
    assert dict(found.rows[3].survivals[0].altered) == {"figure": 1}
    assert found.rows[8].survivals[0].moved
    assert found.rows[9].survived == 1


def test_the_table_has_a_row_for_each_paragraph() -> None:
    text = render_comparisons(ALL, "text", CompareOptions())
    rows = re.findall(r"^ *(\d+) [ >]([=~·-])[ !] [ >]([=~·-])[ !] [ >]([=~·-])", text, re.MULTILINE)
    assert [int(row[0]) for row in rows] == list(range(1, len(ALL[0].source.paragraphs) + 1))
    assert rows[9][1:] == ("-", "=", "-")
    assert re.search(r"^  4  ~! ", text, re.MULTILINE)
    assert re.search(r"^  9 >= ", text, re.MULTILINE)


def test_it_fits_the_terminal() -> None:
    for width in (60, 100):
        lines = render_comparisons(ALL, "text", CompareOptions(Terminal(width))).splitlines()
        assert max(map(len, lines)) <= width


def test_json_has_the_shape_it_says() -> None:
    for comparisons in (ALL, [demo(), demo()], [nasty(), nasty()]):
        found = json.loads(render_comparisons(comparisons, "json", CompareOptions()))
        jsonschema.Draft202012Validator(SCHEMA).validate(found)
        assert all(len(part["fates"]) == len(found["targets"]) for part in found["parts"])


def test_markdown_says_the_same() -> None:
    text = render_comparisons(ALL, "markdown", CompareOptions())
    assert "| rewritten, **figure** 1 |" in text
    assert "| kept, moved |" in text
    rows = [line for line in text.splitlines() if re.match(r"\| \d+ ", line)]
    assert len(rows) == len(ALL[0].source.paragraphs)
    widths = {len(re.findall(r"(?<!\\)\|", row)) for row in rows}
    assert widths == {len(ALL) + 3}


def test_the_page_says_the_same() -> None:
    text = render_comparisons(ALL, "html", CompareOptions())
    for comparison in ALL:
        assert f"<bdi>{comparison.target.id}</bdi>" in text
    assert text.count('<th scope="row">') == len(ALL[0].source.paragraphs)
    assert text.count("<td ") == len(ALL[0].source.paragraphs) * len(ALL)


def test_blocks_of_text_are_shown_by_sentence() -> None:
    wire = ALL[0].source
    text = " ".join(paragraph.text for paragraph in wire.paragraphs if len(paragraph.text) > 60)
    block = replace(wire, paragraphs=(wire.paragraphs[0]._replace(text=text),))
    comparisons = [compare(block, comparison.target) for comparison in ALL[:2]]

    found = matrix(comparisons)
    assert found.unit == "sentence"
    assert len(found.rows) > len(wire.paragraphs)
    assert "sentences" in render_comparisons(comparisons, "text", CompareOptions())
