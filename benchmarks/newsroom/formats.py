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
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from html import escape
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_STAMP = (2031, 3, 10, 8, 0, 0)


@dataclass(frozen=True, slots=True)
class Written:
    """An article to be written.

    Attributes:
        outlet: who published it.
        date: in ISO 8601.
        title: headline.
        paragraphs: of the text.
    """

    outlet: str
    date: str
    title: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """The paragraphs with blank lines between them."""
        return "\n\n".join(self.paragraphs)

    @property
    def html(self) -> str:
        """The paragraphs as elements."""
        return "\n".join(f"<p>{escape(it, quote=False)}</p>" for it in self.paragraphs)


def text(articles: Sequence[Written]) -> bytes:
    """Write plain text with front matter."""
    (it,) = articles
    return (
        f"---\noutlet: {it.outlet}\ndate: {it.date}\ntitle: {it.title}\n---\n{it.text}\n".encode()
    )


def html(articles: Sequence[Written]) -> bytes:
    """Write a page with navigation, JSON-LD and a footer around the article."""
    (it,) = articles
    about = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": it.title,
        "datePublished": it.date,
        "publisher": {"@type": "Organization", "name": it.outlet},
    }
    return f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{escape(it.title)} | {escape(it.outlet)}</title>
<script type="application/ld+json">{json.dumps(about)}</script></head>
<body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article>
<h1>{escape(it.title)}</h1>
{it.html}
</article>
<footer><p>All rights reserved. <a href="/imprint">Imprint</a></p></footer>
</body></html>
""".encode()


def eml(articles: Sequence[Written]) -> bytes:
    """Write a message, as text and as HTML."""
    (it,) = articles
    message = EmailMessage()
    message["From"] = f"{it.outlet} <press@mail.example>"
    message["Subject"] = it.title
    message["Date"] = datetime.fromisoformat(f"{it.date}T08:00+00:00")
    message.set_content(it.text)
    message.add_alternative(f"<html><body>{it.html}</body></html>", subtype="html")
    return message.as_bytes()


def mbox(articles: Sequence[Written]) -> bytes:
    """Write a mailbox."""
    begun = b"From press@mail.example Mon Mar 10 08:00:00 2031\n"
    return b"".join(begun + eml([it]) + b"\n" for it in articles)


def mhtml(articles: Sequence[Written]) -> bytes:
    """Write a page as browsers save it in one file."""
    import quopri

    page = quopri.encodestring(html(articles))
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="cut"\r\n\r\n--cut\r\n'
    part = b'Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
    return head + part + page + b"\r\n--cut--\r\n"


def ninjs(articles: Sequence[Written]) -> bytes:
    """Write ninjs 2.1."""
    (it,) = articles
    values = {
        "uri": "urn:example:ferry",
        "standard": {"name": "ninjs", "version": "2.1"},
        "type": "text",
        "versioncreated": it.date,
        "infosources": [{"name": it.outlet}],
        "headlines": [{"role": "main", "value": it.title}],
        "bodies": [{"role": "main", "contenttype": "text/html", "value": it.html}],
    }
    return json.dumps(values, indent=1).encode()


def newsml_g2(articles: Sequence[Written]) -> bytes:
    """Write a message of NewsML-G2 with XHTML."""
    items = "\n".join(
        f"""<newsItem guid="urn:example:{number}" version="1">
<itemMeta><provider literal="{escape(it.outlet)}"/><versionCreated>{it.date}</versionCreated></itemMeta>
<contentMeta><headline>{escape(it.title)}</headline></contentMeta>
<contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body>
{it.html}
</body></html></inlineXML></contentSet>
</newsItem>"""
        for number, it in enumerate(articles)
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
{items}
</itemSet></newsMessage>
""".encode()


def _nitf(it: Written) -> str:
    date = it.date.replace("-", "")
    return f"""<nitf><head><docdata><date.issue norm="{date}T080000Z"/></docdata></head>
<body><body.head><hedline><hl1>{escape(it.title)}</hl1></hedline>
<distributor><org>{escape(it.outlet)}</org></distributor></body.head>
<body.content>
{it.html}
</body.content></body></nitf>"""


def nitf(articles: Sequence[Written]) -> bytes:
    """Write NITF."""
    (it,) = articles
    return f'<?xml version="1.0"?>\n{_nitf(it)}\n'.encode()


def newsml_1(articles: Sequence[Written]) -> bytes:
    """Write NewsML 1.2 with NITF in it."""
    items = "\n".join(
        f"""<NewsItem><NewsManagement><FirstCreated>{it.date}</FirstCreated></NewsManagement><NewsComponent>
<NewsLines><HeadLine>{escape(it.title)}</HeadLine></NewsLines>
<AdministrativeMetadata><Provider><Party FormalName="{escape(it.outlet)}"/></Provider></AdministrativeMetadata>
<ContentItem><DataContent>{_nitf(it)}</DataContent></ContentItem></NewsComponent></NewsItem>"""
        for it in articles
    )
    return f'<?xml version="1.0"?>\n<NewsML Version="1.2">\n{items}\n</NewsML>\n'.encode()


