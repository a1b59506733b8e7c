"""Broken and hostile files: whatever is done to a file, its reader gives articles or reasons, in little memory."""

from __future__ import annotations

import gzip
import io
import json
import os
import tarfile
import tracemalloc
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

from dedupe.article import Article, Skipped
from dedupe.read.article_reader import read_articles
from dedupe.read.file_selection import FileSelection
from tests.unit.read.mutations import FERRY, WRITERS, expect_articles_or_reasons, read

if TYPE_CHECKING:
    from email.policy import EmailPolicy

_FEW = 12  # changed files of each format; `make stress` tries ten thousand


@pytest.mark.parametrize("name", WRITERS)
def test_a_changed_file_gives_articles_or_reasons(tmp_path: Path, name: str) -> None:
    expect_articles_or_reasons(tmp_path, name, _FEW)


def peak(folder: Path, name: str, data: bytes, max_size: int) -> tuple[int, list[Article | Skipped]]:
    """Read a file, and return the most memory that was held by Python at a time, and what was read."""
    read(folder, f"warm-{name}", data[:100], max_size)
    tracemalloc.start()
    try:
        found = read(folder, name, data, max_size)
        return tracemalloc.get_traced_memory()[1], found
    finally:
        tracemalloc.stop()


LIMIT = 1_000_000  # bytes of an article


def zip_bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"{number}.txt", b"ferry " * 3_000_000)
    return file.getvalue()


def tar_bomb() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as archive:
        member = tarfile.TarInfo("a.csv")
        member.size = 20_000_000
        archive.addfile(member, io.BytesIO(b"x" * 20_000_000))
    return file.getvalue()


def document_bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w>" + b"a" * 30_000_000)
    return file.getvalue()


ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ferry "}">' for n in range(12))
XML_BOMB = f"<!DOCTYPE nitf [{ENTITIES}]><nitf><body><body.content><p>&e11;</p></body.content></body></nitf>"
EXTERNAL = (
    '<!DOCTYPE nitf [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    "<nitf><body><body.content><p>Ferry&e;</p></body.content></body></nitf>"
)

