"""An index of datasketch in a real Redis server, filled by one process and asked by another."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from dedupe.article import Article
from dedupe.errors import InputError
from dedupe.sketch.datasketch_export import Pushed, push_articles, redis_index, to_datasketch
from tests.redis_server import redis_server

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

QUESTION = """
import json, sys
from dedupe import Article, redis_index, to_datasketch

article = Article.from_text(sys.argv[2], id="new")
index = redis_index(sys.argv[1])
found = index.query(to_datasketch([article])["new"])
print(json.dumps(sorted(name.decode() for name in found)))
"""


def text(words: Sequence[int]) -> str:
    return " ".join(f"word{word}" for word in words)


def article(name: str, words: Sequence[int]) -> Article:
    return Article.from_text(text(words), id=name)


ARTICLES = (
    article("wire/ferry.txt", range(100)),
    article("herald/fähre.txt", range(2, 102)),
    article("herald/library.txt", range(500, 600)),
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with redis_server(tmp_path_factory.mktemp("redis"), password="open sesame") as url:
        yield url.replace(" ", "%20")


def found_by_another_process(server: str, words: Sequence[int]) -> list[str]:
    asked = [sys.executable, "-c", QUESTION, server, text(words)]
    done = subprocess.run(asked, check=True, capture_output=True, text=True)
    names: list[str] = json.loads(done.stdout)
    return names


def test_another_process_finds_what_was_pushed(server: str) -> None:
    assert push_articles(ARTICLES, server) == Pushed(3, 0)
    assert found_by_another_process(server, range(1, 101)) == ["herald/fähre.txt", "wire/ferry.txt"]
    assert found_by_another_process(server, range(700, 800)) == []


def test_an_article_that_is_pushed_again_is_replaced(server: str) -> None:
    push_articles(ARTICLES, server, "again")
    changed = article("herald/library.txt", range(900, 1000))
    assert push_articles([changed, article("new", range(50))], server, "again") == Pushed(1, 1)
    index = redis_index(server, "again")
    old, new = (to_datasketch([article])["herald/library.txt"] for article in (ARTICLES[2], changed))
    assert index.query(old) == []
    assert index.query(new) == [b"herald/library.txt"]


def test_indexes_of_different_names_do_not_meet(server: str) -> None:
    push_articles(ARTICLES[:1], server, "one")
    signature = to_datasketch(ARTICLES[:1])["wire/ferry.txt"]
    assert redis_index(server, "two").query(signature) == []
    assert redis_index(server, "one").query(signature) == [b"wire/ferry.txt"]


def test_nothing_in_the_server_is_pickled(server: str) -> None:
    push_articles(ARTICLES[:1], server, "plain")
    index = redis_index(server, "plain")
    assert list(index.keys.keys()) == [b"wire/ferry.txt"]


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("redis://:secret@127.0.0.1:1/0", r"^redis://127\.0\.0\.1:1: .*refused"),
        ("news.archive", "^://news.archive: Redis URL must specify"),
    ],
)
def test_a_server_that_cannot_be_reached_is_told_in_words(url: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as raised:
        redis_index(url)
    assert "secret" not in str(raised.value)


def test_a_server_that_refuses_says_why(server: str) -> None:
    with pytest.raises(InputError, match=r"invalid username-password|WRONGPASS"):
        redis_index(server.replace("open", "close"))
