"""WARC as crawlers write it: pages that were sent compressed, archives in archives, pictures alone."""

from __future__ import annotations

import gzip
from pathlib import Path

from dedupe.article import Article, Skipped
from tests.unit.read.mutations import FERRY, WRITERS, read


def response(body: bytes, *headers: str, address: str = "https://quay.example/ferry") -> bytes:
    head = "\r\n".join(("HTTP/1.1 200 OK", *headers, "", "")).encode()
    about = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(head + body)}\r\n\r\n"
    )
    return about.encode() + head + body + b"\r\n\r\n"


PAGE = WRITERS["page.html"]([FERRY])
HTML = "Content-Type: text/html; charset=utf-8"


def test_a_page_that_was_sent_compressed_is_unpacked(tmp_path: Path) -> None:
    crawl = response(gzip.compress(PAGE), HTML, "Content-Encoding: gzip")

    (article,) = read(tmp_path, "crawl.warc", crawl)

    assert isinstance(article, Article)
    assert [paragraph.text for paragraph in article.paragraphs] == list(FERRY.paragraphs)


def test_a_crawl_in_a_file_that_is_called_something_else(tmp_path: Path) -> None:
    crawl = response(PAGE, HTML, address="<https://quay.example/ferry>")

    (article,) = read(tmp_path, "crawl.gz", gzip.compress(crawl))

    assert isinstance(article, Article)
    assert article.id == "https://quay.example/ferry"


def test_a_crawl_of_pictures_alone_is_named(tmp_path: Path) -> None:
    (skipped,) = read(tmp_path, "crawl.warc", response(b"GIF89a", "Content-Type: image/gif"))

    assert isinstance(skipped, Skipped)
    assert skipped.reason == "no pages in it"
