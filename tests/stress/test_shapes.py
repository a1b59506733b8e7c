"""Texts of strange shapes: four times the text takes about four times the work, and no more memory than a multiple."""

from __future__ import annotations

import os
import subprocess
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from dedupe.comparison.compare_articles import compare
from dedupe.read.article_reference import read_article
from dedupe.sketch.sketches import sketch
from dedupe.text.batch.tokenize import tokenize_batch
from dedupe.text.sentences import sentence_spans
from dedupe.text.tokens import tokenize
from tests.e2e.newsroom import COMMAND, ENVIRONMENT
from tests.stress.conftest import SIZE

SHAPES = {
    "short lines": "a\n",
    "short lines, indented": " a\nab c\n",
    "line separators": "a\u2028",
    "short paragraphs": "word word\n\n",
    "thousands": "000,",
    "abbreviations": "U.S.",
    "capitals within words": "AbC",
    "opening brackets": "[",
    "one word over and over": "word ",
    "one word without an end": "abcdefghij",
    "quotations": '"a" ',
    "apostrophes": "'a ",
    "entities": "&amp;",
    "letters decoded twice": "Ã©",
    "divided words": "ab-\n",
    "soft hyphens": "a\u00ad\n",
    "unseen characters": "a\u200b",
    "accents": "a\u0301",
    "initials": "A. ",
    "full stops": "Ab.Cd",
    "amounts": "1 bn ",
    "Chinese": "東",
    "Arabic": "أ",
    "tags": "<p>",
    "comments": "<!--",
    "emphasis": "**a",
    "code": "`",
    "quotes in Markdown": "> ",
    "list items": "- a\n",
}
SMALL, LARGE = 5_000 * SIZE, 20_000 * SIZE  # characters
MOST_GROWTH = 10  # of linear work 4, of square work 16
LEAST_SECONDS = 0.1  # below it the growth is that of noise
MOST_MEMORY = 200  # bytes for each byte of UTF-8


def _seconds(work: Callable[[str], object], text: str) -> float:
    start = process_time()
    work(text)
    return process_time() - start


def _expect_linear(work: Callable[[str], object], shape: str) -> None:
    texts = [shape * (size // len(shape)) for size in (SMALL, LARGE)]
    work(texts[0])  # tables are read and caches filled
    for _ in range(3):  # anything else may run on the machine meanwhile
        small, large = (_seconds(work, text) for text in texts)
        if large < LEAST_SECONDS or large < MOST_GROWTH * small:
            return
    pytest.fail(f"{large / small:.0f} times the work for 4 times the text")


def _tokenize(text: str) -> None:
    paragraph = text.replace("\n", " ")
    tokenize(paragraph)
    tokenize_batch([[paragraph]])
    sentence_spans(paragraph, "en")
    sentence_spans(paragraph, "de")


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_words_are_cut_in_linear_time(shape: str, tries: Callable[[int], None]) -> None:
    tries(1)
    _expect_linear(_tokenize, shape)


@pytest.mark.parametrize("suffix", [".txt", ".md"])
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_articles_are_read_and_compared_in_linear_time(
    shape: str, suffix: str, tmp_path: Path, tries: Callable[[int], None]
) -> None:
    def work(text: str) -> None:
        first, second = tmp_path / f"first{suffix}", tmp_path / f"second{suffix}"
        first.write_text(f"A ferry.\n\n{text}", encoding="utf-8")
        second.write_text(f"A ferry sank.\n\n{text}", encoding="utf-8")
        compare(read_article(first), read_article(second))

    tries(1)
    _expect_linear(work, shape)


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_words_take_a_multiple_of_the_memory_of_the_text(shape: str, tries: Callable[[int], None]) -> None:
    tries(1)
    text = shape * (10 * LARGE // len(shape))
    _tokenize(text[:100])
    tracemalloc.start()
    sketch(tokenize_batch([[text.replace("\n", " ")]]), 5)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < MOST_MEMORY * len(text.encode())


def _checked(folder: Path, text: str) -> tuple[float, int]:
    """Check a file and its copy; return seconds of processor time, and bytes of memory at most."""
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(f"The ferry of {name} sank.\n\n{text}")
    command = [*COMMAND, "check", ".", "--jobs", "1", "--no-cache", "--output", "out.txt"]
    with subprocess.Popen(command, cwd=folder, env=ENVIRONMENT) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in (0, 1)
    return used.ru_utime + used.ru_stime, 1024 * used.ru_maxrss


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="needs the memory of a process")
@pytest.mark.parametrize(("shape", "size"), [("word ", 9_500_000), ("abcdefghij", 2_000_000)])
def test_large_files_take_work_and_memory_in_proportion(
    shape: str, size: int, tmp_path: Path, tries: Callable[[int], None]
) -> None:
    tries(1)
    for at in range(3):  # anything else may run on the machine meanwhile
        folder = tmp_path / str(at)
        folder.mkdir()
        (start, least), (seconds, memory), (more_seconds, more_memory) = (
            _checked(folder / str(length), shape * (length // len(shape))) for length in (0, size // 4, size)
        )
        growth = (more_seconds - start) / max(seconds - start, 2 * LEAST_SECONDS)
        if growth < MOST_GROWTH:
            break
    assert growth < MOST_GROWTH
    assert more_memory - least < MOST_GROWTH * max(memory - least, size)
    assert more_memory - least < MOST_MEMORY * size
