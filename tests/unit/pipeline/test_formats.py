"""A story is the same whatever format it comes in, and however often it is read."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from benchmarks.newsroom.formats import ALONE, SEVERAL, json_lines, table
from benchmarks.newsroom.web_formats import newsml_g2
from benchmarks.newsroom.written import Written
from dedupe.errors import UnsupportedError
from dedupe.index import find_pieces
from dedupe.pipeline.check import check
from dedupe.read.article_draft import Draft
from dedupe.read.article_reader import drafts
from dedupe.read.corpus_line import line_of
from dedupe.read.file_selection import FileSelection
from tests.unit.pipeline.stories import FERRY, MAYOR, ORCHARD, SCHOOL

if TYPE_CHECKING:
    from pathlib import Path

    from dedupe.pipeline.judgement import Judgement

STORY = Written("The Quay", "2031-03-10", "Terminal to close", FERRY)
OTHERS = [
    Written("The Quay", "2031-03-10", "New mayor", MAYOR),
    Written("The Quay", "2031-03-10", "Frost", ORCHARD),
    Written("The Quay", "2031-03-10", "Balloon", SCHOOL),
]


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a story of an agency, and the story and others of outlets in every format."""
    monkeypatch.chdir(tmp_path)
    for name, write in {"agency.txt": ALONE["article.txt"], **ALONE, **SEVERAL}.items():
        outlet = name.replace(".", " ")
        date = "2031-03-09" if name == "agency.txt" else "2031-03-10"
        own = [replace(story, outlet=outlet, date=date) for story in [STORY, *OTHERS]]
        (tmp_path / "articles" / outlet).mkdir(parents=True)
        path = tmp_path / "articles" / outlet / name
        path.write_bytes(write(own[:1] if name in ALONE or name == "agency.txt" else own))
    return tmp_path


def findings(report: Judgement) -> list[tuple[str, str]]:
    return sorted((finding.article, finding.rule) for finding in report.findings)


def stories(report: Judgement) -> set[frozenset[str]]:
    """The clusters; of articles that are the same in everything the path decides which is the source."""
    return {frozenset(cluster.members) for cluster in report.clusters}


def test_a_story_has_one_cluster_whatever_its_formats(newsroom: Path) -> None:
    report = check(["articles"], jobs=0)

    largest = report.clusters[0]
    assert len(largest.members) == 1 + len(ALONE) + len(SEVERAL)
    assert not report.unread


def test_a_run_with_a_cache_finds_the_same_again_in_any_number_of_processes(
    newsroom: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(find_pieces, "_SETTLED", 0)
    fresh = check(["articles"], jobs=0)
    cold = check(["articles"], jobs=2, cache=newsroom / "cache")
    warm = check(["articles"], jobs=0, cache=newsroom / "cache")

    assert fresh.pairs == cold.pairs == warm.pairs
    assert findings(fresh) == findings(cold) == findings(warm)


def test_a_converted_corpus_gives_the_same_clusters(newsroom: Path) -> None:
    lines = [line_of(draft) for draft in drafts(["articles"]) if isinstance(draft, Draft)]
    (newsroom / "corpus.jsonl").write_bytes(b"".join(lines))

    assert stories(check(["corpus.jsonl"], jobs=0)) == stories(check(["articles"], jobs=0))


def test_an_article_of_an_agency_by_its_provider_is_no_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    wire = replace(STORY, outlet="Reuters", date="2031-03-12")
    (tmp_path / "wire.xml").write_bytes(newsml_g2([wire]))
    (tmp_path / "quay.csv").write_bytes(table([STORY, *OTHERS]))

    report = check(["."], jobs=0)

    assert {finding.article for finding in report.findings} == {"quay.csv:2"}


def test_articles_of_one_id_are_all_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a", "b", "c"):
        row = {"id": 7, "outlet": name, "text": STORY.text}
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(row))

    report = check(["."], jobs=0)

    assert report.qualified == ("b.jsonl:1:7", "c.jsonl:1:7")
    assert sorted(name for pair in report.pairs for name in (pair.a, pair.b)) == [
        *("7", "7"),
        *("b.jsonl:1:7", "b.jsonl:1:7"),
        *("c.jsonl:1:7", "c.jsonl:1:7"),
    ]
    assert check(["a.jsonl"], against=["b.jsonl", "a.jsonl"], jobs=0).checked == 1


def test_what_no_reader_takes_is_counted_by_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(STORY.text)
    (tmp_path / "b.csv").write_text("name,price\nferry,3\n")
    for number in range(9):
        (tmp_path / f"{number}.pdf").write_bytes(b"%PDF")

    report = check(["."], jobs=0)

    pdf, csv = report.unread
    assert (pdf.kind, pdf.files, pdf.example) == (".pdf", 9, "0.pdf")
    assert (csv.kind, csv.files) == (".csv", 1)
    assert "name, price" in csv.reason
    assert report.skipped == ()


@pytest.mark.parametrize("name", ["b.csv", "0.pdf"])
def test_a_named_file_that_no_reader_takes_ends_the_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(STORY.text)
    (tmp_path / "b.csv").write_text("name,price\nferry,3\n")
    (tmp_path / "0.pdf").write_bytes(b"%PDF\0\0")

    with pytest.raises(UnsupportedError, match=f"^{name} cannot be read"):
        check(["a.txt", name], jobs=0)


def test_columns_are_mapped_as_the_user_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    rows = [{"who": article.outlet, "lead": article.text} for article in [STORY, replace(STORY, outlet="Pier")]]
    (tmp_path / "rows.json").write_text(json.dumps(rows))

    report = check(["rows.json"], jobs=0, selection=FileSelection(fields=(("text", "Lead"), ("outlet", "who"))))

    assert [pair.relation.is_copy for pair in report.pairs] == [True]


def test_only_the_formats_and_files_that_are_wanted_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(STORY.text)
    (tmp_path / "b.jsonl").write_bytes(json_lines([STORY]))
    (tmp_path / "c.csv").write_bytes(table([STORY]))

    only = check([".", "c.csv"], jobs=0, selection=FileSelection(formats=("text",)))
    assert (only.checked, [kind.example for kind in only.unread]) == (2, ["b.jsonl"])
    assert check(["."], jobs=0, selection=FileSelection(include=("*.csv", "*.txt"))).checked == 2
