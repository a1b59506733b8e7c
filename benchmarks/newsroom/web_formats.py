"""Articles as pages, mail, feeds and newswires, written by hand."""

from __future__ import annotations

import json
from datetime import datetime
from email.message import EmailMessage
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.newsroom.written import Written


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


def json_feed(articles: Sequence[Written]) -> bytes:
    """Write a JSON Feed."""
    items = [
        {"id": str(n), "title": it.title, "date_published": it.date, "content_html": it.html}
        for n, it in enumerate(articles)
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": articles[0].outlet, "items": items}
    return json.dumps(feed).encode()
