"""An archive handed over to a real Redis server by the installed command, and asked by another process."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.e2e.newsroom import COPY, OWN, WIRE, run, write
from tests.redis_server import redis_server

QUESTION = """
import json, sys
import dedupe
from dedupe.read.article_reference import read_article

article = read_article("new/ferry.md")
index = dedupe.redis_index(sys.argv[1], "news")
print(json.dumps(index.query(dedupe.to_datasketch([article])[article.id]), default=bytes.decode))
"""


def test_a_new_article_is_looked_up_in_what_was_pushed(tmp_path: Path) -> None:
    write(tmp_path, "old/northwire/ferry.md", WIRE)
    write(tmp_path, "old/ledger/ferry.md", OWN)
    write(tmp_path, "new/ferry.md", COPY)
    assert run(tmp_path, "archive", "create", "news.archive", "old").returncode == 0
    with redis_server(tmp_path) as url:
        for said in ("2 articles pushed, 0 replaced", "0 articles pushed, 2 replaced"):
            done = run(tmp_path, "archive", "push", "news.archive", "--lsh", url, "--name", "news")
            assert (done.returncode, done.stdout) == (0, f"news.archive: {said}\n"), done.stderr
        asked = run(tmp_path, "-c", QUESTION, url, command=[sys.executable])
        assert json.loads(asked.stdout) == ["old/northwire/ferry.md"], asked.stderr


def test_a_server_that_is_not_there_is_told_in_words(tmp_path: Path) -> None:
    write(tmp_path, "old/ferry.md", WIRE)
    assert run(tmp_path, "archive", "create", "news.archive", "old").returncode == 0
    done = run(tmp_path, "archive", "push", "news.archive", "--lsh", "redis://:pass@127.0.0.1:1")
    assert done.returncode == 2
    assert "redis://127.0.0.1:1: " in done.stderr
    assert "pass" not in done.stderr
    assert "Traceback" not in done.stderr


def test_an_archive_without_texts_has_no_signatures(tmp_path: Path) -> None:
    write(tmp_path, "old/ferry.md", WIRE)
    made = run(tmp_path, "archive", "create", "news.archive", "old", "--no-texts")
    assert made.returncode == 0
    with redis_server(tmp_path) as url:
        done = run(tmp_path, "archive", "push", "news.archive", "--lsh", url)
    assert done.returncode == 2
    assert "texts" in done.stderr
    assert "Traceback" not in done.stderr
