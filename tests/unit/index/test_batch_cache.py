"""What a run remembers of files, and what it must not."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dedupe.errors import InputError, UnreadableError
from dedupe.index import find_pieces
from dedupe.pipeline import propose_pairs
from dedupe.pipeline.check import check
from dedupe.read import article_reader as articles
from dedupe.read.file_bytes import open_file
from tests.unit.pipeline.stories import FERRY, MAYOR, write


def test_a_file_that_could_not_be_read_for_a_moment_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, cache = tmp_path / "articles", tmp_path / "cache"
    folder.mkdir()
    write(folder, {"a.txt": FERRY, "b.txt": FERRY, "c.txt": MAYOR})
    monkeypatch.setattr(find_pieces, "_SETTLED", 0)
    fresh = check([folder])

    def refuse(path: str) -> tuple[int, int]:
        if Path(path).name == "b.txt":
            raise UnreadableError("too many open files")
        return open_file(path)

    with monkeypatch.context() as patched:
        patched.setattr(articles, "open_file", refuse)
        failed = check([folder], cache=cache, jobs=0)
    assert [skipped.reason for skipped in failed.skipped] == ["too many open files"]
    again = check([folder], cache=cache, jobs=0)
    assert (again.skipped, again.pairs) == (fresh.skipped, fresh.pairs)


def test_a_run_that_fails_lets_go_of_its_cache(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    with pytest.raises(InputError, match="nothing could be read"):
        check([tmp_path / "empty.txt"], cache=tmp_path / "cache")
    opened = {os.path.realpath(file) for file in Path("/proc/self/fd").glob("*")}
    assert not any("cache.sqlite" in path for path in opened)


@pytest.mark.parametrize("least", [1, 100])
@pytest.mark.parametrize("lost", range(3))
def test_values_that_are_lost_one_by_one_change_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, least: int, lost: int
) -> None:
    monkeypatch.setattr(find_pieces, "_SETTLED", 0)
    monkeypatch.setattr(propose_pairs, "_LEAST_REMEMBERED", least)
    monkeypatch.setattr(propose_pairs, "_MOST_CHANGED", 1)
    folder, cache = tmp_path / "articles", tmp_path / "cache"
    folder.mkdir()
    write(folder, {"a.txt": FERRY, "b.txt": FERRY[1:], "c.txt": MAYOR})
    check([folder], cache=cache, jobs=0)
    write(folder, {"d.txt": (*FERRY[:5], *MAYOR)})
    with closing(sqlite3.connect(cache / "cache.sqlite")) as database, database:
        database.execute("DELETE FROM kept WHERE rowid % 3 = ?", (lost,))
    again, fresh = check([folder], cache=cache, jobs=0), check([folder])
    assert (again.findings, again.pairs, again.clusters) == (fresh.findings, fresh.pairs, fresh.clusters)
    assert again.cache_trouble is None
