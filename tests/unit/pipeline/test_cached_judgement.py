"""The answer of a run that is remembered: the same as it was, and only where nothing changed."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING, Any

import pytest

import dedupe
from dedupe.cache.store import Store
from dedupe.comparison.criteria import Criteria, Depth
from dedupe.errors import InputError, UnsupportedError
from dedupe.index import find_pieces
from dedupe.pipeline import full_check
from dedupe.pipeline.cached_judgement import _codec
from dedupe.pipeline.check import check
from dedupe.read.file_selection import FileSelection
from tests.unit.pipeline.stories import FERRY, MAYOR, ORCHARD, write

if TYPE_CHECKING:
    from collections.abc import Callable

    from dedupe.pipeline.cached_judgement import _StoredRun
    from dedupe.pipeline.judgement import Judgement

DEMO = Path(dedupe.__file__).with_name("data") / "demo"


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(find_pieces, "_SETTLED", 0)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return copytree(DEMO, tmp_path / "articles")


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The full checks that are made."""
    made: list[object] = []

    def count(*values: Any, **options: Any) -> Judgement:  # noqa: ANN401 - those of the function
        made.append(values)
        return original(*values, **options)

    original = full_check.full_check
    monkeypatch.setattr(full_check, "full_check", count)
    return made


def run(*paths: str, **options: Any) -> Judgement:  # noqa: ANN401 - those of `check`
    return check(paths, jobs=0, cache=Path("cache"), **options)


def test_the_answer_is_the_one_that_was_found(folder: Path, full: list[object]) -> None:
    write(folder, {"later.txt": "Too short.", "binary.txt": "a\0b", "notes.doc": "x", "a/suppressed.md": FERRY})
    write(folder, {"b/suppressed.md": ["<!-- dedupe: ignore[DUP1] -->", *FERRY], "latin.txt": "A mayor of Brennfield."})
    (folder / "latin.txt").write_bytes(" ".join(MAYOR).replace("-", "ü").encode("latin-1"))
    first = run("articles")
    again = run("articles")
    assert len(full) == 1
    assert again == first == check(["articles"], jobs=0)
    assert first.findings
    assert first.suppressions
    name = first.findings[0].article
    assert again.read(name) == first.read(name)
    with pytest.raises(InputError, match="not at hand"):
        again.read("articles/none.txt")


@pytest.mark.parametrize("change", ["content", "times", "new", "gone", "moved"])
def test_no_answer_is_known_of_files_that_changed(folder: Path, full: list[object], change: str) -> None:
    run("articles")
    path = folder / "kestrel/cable.txt"
    if change == "content":
        path.write_text(path.read_text("utf-8").replace("million", "billion"), "utf-8")
    elif change == "times":
        os.utime(path)
    elif change == "new":
        write(folder, {"new.txt": ORCHARD})
    elif change == "gone":
        path.unlink()
    else:
        path.rename(folder / "cable.txt")
    assert run("articles") == check(["articles"], jobs=0)
    assert len(full) == 3


@pytest.mark.parametrize(
    "options",
    [
        {"selection": FileSelection(wire=("kestrel/",), prefix="articles/")},
        {"selection": FileSelection(date_order="month-first")},
        {"criteria": Criteria(least_narrative=60)},
        {"depth": Depth.COPIES},
        {"against": ("wire",), "since": "2031-01-01"},
        {"against": ("wire",), "since": "2001-01-01"},
    ],
)
def test_the_answer_to_another_question_is_another_one(
    folder: Path, full: list[object], options: dict[str, Any]
) -> None:
    copytree(folder / "kestrel", "wire")
    run("articles")
    assert run("articles", **options) == run("articles", **options)
    assert len(full) == 2


def test_a_file_that_no_reader_takes_is_still_refused_when_it_is_named(folder: Path) -> None:
    write(folder, {"notes.doc": "x"})
    run("articles")
    with pytest.raises(UnsupportedError):
        run("articles", "articles/notes.doc")


def test_an_answer_is_found_again_before_what_it_is_made_of_is_dropped(folder: Path, full: list[object]) -> None:
    first = run("articles")
    for _ in range(11):
        Store(Path("cache")).finish()
    assert run("articles") == first
    assert len(full) == 2
    assert run("articles") == first
    assert len(full) == 2


def _damaged(known: _StoredRun, **fields: Any) -> _StoredRun:  # noqa: ANN401 - those of the answer
    return known._replace(answer=replace(known.answer, **fields))


DAMAGES: dict[str, Callable[[_StoredRun], _StoredRun]] = {
    "no pairs": lambda known: _damaged(known, pairs=()),
    "no members": lambda known: _damaged(known, members={}),
    "no results": lambda known: known._replace(run=b""),
    "a finding of nothing": lambda known: _damaged(known, findings=(replace(known.answer.findings[0], pairs=()),)),
    "an unknown copy": lambda known: _damaged(
        known, clusters=(replace(known.answer.clusters[0], members=("nobody",)), *known.answer.clusters[1:])
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_an_answer_that_does_not_hold_together_is_not_believed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, full: list[object], damage: str
) -> None:
    first = run("articles")
    recent = Store.recent

    def damaged(store: Store, key: bytes) -> bytes:
        known = _codec().decode(recent(store, key) or b"")
        return _codec().encode(DAMAGES[damage](known))

    monkeypatch.setattr(Store, "recent", damaged)
    assert run("articles") == first
    assert len(full) == 2
