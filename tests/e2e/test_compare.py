"""The formats of `dedupe compare`, as a user or a CI job asks for them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

import dedupe
from tests.e2e.newsroom import run

DEMO = Path(dedupe.__file__).with_name("data") / "demo"
WIRE, REWRITE = "kestrel/cable.txt", "eastmouth-herald/calder-cable.txt"
OTHERS = ("valley-tribune/power-cable.txt", "island-observer/vote.txt")


def compare(*arguments: str) -> subprocess.CompletedProcess[str]:
    return run(DEMO, "compare", WIRE, *arguments)


@pytest.mark.parametrize(
    ("name", "sign"),
    [
        ("side-by-side", "<  1 = PORT HALLAM"),
        ("unified", f"--- {WIRE}\n+++ {REWRITE}\n"),
        ("markdown", f"### {REWRITE}: partly derived from {WIRE}\n"),
        ("html", "<!doctype html>"),
        ("json", '"relation": "partially"'),
        ("text", "partly derived from"),
    ],
)
def test_each_format_is_what_it_says(name: str, sign: str) -> None:
    done = compare(REWRITE, "--format", name)
    assert done.returncode == 1
    assert sign in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("name", "sign"),
    [
        ("text", "     A   B   C"),
        ("markdown", f"### Where {WIRE} survived"),
        ("html", "Where it survived"),
        ("unified", f"+++ {OTHERS[1]}"),
        ("side-by-side", f"{OTHERS[1]}: shares only quotations with {WIRE}"),
    ],
)
def test_several_targets_give_a_table_of_what_survived(name: str, sign: str) -> None:
    done = compare(REWRITE, *OTHERS, "--format", name)
    assert done.returncode == 1
    assert sign in done.stdout


def test_several_targets_as_json() -> None:
    found = json.loads(compare(REWRITE, *OTHERS, "--format", "json").stdout)
    assert [target["id"] for target in found["targets"]] == [REWRITE, *OTHERS]


def test_style_and_context_can_be_asked_for() -> None:
    assert "{+favour+}" not in compare(REWRITE, "--format", "unified").stdout
    assert "[-favor-]{+favour+}" in compare(REWRITE, "--format", "unified", "--style").stdout
    assert "without changes" in compare(REWRITE, "--context", "0").stdout


def test_a_page_can_be_written_to_a_file(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    done = compare(REWRITE, "-f", "html", "-o", str(file))
    assert (done.returncode, done.stdout) == (1, "")
    assert file.read_text(encoding="utf-8").startswith("<!doctype html>\n")


def test_articles_of_a_corpus_are_compared_by_their_names(tmp_path: Path) -> None:
    records = [{"id": name, "text": (DEMO / name).read_text("utf-8").split("---\n")[-1]} for name in (WIRE, REWRITE)]
    corpus = tmp_path / "news.jsonl"
    corpus.write_text("\n".join(map(json.dumps, records)), "utf-8")
    found = compare(f"{corpus}#{REWRITE}", f"{corpus}:1", "--format", "json")
    assert found.returncode == 1
    unknown = compare(f"{corpus}#{REWRITE}.txt")
    assert unknown.returncode == 2
    assert unknown.stderr.endswith(f"no article {REWRITE}.txt; did you mean {REWRITE}?\n")


@pytest.mark.parametrize("name", ["text", "side-by-side", "unified", "markdown"])
def test_a_paragraph_that_says_again_what_an_earlier_one_says_is_said_to_repeat_it(tmp_path: Path, name: str) -> None:
    paragraphs = (DEMO / WIRE).read_text("utf-8").split("---\n")[-1].strip().split("\n\n")
    target = tmp_path / "twice.txt"
    target.write_text("\n\n".join([*paragraphs, paragraphs[1]]), "utf-8")
    found = compare(str(target), "--format", name).stdout
    assert "repeats 2" in found
    assert "moved" not in found
