"""Every format in one run, each read by a reader of it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import jsonschema
import pytest
from junitparser import JUnitXml
from markdown_it import MarkdownIt

from dedupe.report.formats import CHECK_FORMATS, GRAPHS, TABLES
from tests.e2e.newsroom import COPIED, FIGURE, ROOT, run

CODES = {"DUP102": COPIED, "DUP201": COPIED, "DUP302": FIGURE}
FERRY = "articles/daily/ferry.txt"


@pytest.fixture
def reports(repository: Path) -> dict[str, str]:
    (repository / "out").mkdir()
    options = [f"--report={name}=out/{name}.{name}" for name in CHECK_FORMATS]
    done = run(repository, "check", "articles", *options, "--format", "concise")
    assert (done.returncode, done.stderr) == (1, "")
    written = {path.stem: path.read_bytes().decode("utf-8") for path in (repository / "out").iterdir()}
    assert written["concise"] == done.stdout
    return written


def test_all_formats_tell_the_same(reports: dict[str, str]) -> None:
    assert reports.keys() == {*CHECK_FORMATS}
    assert {line.split(" ")[1]: line.split(" ")[0] for line in reports["concise"].splitlines()} == {
        code: f"{FERRY}:{line}:" for code, line in CODES.items()
    }
    lines = [json.loads(line) for line in reports["jsonl"].splitlines()]
    assert {found["code"]: found["line"] for found in lines} == CODES
    rows = list(csv.DictReader(reports["csv"].splitlines()))
    assert {row["code"]: int(row["line"]) for row in rows} == CODES
    issues = json.loads(reports["gitlab"])
    assert {issue["description"][:6]: issue["location"]["lines"]["begin"] for issue in issues} == CODES
    assert {issue["location"]["path"] for issue in issues} == {FERRY}
    (sarif,) = json.loads(reports["sarif"])["runs"]
    places = {result["ruleId"]: result["locations"][0]["physicalLocation"] for result in sarif["results"]}
    assert {code: place["region"]["startLine"] for code, place in places.items()} == CODES
    assert {place["artifactLocation"]["uri"] for place in places.values()} == {FERRY}
    assert all(len(place["region"]) == 4 for place in places.values())


def test_json_is_as_its_schema_says(reports: dict[str, str]) -> None:
    schema = json.loads((ROOT / "dedupe" / "data" / "check.schema.json").read_text("utf-8"))
    found = json.loads(reports["json"])
    jsonschema.validate(found, schema)
    assert {finding["code"]: finding["start_line"] for finding in found["findings"]} == CODES


GITLAB_SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]+$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^./]"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


def test_gitlab_gets_what_its_manual_asks_for(reports: dict[str, str]) -> None:
    issues = json.loads(reports["gitlab"])
    jsonschema.validate(issues, GITLAB_SCHEMA)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)  # it drops repeated ones


def test_junit_has_a_case_for_every_article(reports: dict[str, str]) -> None:
    (suite,) = JUnitXml.fromstring(reports["junit"].encode())
    assert (suite.tests, suite.failures, suite.skipped) == (3, 1, 0)
    assert [case.name for case in suite if case.result] == [FERRY]


def test_markdown_is_a_table_after_a_heading(reports: dict[str, str]) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(reports["markdown"])
    assert tokens[0].tag == "h3"
    assert tokens[1].content == "dedupe: failed"
    assert sum(token.type == "tr_open" for token in tokens) == 2 * (1 + len(CODES))


def test_text_tells_an_editor(reports: dict[str, str]) -> None:
    said = " ".join(reports["text"].split())
    for words in (
        f"{FERRY}: near-identical copy of articles/wire/ferry.txt",
        "1 rewritten",
        "has “$14 million” where articles/wire/ferry.txt",
        "1 error, 2 warnings",
    ):
        assert words in said


def test_accepted_findings_stay_known_to_code_scanning(repository: Path) -> None:
    run(repository, "baseline", "create", "articles")
    done = run(repository, "check", "articles", "--baseline", "dedupe-baseline.json", "--format", "sarif")
    assert done.returncode == 0
    results = json.loads(done.stdout)["runs"][0]["results"]
    assert {result["baselineState"] for result in results} == {"unchanged"}
    assert {result["suppressions"][0]["kind"] for result in results} == {"external"}


def test_tables_go_to_files_of_their_kinds(repository: Path) -> None:
    (repository / "out").mkdir(exist_ok=True)
    options = [f"--report={name}=out/{name}{suffix}" for name in TABLES for suffix in (".csv", ".jsonl")]
    options += [f"--report={name}=out/{name}.dot" for name in GRAPHS]
    done = run(repository, "check", "articles", *options)
    assert (done.returncode, done.stderr) == (1, "")
    for name in GRAPHS:
        assert (repository / f"out/{name}.dot").read_text("utf-8").startswith("digraph {")
    for name in TABLES:
        rows = list(csv.DictReader((repository / f"out/{name}.csv").read_text("utf-8").splitlines()))
        lines = (repository / f"out/{name}.jsonl").read_text("utf-8").splitlines()
        assert len(rows) == len(lines) > 0
        assert list(rows[0]) == list(json.loads(lines[0]))


def test_a_table_of_another_kind_is_refused_before_anything_is_read(repository: Path) -> None:
    table, graph = "a table is a file in .csv, .jsonl, .parquet", "a graph is a file in .graphml"
    for report, message in (
        ("pairs=pairs.xlsx", table),
        ("pairs=pairs", table),
        ("graph=network.png", graph),
        ("article-graph=network.csv", graph),
    ):
        done = run(repository, "check", "articles", f"--report={report}")
        assert (done.returncode, done.stdout) == (2, "")
        assert message in done.stderr
        assert not (repository / report.partition("=")[2]).exists()


def test_every_format_says_what_was_not_read(repository: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        (repository / "articles" / name).write_bytes(b"%PDF")
    (repository / "articles" / "empty.txt").write_bytes(b"")
    (repository / "out").mkdir()
    options = [f"--report={name}=out/{name}.{name}" for name in CHECK_FORMATS if name not in TABLES]
    done = run(repository, "check", "articles", *options, "--format", "text")
    assert "2 .pdf not read: .pdf is no format that is read" in done.stderr
    for name in ("json", "sarif", "markdown", "junit", "github", "gitlab", "html"):
        written = (repository / f"out/{name}.{name}").read_text("utf-8")
        assert ".pdf is no format that is read" in written.replace("\\", ""), name
        assert "empty.txt" in written, name
    assert "2 .pdf not read" in done.stdout
    issues = json.loads((repository / "out/gitlab.gitlab").read_text("utf-8"))
    jsonschema.validate(issues, GITLAB_SCHEMA)
    assert [issue["check_name"] for issue in issues[-2:]] == ["not-read", "skipped"]
    (suite,) = JUnitXml.fromstring((repository / "out/junit.junit").read_bytes())
    assert (suite.tests, suite.failures, suite.skipped) == (5, 1, 2)
