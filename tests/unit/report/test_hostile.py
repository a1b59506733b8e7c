"""One corpus of hostile articles through every command and format."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import pytest

from dedupe.comparison.compare_articles import compare
from dedupe.comparison.comparison import Comparison
from dedupe.diagnosis.explain import explain
from dedupe.diagnosis.stock_passages import learn
from dedupe.pipeline.check import check
from dedupe.pipeline.judgement import Judgement
from dedupe.report import furniture_toml
from dedupe.report.check_report import CheckReport, TextOptions
from dedupe.report.compare.layout import CompareOptions
from dedupe.report.explain import render_json, render_text
from dedupe.report.formats import CHECK_FORMATS, COMPARE_FORMATS, render_check, render_comparisons
from dedupe.report.terminal import Terminal
from tests.unit.report.nasty import NASTY

STORY = (
    "The harbour board of Skerry closed the long eastern pier on Monday after divers found {} "
    "cracks in nine of its forty iron pillars, the harbour master told a meeting of the council.",
    "Fishing boats were sent to the northern basin, where the ice house has stood empty since the "
    "last herring season, and two ferries a day will be handled from pontoons until the spring.",
)
HOSTILE = [text for text in NASTY if "\x00" not in text]
NAMES = ("wire.txt", "copy\u202e::error::\x1b[2J.txt", "=##teamcity[x].txt")
COMMAND = re.compile(r"##\w*\[|^\s*::[A-Za-z]", re.MULTILINE)
ACTIVE = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Write three versions of a story, with hostile text between and inside its paragraphs."""
    folder = tmp_path_factory.mktemp("hostile")
    for count, name in enumerate(NAMES, 12):
        paragraphs = [part.format(f"{count} ##") for part in STORY]
        paragraphs += [f"{STORY[1][:60]} {text} {STORY[0][:80]}" for text in HOSTILE]
        text = "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
        (folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    with chdir(folder):
        yield folder


@pytest.fixture(scope="module")
def report(folder: Path) -> Judgement:
    return check(["."])


@pytest.fixture(scope="module")
def comparisons(folder: Path) -> list[Comparison]:
    return [compare(NAMES[0], target) for target in NAMES[1:]]


def assert_harmless(text: str) -> None:
    acting = {
        character
        for character in text.replace("\r\n", "\n").replace("\n", "")
        if unicodedata.category(character) in ("Cc", "Cs") or character in ACTIVE
    }
    assert acting == set()
    assert not COMMAND.search(text)
    text.encode()


@pytest.mark.parametrize("name", sorted({*CHECK_FORMATS} - {"github"}))
@pytest.mark.parametrize("verbose", [False, True])
def test_check(report: Judgement, name: str, *, verbose: bool) -> None:
    found = CheckReport(report, text=TextOptions(verbose=verbose))
    assert {finding.rule for finding in found.findings} & {"near-duplicate", "altered-figure"}
    text = "".join(render_check(found, name))
    # A page isolates texts that run from right to left, so that their marks may stay.
    assert_harmless(text.replace("\u200f", "") if name == "html" else text)


@pytest.mark.parametrize("name", sorted({*COMPARE_FORMATS} - {"html"}))
@pytest.mark.parametrize("targets", [1, 2])
@pytest.mark.parametrize("width", [60, 140])
def test_compare(comparisons: list[Comparison], name: str, targets: int, width: int) -> None:
    options = CompareOptions(Terminal(width), show_style=True)
    assert_harmless(render_comparisons(comparisons[:targets], name, options))


def test_explain_and_furniture(folder: Path) -> None:
    found = explain(NAMES[0], NAMES[1])
    assert_harmless(render_text(found))
    assert_harmless(render_json(found))
    assert json.loads(render_json(found))["target"]["id"] in NAMES
    assert_harmless(furniture_toml.render(learn(["."])))