HOSTILE: dict[str, Callable[[], bytes]] = {
    "bomb.txt.gz": lambda: gzip.compress(b"ferry " * 5_000_000),
    "bomb.jsonl.gz": lambda: gzip.compress(b'{"text": "' + b"a" * 30_000_000),
    "nested.json.gz": lambda: gzip.compress(gzip.compress(gzip.compress(b"{}" * 1_000_000))),
    "bomb.zip": zip_bomb,
    "bomb.tar.gz": tar_bomb,
    "bomb.docx": document_bomb,
    "bomb.xml": XML_BOMB.encode,
    "columns.csv": lambda: b"text," * 100_000 + b"\n" + b"a," * 100_000 + b"\n",
    "row.csv": lambda: b'id,text\n1,"' + b"a" * 20_000_000,
    "deep.json": lambda: b"[" * 500_000,
    "deep-object.json": lambda: b'{"a":' * 500_000,
    "long.json": lambda: b'[{"text": "' + b"a" * 20_000_000,
    "numbers.json": lambda: b"[" + b"9" * 5_000_000 + b"]",
    "deep.html": lambda: b"<div>" * 200_000 + b"text",
    "open.html": lambda: b"<" * 500_000,
    "long-item.rss": lambda: b"<rss><channel><item><title>" + b"a" * 20_000_000,
    "deep.xml": lambda: b"<nitf>" + b"<p>" * 200_000,
    "marks.txt": lambda: b"1 of 9 DOCUMENTS\n" * 10_000,
    "rules.txt": lambda: b"ProQuest\n" + (b"_" * 60 + b"\n") * 4_000,
    "braces.rtf": lambda: b"{\\rtf1" + b"{" * 200_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_read_or_skipped_in_bounded_memory(tmp_path: Path, name: str) -> None:
    most, found = peak(tmp_path, name, HOSTILE[name](), LIMIT)

    assert found
    assert not [file for file in found if isinstance(file, Skipped) and "bug" in file.reason]
    assert most < 40 * LIMIT


@pytest.mark.parametrize("tag", ["div", "font", "span"])
def test_nothing_is_lost_behind_tags_that_nobody_closed(tmp_path: Path, tag: str) -> None:
    page = f"<html><body><p>The ferry is adrift.</p>{f'<{tag}>' * 400}<p>The harbour is closed to cars.</p>"

    (article,) = read(tmp_path, "page.html", page.encode())

    assert isinstance(article, Article)
    assert article.paragraphs[-1].text == "The harbour is closed to cars."


@pytest.mark.parametrize(("depth", "paragraphs"), [(20_000, 1), (2_000, 5_000)])
def test_what_is_nested_too_deeply_is_no_page_without_text(tmp_path: Path, depth: int, paragraphs: int) -> None:
    page = f"<p>The ferry is adrift.</p>{'<div>' * depth}{'<p>The harbour is closed.</p>' * paragraphs}"

    (skipped,) = read(tmp_path, "page.html", page.encode())

    assert isinstance(skipped, Skipped)
    assert skipped.reason == "HTML nested too deeply"


def test_a_message_in_a_message_and_so_on_is_given_up_early(tmp_path: Path) -> None:
    part = "Content-Type: multipart/mixed; boundary=a\n\n--a\n"
    made = count()

    def make(policy: EmailPolicy[EmailMessage]) -> EmailMessage:
        next(made)
        return EmailMessage(policy)

    with patch("email.message.EmailMessage", make):
        (skipped,) = read(tmp_path, "a.eml", f"From: a@b.example\n{part * 20_000}".encode())

    assert isinstance(skipped, Skipped)
    assert skipped.reason == "a message of more than 1,000 parts"
    assert next(made) < 1_010


def test_a_file_that_has_nothing_to_read_yet_is_not_waited_for(tmp_path: Path) -> None:
    """A log of the kernel is such a file, and called a regular one."""
    first, second = os.pipe()
    os.set_blocking(first, False)
    try:
        with (
            patch("dedupe.read.file_bytes.os.open", lambda *_: os.dup(first)),
            patch("dedupe.read.file_bytes.stat.S_ISREG", lambda _: True),
        ):
            for name in ("a.txt", "a.jsonl"):
                (skipped,) = read(tmp_path, name, b"The ferry is adrift.")
                assert isinstance(skipped, Skipped)
                assert "temporarily unavailable" in skipped.reason
    finally:
        os.close(first)
        os.close(second)


def test_what_an_entity_stands_for_elsewhere_is_not_read(tmp_path: Path) -> None:
    (article,) = read(tmp_path, "nitf.xml", EXTERNAL.encode())

    assert isinstance(article, Article)
    assert article.paragraphs[0].text == "Ferry"


@pytest.mark.parametrize("name", ["lines.jsonl.gz", "table.csv", "array.json", "pages.zip", "feed.rss"])
def test_a_file_with_many_articles_is_a_stream(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(WRITERS[name]([FERRY] * 3_000))
    tracemalloc.start()
    try:
        articles = iter(read_articles([name], cwd=tmp_path, selection=FileSelection(max_file_size=LIMIT)))
        assert isinstance(next(articles), Article)
        assert tracemalloc.get_traced_memory()[1] < 10 * LIMIT
    finally:
        tracemalloc.stop()


def test_the_members_of_an_archive_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("in/a.txt", "The ferry is adrift.")
        archive.writestr("in/b.json", json.dumps({"a": 1}))
        archive.writestr("in/c.pdf", b"%PDF")
        archive.writestr("in/d.txt", b"")

    found = read(tmp_path, "news.zip", file.getvalue())

    assert [article.id for article in found] == [
        f"news.zip/in/{name}" for name in ("a.txt", "b.json", "c.pdf", "d.txt")
    ]
    assert [file.unsupported for file in found if isinstance(file, Skipped)] == [True, True, False]
