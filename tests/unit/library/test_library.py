from __future__ import annotations

import pkgutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest

import dedupe
from dedupe import Article, CheckResult, check, compare
from dedupe.errors import InputError
from dedupe.library.given_articles import Given
from dedupe.library.results import Table

DEMO = Path(dedupe.__file__).with_name("data") / "demo"
WIRE = (DEMO / "kestrel/cable.txt").read_text("utf-8").partition("---\n\n")[2]
COPY = (DEMO / "valley-tribune/power-cable.txt").read_text("utf-8").partition("---\n\n")[2]
ROWS: list[dict[str, Any]] = [
    {"id": "wire", "text": WIRE, "outlet": "Kestrel", "date": "2031-03-04"},
    {"id": "copy", "text": COPY, "outlet": "Valley Tribune", "date": "2031-03-05"},
]
ARTICLES = [Article.from_text(row["text"], id=row["id"], outlet=row["outlet"], date=row["date"]) for row in ROWS]


def found(result: CheckResult) -> set[tuple[str, str, str]]:
    return {(finding.rule, finding.article, finding.source) for finding in result.findings}


def test_a_path_as_a_string_is_one_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(DEMO)
    assert check(".").checked == 5
    assert found(check(".")) == found(check(Path())) == found(check(["."]))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match="nowhere: no such file"):
        check("nowhere")


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(list, id="list"),
        pytest.param(iter, id="iterator"),
        pytest.param(pd.DataFrame, id="pandas"),
        pytest.param(pl.DataFrame, id="polars"),
        pytest.param(lambda rows: pd.DataFrame(rows).rename(columns={"id": "Doc ID", "text": "Body"}), id="names"),
        pytest.param(lambda _: ARTICLES, id="articles"),
        pytest.param(lambda rows: [rows[0], ARTICLES[1]], id="mixed"),
    ],
)
def test_articles_in_any_form_give_the_same(made: Callable[[object], Any]) -> None:
    result = check(made(ROWS), jobs=0)
    assert ("near-duplicate", "copy", "wire") in found(result)
    assert found(result) == found(check(ROWS, jobs=0))
    assert result.checked == 2


def test_one_article_is_checked_against_others() -> None:
    assert found(check(ROWS[1], against=ROWS[0])) == found(check(ROWS))
    assert found(check(ARTICLES[1], against=pd.DataFrame(ROWS[:1]))) == found(check(ROWS))


def test_paths_and_articles_go_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(DEMO)
    result = check([*ROWS[1:], "kestrel"])
    assert ("near-duplicate", "copy", "kestrel/cable.txt") in found(result)
    assert result.to_dicts("findings")


def test_what_is_missing_in_a_frame_is_missing() -> None:
    rows = [{**ROWS[0], "author": None, "date": pd.NaT}, {**ROWS[1], "author": float("nan")}]
    result = check(pd.DataFrame(rows))
    assert [article.date for article in result.articles] == ["2031-03-05", None]
    frame = pd.DataFrame([{"text": row["text"], "day": pd.Timestamp(row["date"])} for row in ROWS])
    dated = check(frame.rename(columns={"day": "date"}))
    assert [(known.id, known.date and known.date[:10]) for known in dated.articles] == [
        ("0", "2031-03-04"),
        ("1", "2031-03-05"),
    ]


def test_what_is_no_article_is_told() -> None:
    for given in (3, [3], [None]):
        with pytest.raises(InputError, match=r"(articles|an article) or .* wanted, not"):
            check(given)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="nothing could be read"):
        check([])
    with pytest.raises(InputError, match="empty"):
        Article.from_text(" \n")
    with pytest.raises(InputError, match="without text"):
        compare({"id": "a"}, ARTICLES[0])


@pytest.mark.parametrize("table", ["findings", "pairs", "articles", "paragraphs", "changes"])
def test_tables_are_those_of_the_reports(table: Table) -> None:
    result = check(ROWS)
    rows, frame = result.to_dicts(table), result.to_pandas(table)
    assert len(rows) == len(frame)
    assert rows
    assert list(rows[0]) == list(frame.columns)
    assert list(check(ROWS[0]).to_pandas(table).columns) == list(frame.columns)
    with pytest.raises(InputError, match="no table 'pair'; there are findings, pairs"):
        result.to_dicts("pair")  # type: ignore[arg-type]


def test_comparing_rows_texts_and_paths() -> None:
    expected = compare(*ARTICLES).to_dicts()
    assert expected
    assert compare(*ROWS).relation == compare(*ARTICLES).relation
    frame = pd.DataFrame(ROWS)
    targets: list[Given] = [ROWS[1], frame.iloc[1]]
    for target in targets:
        assert [row["after"] for row in compare(ROWS[0], target).to_dicts()] == [change["after"] for change in expected]
    compared = compare(DEMO / "kestrel/cable.txt", str(DEMO / "valley-tribune/power-cable.txt"))
    assert len(compared.to_pandas("paragraphs")) == 14 + 13


def test_results_are_short_where_they_are_shown() -> None:
    assert repr(check(ROWS)).startswith("<CheckResult: 1 copy among 2 articles, ")
    shown = repr(compare(*ROWS))
    assert shown.startswith("<CompareResult: wire -> copy: near, 99% of the target")


def test_notebooks_show_a_view_that_text_cannot_leave() -> None:
    hostile = [{**row, "id": f"<script>{row['id']}"} for row in ROWS]
    for result in (check(hostile), compare(*ARTICLES)):
        view = result._repr_html_()
        assert "<script" not in view
    assert "&lt;script&gt;copy" in check(hostile)._repr_html_()


def test_public_names_can_be_completed_before_their_first_use() -> None:
    code = (
        "import dedupe; assert set(dedupe.__all__) <= set(dir(dedupe)); import sys; assert 'numpy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    for name in dedupe.__all__:
        assert getattr(dedupe, name).__doc__


def test_no_module_hides_a_public_name() -> None:
    modules = {module.name for module in pkgutil.iter_modules(dedupe.__path__)}
    assert modules.isdisjoint(dedupe.__all__)