def rss(articles: Sequence[Written]) -> bytes:
    """Write RSS with full text."""
    items = "\n".join(
        f"""<item><title>{escape(it.title)}</title><dc:date>{it.date}</dc:date>
<content:encoded><![CDATA[{it.html}]]></content:encoded></item>"""
        for it in articles
    )
    return f"""<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>{escape(articles[0].outlet)}</title>
{items}
</channel></rss>
""".encode()


def atom(articles: Sequence[Written]) -> bytes:
    """Write Atom with full text."""
    entries = "\n".join(
        f"""<entry><title>{escape(it.title)}</title><published>{it.date}T08:00:00Z</published>
<content type="html">{escape(it.html)}</content></entry>"""
        for it in articles
    )
    return f"""<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>{escape(articles[0].outlet)}</title>
{entries}
</feed>
""".encode()


def wordpress(articles: Sequence[Written]) -> bytes:
    """Write an export of WordPress, with an attachment among the posts."""
    items = "\n".join(
        f"""<item><title>{escape(it.title)}</title><wp:post_type>post</wp:post_type>
<wp:status>publish</wp:status><wp:post_date>{it.date} 08:00:00</wp:post_date>
<content:encoded><![CDATA[{it.text}]]></content:encoded></item>"""
        for it in articles
    )
    return f"""<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>{escape(articles[0].outlet)}</title>
{items}
<item><title>Picture</title><wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status></item>
</channel></rss>
""".encode()


def _values(it: Written) -> dict[str, str]:
    return {
        "source_domain": it.outlet,
        "date_publish": it.date,
        "title": it.title,
        "maintext": it.text,
    }


def json_array(articles: Sequence[Written]) -> bytes:
    """Write an array with the names of news-please."""
    return json.dumps([_values(it) for it in articles], indent=1).encode()


def json_lines(articles: Sequence[Written]) -> bytes:
    """Write an object a line."""
    return b"".join(json.dumps(_values(it)).encode() + b"\n" for it in articles)


def json_feed(articles: Sequence[Written]) -> bytes:
    """Write a JSON Feed."""
    items = [
        {"id": str(n), "title": it.title, "date_published": it.date, "content_html": it.html}
        for n, it in enumerate(articles)
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": articles[0].outlet,
        "items": items,
    }
    return json.dumps(feed).encode()


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


def nexis(articles: Sequence[Written]) -> bytes:
    """Write an export of Nexis."""
    return "".join(
        f"""
{f"{number} of {len(articles)} DOCUMENTS":>50}

{it.outlet:>50}

{it.date:>50}

{it.title}

SECTION: NEWS; Pg. 4

LENGTH: {len(it.text.split())} words

{it.text}

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper

{f"Copyright 2031 {it.outlet}":>50}
{"All Rights Reserved":>50}
"""
        for number, it in enumerate(articles, 1)
    ).encode()


def nexis_uni(articles: Sequence[Written]) -> bytes:
    """Write an export of Nexis Uni as text."""
    return "".join(
        f"""{it.title}
{it.outlet}
{it.date}

Copyright 2031 {it.outlet} All Rights Reserved
Section: NEWS; Pg. 4
Length: {len(it.text.split())} words
Body

{it.text}

Load-Date: {it.date}

End of Document
"""
        for it in articles
    ).encode()


def factiva(articles: Sequence[Written]) -> bytes:
    """Write an export of Factiva."""
    return "".join(
        f"""{it.title}

{len(it.text.split())} words
{it.date}
{it.outlet}
EASTM
English
(c) 2031 {it.outlet}

{it.text}

Document EASTM00020310310e73a0000{number}

"""
        for number, it in enumerate(articles, 1)
    ).encode()


def proquest(articles: Sequence[Written]) -> bytes:
    """Write an export of ProQuest."""
    rule = "_" * 60
    return (
        "".join(
            f"""
{rule}

Document {number} of {len(articles)}

{it.title}

Publication info: {it.outlet} ; Port Sellick.

Full text: {it.text}

Title: {it.title}

Publication title: {it.outlet}

Publication date: {it.date}

ProQuest document ID: 20310310{number}

"""
            for number, it in enumerate(articles, 1)
        ).encode()
        + f"{rule}\n".encode()
    )


def wiso(articles: Sequence[Written]) -> bytes:
    """Write an export of wiso."""
    return "".join(
        f"""{it.title}

{it.text}

Quelle: {it.outlet} vom {".".join(reversed(it.date.split("-")))}, S. 4
Ressort: Lokales
Dokumentnummer: EM2031031000{number}

Dauerhafte Adresse des Dokuments: https://www.example.org/document/EM{number}
Alle Rechte vorbehalten: (c) {it.outlet}

"""
        for number, it in enumerate(articles, 1)
    ).encode()


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
    document = (
        f'<?xml version="1.0"?><w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    )
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
    body = "\\par\n".join(
        "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in p) for p in it.paragraphs
    )
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
