"""Articles of any format at the command line: converted, from the standard input, and refused."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.newsroom.formats import table
from benchmarks.newsroom.web_formats import html
from benchmarks.newsroom.written import Written
from tests.e2e.newsroom import COPY, OWN, run

WIRE = Written("Corvus", "2031-03-09", "Ferry", tuple(COPY.strip().split("\n\n")))
ROWS = [WIRE, Written("Ledger", "2031-03-10", "Ferry", WIRE.paragraphs)]


def test_a_converted_corpus_gives_the_same_findings(tmp_path: Path) -> None:
    (tmp_path / "in" / "mail").mkdir(parents=True)
    (tmp_path / "in" / "rows.csv").write_bytes(table(ROWS))
    (tmp_path / "in" / "mail" / "page.html").write_bytes(html([WIRE]))
    (tmp_path / "in" / "own.txt").write_text(OWN, "utf-8")
    (tmp_path / "in" / "scan.pdf").write_bytes(b"%PDF")

    done = run(tmp_path, "convert", "in", "--output", "corpus.jsonl")
    lines = (tmp_path / "corpus.jsonl").read_text("utf-8").splitlines()

    assert done.returncode == 0
    assert "1 .pdf not read" in done.stderr
    assert [json.loads(line)["path"] for line in lines] == [
        "in/mail/page.html",
        "in/own.txt",
        "in/rows.csv",
        "in/rows.csv",
    ]
    found = [
        {
            (finding["article"], finding["rule"])
            for finding in json.loads(run(tmp_path, "check", path, "--no-cache", "--format", "json").stdout)["findings"]
        }
        for path in ("in", "corpus.jsonl")
    ]
    assert found[0] == found[1] != set()


def test_the_standard_input_is_read_by_what_it_begins_with(tmp_path: Path) -> None:
    done = run(tmp_path, "check", "-", "--no-cache", "--format", "concise", stdin=table(ROWS))

    assert done.returncode == 1
    assert "DUP101" in done.stdout


def test_a_table_without_text_is_refused_with_its_columns_until_one_is_named(tmp_path: Path) -> None:
    data = table(ROWS).replace(b"maintext", b"lede", 1)
    (tmp_path / "rows.csv").write_bytes(data)

    refused = run(tmp_path, "check", "rows.csv", "--no-cache")
    named = run(tmp_path, "check", "rows.csv", "--no-cache", "--field", "text=lede")

    assert (refused.returncode, named.returncode) == (2, 1)
    assert "source_domain, date_publish, title, lede" in refused.stderr


def test_a_folder_with_nothing_but_unknown_kinds_is_no_all_clear(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "scan.pdf").write_bytes(b"%PDF")

    done = run(tmp_path, "check", "in", "--no-cache")

    assert done.returncode == 2
    assert "1 .pdf not read" in done.stderr


def test_what_a_conversion_does_not_understand_is_said(tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text(f"---\ndate: Mumble\nheadlin: Ferry\n---\n{OWN}", "utf-8")

    done = run(tmp_path, "convert", "own.txt")

    assert done.returncode == 0
    assert "own.txt: a date is not understood (Mumble)" in done.stderr
    assert "headlin: did you mean headline?" in done.stderr


def test_what_an_article_accepts_about_itself_is_converted(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "wire.txt").write_text(COPY, "utf-8")
    licensed = f"---\ndedupe: {{ignore: [exact-copy], reason: licensed}}\n---\n\n{COPY}"
    (tmp_path / "in" / "zeal.txt").write_text(licensed, "utf-8")

    assert run(tmp_path, "convert", "in", "--output", "corpus.jsonl").returncode == 0

    for path in ("in", "corpus.jsonl"):
        done = run(tmp_path, "check", path, "--no-cache", "--select", "exact-copy")
        assert done.returncode == 0
        assert "1 finding accepted" in done.stdout
