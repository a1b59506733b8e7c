"""JSON in the shapes in which search engines, databases, interfaces and pandas hand articles out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dedupe.article import Article, Skipped
from dedupe.read.article_reader import read_articles

TEXT = "PORT ELDER - The ferry ran aground on Sunday with 214 passengers on board."
OTHER = "The council met on Monday, and had nothing to say of any ferry."
SIMPLE = {"id": "7", "title": "Ferry aground", "text": TEXT, "date": "2031-03-09"}
SECOND = {"id": "8", "title": "Council", "text": OTHER, "date": "2031-03-10"}
COLUMNS = {name: {"0": SIMPLE[name], "1": SECOND[name]} for name in SIMPLE}
BY_ROW = {"7": {"title": "Ferry aground", "text": TEXT, "date": "2031-03-09"}, "8": SECOND}


def read(folder: Path, name: str, data: str) -> list[Article | Skipped]:
    (folder / name).write_text(data, "utf-8")
    return list(read_articles([name], cwd=folder))


@pytest.mark.parametrize(
    "value",
    [
        {"columns": list(SIMPLE), "index": [0, 1], "data": [[*SIMPLE.values()], [*SECOND.values()]]},
        COLUMNS,
        BY_ROW,
        {"schema": {"fields": []}, "data": [SIMPLE, SECOND]},
        {"took": 3, "hits": {"total": 2, "hits": [{"_id": "7", "_source": SIMPLE}, SECOND]}},
    ],
    ids=["split", "columns", "index", "table", "Elasticsearch"],
)  # fmt: skip
def test_one_value_holds_several_articles(tmp_path: Path, value: object) -> None:
    ferry, council = read(tmp_path, "news.json", json.dumps(value))

    assert isinstance(ferry, Article)
    assert isinstance(council, Article)
    assert (ferry.id, ferry.title, ferry.date) == ("7", "Ferry aground", "2031-03-09")
    assert [paragraph.text for paragraph in council.paragraphs] == [OTHER]


@pytest.mark.parametrize(
    "value",
    [
        {
            "_id": {"$oid": "7"},
            "title": "Ferry aground",
            "text": TEXT,
            "date": {"$date": {"$numberLong": "1930860000000"}},
        },
        {"_index": "news", "_id": "7", "_source": {**SIMPLE, "id": "7"}},
        {
            "id": "7",
            "webTitle": "Ferry aground",
            "webPublicationDate": "2031-03-09T22:40:00Z",
            "fields": {"bodyText": TEXT, "byline": "Ada Reed"},
        },
        {
            "id": 7,
            "date": "2031-03-09T22:40:00",
            "title": {"rendered": "Ferry aground"},
            "content": {"rendered": f"<p>{TEXT}</p>", "protected": False},
        },
        {"_id": "7", "headline": {"main": "Ferry aground"}, "pub_date": "2031-03-09", "body": [TEXT]},
    ],
    ids=["MongoDB", "Elasticsearch", "Guardian", "WordPress", "New York Times"],
)  # fmt: skip
def test_an_article_has_its_fields_inside_others(tmp_path: Path, value: object) -> None:
    for name in ("news.json", "news.jsonl"):
        (article,) = read(tmp_path, name, json.dumps([value] if name == "news.json" else value))

        assert isinstance(article, Article)
        assert [paragraph.text for paragraph in article.paragraphs] == [TEXT]
        assert (article.id, article.title) == ("7", "Ferry aground")
        assert (article.date or "")[:8] == "2031-03-"


def test_objects_may_stand_one_behind_the_other(tmp_path: Path) -> None:
    data = "\n".join(json.dumps(value, indent=2) for value in (SIMPLE, SECOND))

    ferry, council = read(tmp_path, "news.json", data)

    assert (ferry.id, council.id) == ("7", "8")


def test_what_stands_behind_an_object_is_not_dropped_without_a_word(tmp_path: Path) -> None:
    (skipped,) = read(tmp_path, "news.json", json.dumps(SIMPLE) + " and more")

    assert isinstance(skipped, Skipped)
    assert skipped.reason == "broken JSON"
