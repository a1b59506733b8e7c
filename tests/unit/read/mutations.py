"""Files that are like those of a format, each with a few bytes changed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from benchmarks.newsroom.formats import ALONE, SEVERAL
from benchmarks.newsroom.written import Written
from dedupe.article import Article, Skipped
from dedupe.read.article_reader import read_articles
from dedupe.read.file_selection import FileSelection

WRITERS = ALONE | SEVERAL
FERRY = Written(
    "Eastern Mail",
    "2031-03-10",
    "Ferry adrift",
    (
        "A chain ferry broke loose in high wind on Monday night and drifted for almost three hours.",
        "“We could see the lights of the town going past,” said Hanne Prüett, a nurse.",
        "The harbour authority said the chains had been inspected in January.",
    ),
)
# What turns one structure into another, in some format or other.
MARKS = [
    b"\0", b"\xff\xfe", b"\xc3", b"\xf0\x9f", b"<", b">", b"</p>", b"<![CDATA[", b"]]>", b"<!--", b"&x;", b"&#0;",
    b'"', b"\\u", b"\\ud800", b"{", b"}", b"[", b"]", b",", b"\n", b"\r\n", b"\t", b"---\n", b"WARC/1.0\r\n",
    b"Content-Length: 99999999999\r\n", b"1 of 9 DOCUMENTS\n", b"End of Document\n", b"PK\x03\x04", b"\x1f\x8b",
    b"\xff" * 8, b"A" * 5_000, b"9" * 400, b"(" * 200,
]  # fmt: skip


def mutations(data: bytes, seed: str, number: int) -> Iterator[bytes]:
    """Yield so many files that are like one, each with a few bytes changed, cut, repeated or put in."""
    draw = random.Random(seed)
    for _ in range(number):
        changed = bytearray(data)
        for _ in range(draw.choice((1, 1, 2, 5))):
            at, size = draw.randrange(len(changed) + 1), draw.choice((1, 2, 8, 100))
            kind = draw.randrange(6)
            if kind == 0:
                changed[at : at + 1] = bytes([draw.randrange(256)])
            elif kind == 1:
                del changed[at : at + size]
            elif kind == 2:
                changed[at:at] = changed[at : at + size] * draw.choice((1, 3))
            elif kind == 3:
                del changed[at:]
            elif kind == 4:
                changed[at : at + size] = draw.choice(MARKS)
            else:
                changed[at:at] = draw.choice(MARKS)
        yield bytes(changed)


def read(folder: Path, name: str, data: bytes, max_size: int = 10_000_000) -> list[Article | Skipped]:
    (folder / name).write_bytes(data)
    return list(read_articles([name], cwd=folder, selection=FileSelection(max_file_size=max_size)))


def expect_articles_or_reasons(folder: Path, name: str, number: int) -> None:
    for data in mutations(WRITERS[name]([FERRY]), name, number):
        for article in read(folder, name, data):
            if isinstance(article, Skipped):
                assert article.reason
                assert "a bug in dedupe" not in article.reason, (article.reason, data)
            else:
                assert article.paragraphs, data
                repr(article).encode()
