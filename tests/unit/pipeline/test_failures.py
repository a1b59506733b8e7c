"""One article never stops a check, whatever fails on it and at whichever stage."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dedupe.archive import read_pieces
from dedupe.archive.add_articles import add_articles
from dedupe.archive.commit import new_archive
from dedupe.errors import InputError
from dedupe.index import article_collector, catalogue, sketch_piece
from dedupe.index.article_record import ArticleRecord, reread
from dedupe.pipeline import article_loader, compare_chunk
from dedupe.pipeline import compare_candidates as comparisons
from dedupe.pipeline.check import check
from dedupe.prepare.prepared_text import prepare_batch
from dedupe.read import article_reader as articles
from dedupe.read import corpus, corpus_parts, discover_files, pieces
from dedupe.read.article_draft import draft_of
from dedupe.read.discover_files import walk
from dedupe.text.batch.tokenize import tokenize_batch
from tests.unit.pipeline.stories import FERRY, MAYOR, write

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dedupe.comparison.pair_result import PairResult
    from dedupe.pipeline.compare_chunk import CompareState, PairTask
    from dedupe.read.article_draft import Draft
    from dedupe.text.batch.tokenize import TokenBatch

ERRORS = [
    (OverflowError("too large"), "OverflowError: too large (this is a bug in dedupe)"),
    (MemoryError(), "not enough memory"),
    (RecursionError("maximum"), "nested too deeply"),
    (InputError("binary"), "binary"),
]
BROKEN = (*MAYOR, "This article is the broken one.")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    write(folder, {"a.txt": FERRY, "b.txt": FERRY, "broken.txt": BROKEN, "c.txt": (*BROKEN, "And more.")})
    return folder


def failing(work: Callable[..., object], on: str, error: Exception) -> Callable[..., object]:
    """Return a function that fails wherever an argument has something to do with an article."""

    def fail(*arguments: object, **options: object) -> object:
        if any(on in repr(argument) for argument in arguments):
            raise error
        return work(*arguments, **options)

    return fail


@pytest.mark.parametrize(("error", "reason"), ERRORS, ids=lambda value: repr(value)[:20])
@pytest.mark.parametrize("cached", [True, False])
def test_reading(folder: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, reason: str, cached: bool) -> None:
    monkeypatch.setattr(articles, "draft_of", failing(draft_of, "broken.txt", error))
    report = check([folder], jobs=0, cache=folder.parent / "cache" if cached else None)
    assert [(skipped.id.rpartition("/")[2], skipped.reason) for skipped in report.skipped] == [("broken.txt", reason)]
    assert len(report.findings) >= 1
    assert report.checked == 3


@pytest.mark.parametrize(("error", "reason"), ERRORS, ids=lambda value: repr(value)[:20])
def test_a_line_of_a_corpus(folder: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, reason: str) -> None:
    path = folder / "corpus.jsonl"
    path.write_text('{"id": "x", "text": "broken line"}\n{"id": "y", "text": "A whole line."}\n')
    monkeypatch.setattr(corpus, "_read_object", failing(corpus._read_object, "broken line", error))
    report = check([path], jobs=0)
    assert [skipped.reason for skipped in report.skipped] == [reason]
    assert report.checked == 1


def test_tokens(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tokenize = failing(tokenize_batch, "the broken one", OverflowError("tokens"))
    monkeypatch.setattr(sketch_piece, "tokenize_batch", tokenize)
    report = check([folder], jobs=0)
    assert {skipped.id.rpartition("/")[2] for skipped in report.skipped} == {"broken.txt", "c.txt"}
    assert report.checked == 2
    assert len(report.findings) >= 1


@pytest.mark.parametrize(("error", "reason"), ERRORS, ids=lambda value: repr(value)[:20])
def test_preparing(folder: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, reason: str) -> None:
    monkeypatch.setattr(article_loader, "prepare_batch", failing(prepare_batch, "the broken one", error))
    report = check([folder], jobs=0)
    (skipped,) = report.skipped
    assert skipped.reason.startswith("not compared with ")
    assert skipped.reason.endswith(f"broken.txt: {reason}")
    assert report.checked == 4
    assert len(report.findings) >= 1


def test_an_article_that_changes_during_the_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def change(record: ArticleRecord) -> Draft:
        (folder / "broken.txt").write_text("Another text.")
        return reread(record)

    monkeypatch.setattr(article_loader, "reread", change)
    cache = folder.parent / "cache"
    (skipped,) = check([folder], jobs=0, cache=cache).skipped
    assert "changed during the run" in skipped.reason
    monkeypatch.undo()
    assert check([folder], jobs=0, cache=cache).skipped == ()


@pytest.mark.parametrize("is_gone", [True, False])
@pytest.mark.parametrize("most_kept", [0, 1 << 25])
def test_an_article_that_changes_while_what_it_shares_is_counted(
    folder: Path, monkeypatch: pytest.MonkeyPatch, most_kept: int, is_gone: bool
) -> None:
    write(folder, {f"broken{number}.txt": BROKEN for number in range(2)})

    def change(record: ArticleRecord) -> Draft:
        if is_gone:
            (folder / "broken.txt").unlink(missing_ok=True)
        else:
            (folder / "broken.txt").write_text("Another text.")
        return reread(record)

    monkeypatch.setattr(article_collector, "MOST_KEPT", 0)
    monkeypatch.setattr(catalogue, "_MOST_KEPT", most_kept)
    monkeypatch.setattr(catalogue, "reread", change)
    cache = folder.parent / "cache"
    report = check([folder], jobs=0, cache=cache)
    assert report.skipped
    for skipped in report.skipped:
        assert "broken.txt" in f"{skipped.id} {skipped.reason}"
        assert skipped.reason.endswith("it was there when the run began" if is_gone else "changed during the run")
    assert len(report.findings) >= 2
    monkeypatch.undo()
    assert check([folder], jobs=0, cache=cache).skipped == ()


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_pair_that_ends_its_process(folder: Path, monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    this = os.getpid()

    def compare(task: PairTask, state: CompareState) -> PairResult | None:
        if "broken.txt" in repr(task):
            assert os.getpid() != this, "the pair was compared by the process that must not end"
            os._exit(1)
        return compared(task, state)

    compared = compare_chunk._compare
    monkeypatch.setattr(compare_chunk, "_compare", compare)
    monkeypatch.setattr(comparisons, "_LEAST_WORDS", 0)
    report = check([folder], jobs=jobs)
    assert [skipped.reason.partition(": ")[2] for skipped in report.skipped] == [
        "its process died, for want of memory perhaps"
    ]
    assert len(report.findings) >= 1


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("as_corpus", [True, False], ids=["corpus", "files"])
def test_an_article_that_ends_the_process_that_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, as_corpus: bool, jobs: int
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    texts = [f"{number} {' '.join(FERRY)}" for number in range(40)]
    texts[7] = " ".join(BROKEN)
    if as_corpus:
        lines = "".join(json.dumps({"id": str(at), "text": text}) + "\n" for at, text in enumerate(texts))
        (folder / "corpus.jsonl").write_text(lines)
        monkeypatch.setattr(corpus_parts, "_PART", len(lines) // 10)
    else:
        write(folder, {f"{number}.txt": (text,) for number, text in enumerate(texts)})
        monkeypatch.setattr(pieces, "_PIECE", 4)
    monkeypatch.setattr(pieces, "_LEAST_BYTES", 0)

    def die(drafts: Sequence[Sequence[str]]) -> TokenBatch:
        if "the broken one" in repr(drafts):
            assert os.getpid() != this, "the article was read by the process that must not end"
            os._exit(1)
        return tokenize_batch(drafts)

    this = os.getpid()

    monkeypatch.setattr(sketch_piece, "tokenize_batch", die)
    report = check([folder], jobs=jobs, cache=tmp_path / "cache")

    (skipped,) = report.skipped
    assert skipped.id.rpartition("/")[2] == ("corpus.jsonl:8" if as_corpus else "7.txt")
    assert skipped.reason == "the process that read it died, for want of memory perhaps"
    assert report.checked == 39
    monkeypatch.undo()
    assert check([folder], jobs=jobs, cache=tmp_path / "cache").skipped == ()


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_article_that_ends_the_process_that_reads_it_for_an_archive(
    folder: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    this = os.getpid()

    def die(drafts: Sequence[Sequence[str]]) -> TokenBatch:
        if "the broken one" in repr(drafts):
            assert os.getpid() != this, "the article was read by the process that must not end"
            os._exit(1)
        return tokenize_batch(drafts)

    monkeypatch.chdir(folder.parent)  # where a piece ends depends on the names of its files
    given, whole, good = Path("articles"), Path("whole"), Path("good.txt")
    with new_archive(whole, 5) as manifest:
        add_articles(whole, manifest, [given], jobs=0)
    good.write_text(" ".join(FERRY))
    monkeypatch.setattr(pieces, "_LEAST_BYTES", 0)
    monkeypatch.setattr(read_pieces, "tokenize_batch", die)
    with new_archive(Path("files"), 5) as manifest:
        added = add_articles(Path("files"), manifest, [given], jobs=jobs)
    assert [(skipped.id, skipped.reason) for skipped in added.skipped] == [
        ("articles/broken.txt", "the process that read it died, for want of memory perhaps"),
        ("articles/c.txt", "the process that read it died, for want of memory perhaps"),
    ]
    assert added.articles == 2
    with new_archive(Path("archive"), 5) as manifest:
        added = add_articles(Path("archive"), manifest, [whole, good], jobs=jobs)
    (skipped,) = added.skipped  # the articles of an archive are read a block at a time
    assert skipped.reason.startswith("the process that read it died, for want of memory perhaps at")
    assert added.articles == 1


def test_a_folder_that_cannot_be_entered(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locked = folder.parent / "locked"
    locked.mkdir()
    monkeypatch.setattr(discover_files, "walk", failing(walk, "locked", PermissionError(13, "no")))
    report = check([folder, locked], jobs=0)
    assert [skipped.id.rpartition("/")[2] for skipped in report.skipped] == ["locked"]
    assert report.checked == 4
