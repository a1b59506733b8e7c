from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

import dedupe
from dedupe.pipeline.check import check
from dedupe.report.check_report import CheckReport
from dedupe.report.formats import TABLES, render_data
from dedupe.report.tables import codebook
from tests.unit.report.reports import check_report

DEMO = Path(dedupe.__file__).with_name("data") / "demo"
README = Path(__file__).parents[3] / "README.md"
WIRE, REWRITE = "kestrel/cable.txt", "eastmouth-herald/calder-cable.txt"


@pytest.fixture(scope="module")
def report() -> CheckReport:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(DEMO)
        return CheckReport(check(["."]))


def codebook_markdown() -> str:
    """Write the codebook as the README has it, a table for each table."""
    tables = []
    for table, columns in codebook().items():
        rows = (f"| `{name}` | {kind} | {meaning} |" for name, (kind, meaning) in columns.items())
        tables.append("\n".join([f"| `{table}` | | |", "|---|---|---|", *rows, ""]))
    return "\n".join(tables)


def encoded(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()


def rows(report: CheckReport, name: str) -> list[dict[str, str]]:
    text = b"".join(map(encoded, render_data(report, name, ".csv"))).decode()
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_in_the_codebook_in_its_order(report: CheckReport, name: str) -> None:
    lines = [json.loads(line) for line in render_data(report, name, ".jsonl")]
    assert lines
    assert {tuple(line) for line in lines} == {tuple(codebook()[name])}
    assert len(rows(report, name)) == len(lines)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_without_rows_has_its_columns(name: str) -> None:
    (head,) = render_data(check_report(), name, ".csv")
    assert head == ",".join(codebook()[name]) + "\r\n"
    assert list(render_data(check_report(), name, ".jsonl")) == []


def test_the_codebook_stands_in_the_readme() -> None:
    assert codebook_markdown() in README.read_text("utf-8")


def test_a_pair_and_its_articles_agree(report: CheckReport) -> None:
    pairs = {(row["source"], row["copy"]): row for row in rows(report, "pairs")}
    articles = {row["article"]: row for row in rows(report, "articles")}
    pair, copy, wire = pairs[WIRE, REWRITE], articles[REWRITE], articles[WIRE]
    assert len(articles) == 5
    assert (copy["source"], copy["source_outlet"]) == (WIRE, "Kestrel")
    assert copy["copied_share"] == pair["copy_in_source"]
    assert (copy["relation"], copy["credit"]) == (pair["relation"], pair["credit"])
    assert (pair["is_copy"], pair["delay_hours"], pair["cluster"]) == ("true", "24.0", WIRE)
    copies = [row for row in pairs.values() if row["source"] == WIRE and row["is_copy"] == "true"]
    assert int(wire["copies"]) == len(copies) == 2


def test_paragraphs_and_changes_count_what_the_pair_does(report: CheckReport) -> None:
    pair = next(row for row in rows(report, "pairs") if (row["source"], row["copy"]) == (WIRE, REWRITE))
    paragraphs = [row for row in rows(report, "paragraphs") if (row["source"], row["copy"]) == (WIRE, REWRITE)]
    changes = [row for row in rows(report, "changes") if (row["source"], row["copy"]) == (WIRE, REWRITE)]
    for side, change in (("copy", "rewritten"), ("copy", "added"), ("source", "cut")):
        found = [row for row in paragraphs if (row["side"], row["change"]) == (side, change)]
        assert len(found) == int(pair[change])
    assert sum(int(row["changes"]) for row in paragraphs if row["side"] == "copy") == len(changes)
    significant = [row for row in changes if row["is_significant"] == "true"]
    assert len(significant) == int(pair["significant_changes"])
    assert ("figure", "$85 million", "$58m") in {(row["kind"], row["before"], row["after"]) for row in significant}


@pytest.mark.parametrize("name", TABLES)
def test_parquet_has_what_json_lines_have(report: CheckReport, name: str) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is missing")
    lines = [json.loads(line) for line in render_data(report, name, ".jsonl")]
    (data,) = render_data(report, name, ".parquet")
    assert parquet.read_table(io.BytesIO(encoded(data))).to_pylist() == lines
    (empty,) = render_data(check_report(), name, ".parquet")
    assert parquet.read_table(io.BytesIO(encoded(empty))).column_names == list(codebook()[name])


def test_changes_are_counted_in_copies_only(report: CheckReport) -> None:
    copies = {(row["source"], row["copy"]): row["is_copy"] for row in rows(report, "pairs")}
    assert "false" in copies.values()
    for row in rows(report, "pairs"):
        assert (row["significant_changes"] == "") is (row["is_copy"] == "false")
    for row in rows(report, "paragraphs"):
        assert (row["changes"] == "") is (copies[row["source"], row["copy"]] == "false")
