"""One corpus of nasty articles through every format, each output read by a reader of that format."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from pathlib import Path

import jsonschema
import pytest
from junitparser import JUnitXml, TestSuite
from lxml import etree
from markdown_it import MarkdownIt

from dedupe.report.formats import CHECK_FORMATS
from dedupe.report.table_rows import FINDING_COLUMNS as COLUMNS
from tests.unit.report.nasty import NASTY, nasty_report
from tests.unit.report.reports import check_report, written

REPORT = nasty_report()
OPEN = REPORT.open
ALLOWED = {"\n", "\u200c", "\u200d"}
INVISIBLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}


@pytest.mark.parametrize("name", CHECK_FORMATS)
def test_nothing_invisible_comes_through(name: str) -> None:
    text = written(REPORT, name)

    allowed = ALLOWED | ({"\r"} if name == "csv" else set())
    if name == "html":
        allowed |= {"\u200b", "\u00ad", "\u200f", "\u2028", "\ufeff"}  # a browser shows them as none
    if name in ("text", "json"):
        allowed |= {"\u200b", "\u00ad"}  # they act on nothing, and the text is to be exact
    assert {c for c in text if unicodedata.category(c) in INVISIBLE} <= allowed
    text.encode("utf-8")


@pytest.mark.parametrize("name", CHECK_FORMATS)
def test_nothing_becomes_a_command_in_a_log(name: str) -> None:
    for line in written(REPORT, name).split("\n"):
        assert not re.search(r"##\w*\[", line)
        if name != "github":
            assert not line.lstrip().startswith("::")


@pytest.mark.parametrize("name", CHECK_FORMATS)
def test_the_same_report_gives_the_same_report(name: str) -> None:
    assert written(REPORT, name) == written(nasty_report(), name)


@pytest.mark.parametrize("name", CHECK_FORMATS)
def test_no_findings_are_a_report_too(name: str) -> None:
    empty = {
        "text": "Nothing found among 0 articles.\n",
        "concise": "",
        "jsonl": "",
        "csv": ",".join(COLUMNS) + "\r\n",
        "github": "",
        "gitlab": "[]\n",
    }
    text = written(check_report(), name)
    assert text == empty.get(name, text)
    signs = {"json": '"findings": []', "markdown": "passed", "sarif": '"results": []'}
    assert signs.get(name, "") in text
    assert name != "junit" or 'tests="0"' in text


def test_concise_has_one_line_a_finding() -> None:
    lines = written(REPORT, "concise").splitlines()

    assert len(lines) == len(OPEN)
    assert all(re.search(r":\d+: DUP\d{3} ", line) for line in lines)


def test_github_commands_can_be_read_strictly() -> None:
    lines = written(REPORT, "github").splitlines()

    commands = [read_command(line) for line in lines]
    assert len(commands) == 22  # ten errors, ten warnings, how many more, and what was not read
    assert {level for level, _, _ in commands} == {"error", "warning", "notice"}
    for level, properties, message in commands[:-2]:
        assert set(properties) <= {"file", "line", "endLine", "title", "col", "endColumn"}
        assert properties["line"].isdecimal()
        assert re.fullmatch(r"DUP\d{3} [a-z-]+", properties["title"])
        assert level in ("error", "warning")
        assert message
    rest = len(OPEN) - 20
    assert commands[-2][2] == (
        f"{rest} findings more are not shown; --report markdown=FILE or --report sarif=FILE writes all"
    )


def read_command(line: str) -> tuple[str, dict[str, str], str]:
    """Read a command as the runner does: the first `::` ends its properties."""
    match = re.fullmatch(r"::(error|warning|notice) ([^\r\n]*?)::([^\r\n]*)", line)
    assert match is not None, line
    properties = dict(item.split("=", 1) for item in match[2].split(","))
    for value in (*properties.values(), match[3]):
        assert not re.search(r"%(?!25|3A|2C|0A|0D)", value)
    assert all(":" not in value for value in properties.values())
    return match[1], {key: unescape(value) for key, value in properties.items()}, unescape(match[3])


def unescape(value: str) -> str:
    for code, character in (("%2C", ","), ("%3A", ":"), ("%25", "%")):
        value = value.replace(code, character)
    return value


def test_csv_can_be_read_and_holds_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(written(REPORT, "csv"), newline=""), strict=True))

    assert len(rows) == len(REPORT.findings)
    for row, finding in zip(rows, REPORT.findings, strict=True):
        assert tuple(row) == COLUMNS
        assert row["fingerprint"] == finding.fingerprint
        assert not any(cell.lstrip().startswith(tuple("=+-@＝＋－＠﹢−–")) for cell in row.values())
        assert not any("\n" in cell or "\r" in cell for cell in row.values())


def test_jsonl_holds_every_text_exactly() -> None:
    lines = written(REPORT, "jsonl").splitlines()

    read = [json.loads(line) for line in lines]
    assert [finding["article"] for finding in read] == [finding.article for finding in REPORT.findings]
    assert [finding["sources"][0]["article"] for finding in read] == [finding.source for finding in REPORT.findings]
    validator = jsonschema.Draft202012Validator(JSONL)
    assert [error.message for finding in read for error in validator.iter_errors(finding)] == []


def test_gitlab_takes_every_issue() -> None:
    issues = json.loads(written(REPORT, "gitlab"))

    jsonschema.Draft202012Validator(GITLAB).validate(issues)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == len(OPEN) + 1
    assert issues[-1]["check_name"] == "skipped"
    assert not any(issue["location"]["path"].startswith("./") for issue in issues)


def test_junit_can_be_read_and_has_a_case_for_every_article() -> None:
    xml = JUnitXml.fromstring(written(REPORT, "junit").encode())

    (suite,) = list(xml)
    assert isinstance(suite, TestSuite)
    cases = list(suite)
    assert suite.tests == len(cases) == len(NASTY) * 2
    assert (suite.failures, suite.skipped, suite.errors) == (len(NASTY), len(NASTY), 0)
    assert len({(case.classname, case.name) for case in cases}) == len(cases)


def test_junit_is_valid_by_its_schema() -> None:
    schema = etree.XMLSchema(etree.parse(Path(__file__).with_name("junit.xsd")))

    schema.assertValid(etree.fromstring(written(REPORT, "junit").encode()))


def test_markdown_shows_text_and_nothing_else() -> None:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(written(REPORT, "markdown"))

    flat = [token for block in tokens for token in (block, *(block.children or ()))]
    kinds = {token.type for token in flat}
    assert not kinds & {"link_open", "image", "code_inline", "fence", "html_inline", "strong_open"}
    assert not kinds & {"em_open", "s_open", "code_block", "blockquote_open"}
    html = {token.content.strip() for token in flat if token.type == "html_block"}
    assert all(re.fullmatch(DETAILS, element) for element in html)
    assert [token.tag for token in flat if token.type == "heading_open"] == ["h3"]


def test_every_row_of_the_tables_has_its_cells() -> None:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(written(REPORT, "markdown"))

    rows, cells = 0, 0
    for token in tokens:
        rows += token.type == "tr_open" and token.level > 0
        cells += token.type == "td_open"
    body_cells = 2 * len({finding.rule for finding in OPEN}) + 4 * len(OPEN)
    assert cells == body_cells
    contents = [token.content for token in tokens if token.type == "inline"]
    assert any("cmd" in content for content in contents)


DETAILS = r"(<details><summary>[A-Z]?[\w ]+(: \d+)?</summary>|</details>)"
PLACE = {
    "path": {"type": "string", "minLength": 1},
    "line": {"type": "integer", "minimum": 1},
    "end_line": {"type": "integer", "minimum": 1},
    "column": {"type": ["integer", "null"], "minimum": 1},
    "end_column": {"type": ["integer", "null"], "minimum": 1},
}
SHARE = {"type": "number", "minimum": 0, "maximum": 1}


def closed(**properties: object) -> dict[str, object]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


JSONL = closed(
    schema_version={"const": 1},
    code={"pattern": "^DUP[0-9]{3}$"},
    rule={"pattern": "^[a-z]+-[a-z]+$"},
    severity={"enum": ["note", "warning", "error"]},
    article={"type": "string"},
    **PLACE,
    message={"type": "string", "minLength": 1},
    sources={
        "type": "array",
        "minItems": 1,
        "items": closed(
            article={"type": "string"},
            relation={"enum": ["exact", "near", "wholly", "partially", "version", "quotes"]},
            is_excerpt={"type": "boolean"},
            origin={"enum": ["source", "common", "undetermined"]},
            agency={"type": ["string", "null"]},
            credit={"enum": ["named", "generic", "none"]},
            resemblance=SHARE,
            source_in_target=SHARE,
            target_in_source=SHARE,
        ),
    },
    related={"type": "array", "items": closed(**PLACE)},
    edits={
        "type": "array",
        "items": closed(
            source={"type": "string"},
            kind={"enum": ["figure", "quote", "name", "attribution"]},
            paragraph={"type": "integer", "minimum": 0},
            before={"type": "string"},
            after={"type": "string"},
        ),
    },
    accepted={
        "anyOf": [
            {"type": "null"},
            closed(by={"enum": ["baseline", "front matter", "comment", "config"]}, reason={"type": ["string", "null"]}),
        ]
    },
    fingerprint={"pattern": "^[0-9a-f]{32}$"},
)
LOCATION = closed(
    path={"type": "string", "minLength": 1},
    lines=closed(begin={"type": "integer", "minimum": 1}, end={"type": "integer", "minimum": 1}),
)
GITLAB = {
    "type": "array",
    "items": closed(
        description={"type": "string", "minLength": 1},
        check_name={"type": "string", "minLength": 1},
        fingerprint={"type": "string", "minLength": 1},
        severity={"enum": ["info", "minor", "major", "critical", "blocker"]},
        location=LOCATION,
        other_locations={"type": "array", "items": LOCATION},
    ),
}
