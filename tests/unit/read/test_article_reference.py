"""Articles of a corpus by their names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dedupe.diagnosis.explain import explain
from dedupe.errors import InputError
from dedupe.read.article_reference import ArticleReference, parse_reference, read_article

FERRY = "The harbour board will close the northern ferry terminal in October after falling traffic."
TIDE = "The tide gauge at the pier has been out of order since a storm broke its cable in March."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    records = [
        {"id": "kestrel/ferry", "text": FERRY},
        {"id": "https://herald.example/ferry#top", "text": FERRY},
        {"text": TIDE},
    ]
    lines = [json.dumps(record) for record in records]
    (tmp_path / "news.jsonl").write_text("\n".join([*lines, "broken"]), "utf-8")
    (tmp_path / "odd#news.jsonl").write_text(lines[0], "utf-8")
    (tmp_path / "a.txt").write_text(FERRY, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "reference"),
    [
        ("news.jsonl#kestrel/ferry", ArticleReference("news.jsonl", id="kestrel/ferry")),
        ("news.jsonl#a#b:3", ArticleReference("news.jsonl", id="a#b:3")),
        ("news.jsonl:3", ArticleReference("news.jsonl", line=3)),
        ("odd#news.jsonl#kestrel/ferry", ArticleReference("odd#news.jsonl", id="kestrel/ferry")),
        ("odd#news.jsonl", None),
        ("a.txt", None),
        ("none.jsonl#x", None),
        ("a\0b#x", None),
    ],
)
def test_what_exists_says_where_a_path_ends(folder: Path, name: str, reference: ArticleReference | None) -> None:
    assert parse_reference(name) == reference


@pytest.mark.parametrize(
    ("name", "article"),
    [
        ("news.jsonl#kestrel/ferry", "kestrel/ferry"),
        ("news.jsonl:2", "https://herald.example/ferry#top"),
        ("news.jsonl#https://herald.example/ferry#top", "https://herald.example/ferry#top"),
        ("news.jsonl:3", "news.jsonl:3"),
        ("odd#news.jsonl#kestrel/ferry", "kestrel/ferry"),
    ],
)
def test_an_article_of_a_corpus_is_read_by_its_name(folder: Path, name: str, article: str) -> None:
    assert read_article(name).id == article


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("news.jsonl#kestrel/fery", r"news.jsonl: no article kestrel/fery; did you mean kestrel/fe"),
        ("news.jsonl#zzz", r"news.jsonl: no article zzz$"),
        ("news.jsonl:4", "news.jsonl:4: broken JSON"),
        ("news.jsonl:9", "news.jsonl: no article on line 9"),
        ("news.jsonl", "news.jsonl: a corpus, where one article is wanted; name it news.jsonl#ID"),
    ],
)
def test_what_is_not_there_is_said(folder: Path, name: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_article(name)


def test_a_pair_of_a_corpus_is_explained_by_the_same_names(folder: Path) -> None:
    found = explain("news.jsonl#kestrel/ferry", "news.jsonl:2")
    assert {found.source.article.line, found.target.article.line} == {1, 2}
    with pytest.raises(InputError, match="no article kestrel/fery; did you mean kestrel/ferry"):
        explain("news.jsonl#kestrel/fery", "news.jsonl:2")
