"""Articles written in each of the formats that are read: for tests, and to measure how fast they are read."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from html import escape
from typing import TYPE_CHECKING, Any, TypeAlias

from benchmarks.newsroom.press_databases import factiva, nexis, nexis_uni, proquest, wiso
from benchmarks.newsroom.web_formats import (
    atom,
    eml,
    html,
    json_feed,
    mbox,
    mhtml,
    newsml_1,
    newsml_g2,
    ninjs,
    nitf,
    rss,
    wordpress,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.newsroom.written import Written

_STAMP = (2031, 3, 10, 8, 0, 0)


def text(articles: Sequence[Written]) -> bytes:
    """Write plain text with front matter."""
    (it,) = articles
    return f"---\noutlet: {it.outlet}\ndate: {it.date}\ntitle: {it.title}\n---\n{it.text}\n".encode()


def _values(it: Written) -> dict[str, str]:
    return {"source_domain": it.outlet, "date_publish": it.date, "title": it.title, "maintext": it.text}


def json_array(articles: Sequence[Written]) -> bytes:
    """Write an array with the names of news-please."""
    return json.dumps([_values(it) for it in articles], indent=1).encode()


def json_lines(articles: Sequence[Written]) -> bytes:
    """Write an object a line."""
    return b"".join(json.dumps(_values(it)).encode() + b"\n" for it in articles)


def table(articles: Sequence[Written], separator: str = ",") -> bytes:
    """Write a table in text."""
    file = io.StringIO()
    writer = csv.DictWriter(file, list(_values(articles[0])), delimiter=separator)
    writer.writeheader()
    writer.writerows(map(_values, articles))
    return file.getvalue().encode()


def tsv(articles: Sequence[Written]) -> bytes:
    """Write a table with tabs."""
    return table(articles, "\t")


def excel(articles: Sequence[Written]) -> bytes:
    """Write a workbook."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(list(_values(articles[0])))
    for it in articles:
        sheet.append(list(_values(it).values()))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def parquet(articles: Sequence[Written]) -> bytes:
    """Write Parquet."""
    import pyarrow
    from pyarrow import parquet as pq

    file = io.BytesIO()
    pq.write_table(pyarrow.Table.from_pylist([_values(it) for it in articles]), file)
    return file.getvalue()


def _zip(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            packing = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, _STAMP), data, packing)
    return file.getvalue()


def docx(articles: Sequence[Written]) -> bytes:
    """Write a Word document with the bare minimum of parts."""
    (it,) = articles
    body = "".join(f"<w:p><w:r><w:t>{escape(p)}</w:t></w:r></w:p>" for p in it.paragraphs)
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = f'<?xml version="1.0"?><w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    return _zip({"word/document.xml": document.encode()})


def odt(articles: Sequence[Written]) -> bytes:
    """Write an OpenDocument text with the bare minimum of parts."""
    (it,) = articles
    body = "".join(f"<text:p>{escape(p)}</text:p>" for p in it.paragraphs)
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    space = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    content = (
        f'<office:document-content xmlns:office="{office}" xmlns:text="{space}"><office:body>'
        f"<office:text>{body}</office:text></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.text"
    return _zip({"mimetype": kind, "content.xml": content.encode()})


def rtf(articles: Sequence[Written]) -> bytes:
    r"""Write RTF, with `\u` escapes for what is not ASCII."""
    (it,) = articles
    body = "\\par\n".join("".join(c if c.isascii() else f"\\u{ord(c)}?" for c in p) for p in it.paragraphs)
    return f"{{\\rtf1\\ansi\\deff0 {body}\\par}}".encode()


def warc(articles: Sequence[Written]) -> bytes:
    """Write the pages of a crawl."""
    records = []
    for number, it in enumerate(articles):
        page = html([it])
        response = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
        head = (
            "WARC/1.0\r\nWARC-Type: response\r\n"
            f"WARC-Target-URI: https://example.org/{number}\r\nWARC-Date: 2031-03-10T08:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(response)}\r\n\r\n"
        )
        records.append(head.encode() + response + b"\r\n\r\n")
    return b"".join(records)


def zip_archive(articles: Sequence[Written]) -> bytes:
    """Write an archive with a page for each article."""
    return _zip({f"pages/{n}.html": html([it]) for n, it in enumerate(articles)})


def tar_archive(articles: Sequence[Written]) -> bytes:
    """Write a compressed archive with a text for each article."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for number, it in enumerate(articles):
            data = text([it])
            member = tarfile.TarInfo(f"texts/{number}.txt")
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return gzip.compress(file.getvalue(), mtime=0)


def gz(articles: Sequence[Written]) -> bytes:
    """Write compressed JSON lines."""
    return gzip.compress(json_lines(articles), mtime=0)


def bzip2(articles: Sequence[Written]) -> bytes:
    """Write a compressed table."""
    return bz2.compress(table(articles))


def xz(articles: Sequence[Written]) -> bytes:
    """Write a compressed array."""
    return lzma.compress(json_array(articles))


def zstd(articles: Sequence[Written]) -> bytes:
    """Write compressed JSON lines."""
    import zstandard

    return zstandard.ZstdCompressor().compress(json_lines(articles))


Writer: TypeAlias = "Callable[[Sequence[Written]], bytes]"

ALONE: dict[str, Writer] = {
    "article.txt": text,
    "page.html": html,
    "page.mhtml": mhtml,
    "message.eml": eml,
    "ninjs.json": ninjs,
    "nitf.xml": nitf,
    "letter.docx": docx,
    "letter.odt": odt,
    "letter.rtf": rtf,
}
SEVERAL: dict[str, Writer] = {
    "g2.xml": newsml_g2,
    "newsml.xml": newsml_1,
    "mail.mbox": mbox,
    "feed.rss": rss,
    "feed.atom": atom,
    "wordpress.xml": wordpress,
    "feed.json": json_feed,
    "array.json": json_array,
    "lines.jsonl": json_lines,
    "table.csv": table,
    "table.tsv": tsv,
    "book.xlsx": excel,
    "table.parquet": parquet,
    "nexis.txt": nexis,
    "uni.txt": nexis_uni,
    "factiva.txt": factiva,
    "proquest.txt": proquest,
    "wiso.txt": wiso,
    "crawl.warc": warc,
    "pages.zip": zip_archive,
    "texts.tar.gz": tar_archive,
    "lines.jsonl.gz": gz,
    "table.csv.bz2": bzip2,
    "array.json.xz": xz,
    "lines.jsonl.zst": zstd,
}
