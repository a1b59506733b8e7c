"""What a page says of its article: in JSON-LD, in Open Graph and other meta elements, and in its head."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from lxml.etree import _Element

from dedupe.read.fields import site, words
from dedupe.read.formats.html_elements import local_name
from dedupe.read.formats.html_in_text import one_line, plain, text_of
from dedupe.read.metadata import Metadata, details_of, iso_date

_MOST = 1_000  # objects of JSON-LD that are looked at
_BYLINE = re.compile(r"(?:^|[\s_-])(?:byline|by-line|author|authors|autor)(?:$|[\s_-])", re.IGNORECASE)
_BY = re.compile(r"(?:By|Von|Par|Por|Di)[:\s]+", re.IGNORECASE)
_LONGEST_BYLINE = 120
_TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title", "title")
_OUTLETS = (
    "og:site_name", "application-name", "dc.publisher", "citation_journal_title", "publisher",
)  # fmt: skip
_AUTHORS = (
    "author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl", "citation_author",
)  # fmt: skip
_DATES = (
    "article:published_time", "og:published_time", "date", "dc.date", "dc.date.issued", "dcterms.created",
    "pubdate", "publishdate", "publish-date", "parsely-pub-date", "sailthru.date", "last-modified",
    "article:modified_time", "citation_publication_date",
)  # fmt: skip
_CREDITS = ("syndication-source", "original-source", "credit", "dc.source", "news_agency")


def page_metadata(root: _Element) -> Metadata:
    """Read what a page says of its article."""
    meta = _meta(root)
    linked = next(_articles(root), {})

    def said(*names: str) -> str | None:
        return next((meta[name] for name in names if name in meta), None)

    def named(key: str) -> str | None:
        text = words(linked.get(key))
        return plain(text)[:500] or None if text else None

    url = _canonical(root) or said("og:url") or named("url")
    author = named("author") or said(*_AUTHORS)
    outlet = named("publisher") or said(*_OUTLETS)
    credit = named("creditText") or named("sourceOrganization") or said(*_CREDITS)
    dates = (named("datePublished"), *(meta.get(name) for name in _DATES[:-2]), _time(root), named("dateCreated"), *(meta.get(name) for name in _DATES[-2:]))  # fmt: skip
    return Metadata(
        title=named("headline") or said(*_TITLES[:2]) or _headline(root) or said(*_TITLES[2:]),
        outlet=outlet or (site(url) if url else None),
        author=author if author and "://" not in author else _byline(root),
        date=next(filter(None, map(iso_date, dates)), None),
        credit=site(credit) if credit else None,
        details=details_of(
            url=url, based_on=named("isBasedOn"), dateline=named("dateline"), copyright=named("copyrightHolder")
        ),
    )


def _meta(root: _Element) -> dict[str, str]:
    """Read the meta elements by name, in lower case; of several the first one counts."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        value = one_line(str(element.get("content") or ""))
        if name and value:
            found.setdefault(str(name).strip().lower(), value[:1_000])
    return found


def _articles(root: _Element) -> Iterator[Mapping[str, object]]:
    """Find the objects of JSON-LD that are articles."""
    for element in root.iter("script"):
        if "ld+json" not in str(element.get("type") or "").lower():
            continue
        try:
            value = json.loads(element.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects(value):
            kinds = item.get("@type")
            if any(
                "Article" in str(kind) or kind in ("Report", "BlogPosting")
                for kind in (kinds if isinstance(kinds, list) else [kinds])
            ):
                yield item


def _objects(value: object) -> Iterator[dict[str, object]]:
    waiting = [value]
    for _ in range(_MOST):
        if not waiting:
            return
        value = waiting.pop()
        if isinstance(value, list):
            waiting += value[::-1]
        elif isinstance(value, dict):
            yield value
            waiting += [value[key] for key in ("mainEntity", "mainEntityOfPage", "@graph") if key in value]


def _canonical(root: _Element) -> str | None:
    for element in root.iter("link"):
        if str(element.get("rel") or "").lower() == "canonical" and (found := one_line(str(element.get("href") or ""))):
            return found[:1_000]
    return None


def _headline(root: _Element) -> str | None:
    """Return the only heading of the first rank, else the title of the page."""
    headings = [text for heading in root.iter("h1") if (text := text_of(heading))]
    if len(headings) == 1:
        return headings[0]
    title = next((text_of(element) for element in root.iter("title")), "")
    return title or None


def _byline(root: _Element) -> str | None:
    for element in root.iter("a", "span", "p", "div", "address"):
        said = f"{element.get('class') or ''} {element.get('rel') or ''} {element.get('itemprop') or ''}"
        if _BYLINE.search(said):
            text = text_of(element)
            if 0 < len(text) <= _LONGEST_BYLINE:
                return _BY.sub("", text, count=1) if _BY.match(text) else text
    return None


def _time(root: _Element) -> str | None:
    """Return the moment that the first `time` element outside lists and asides has."""
    for element in root.iter("time"):
        if not any(local_name(ancestor) in ("aside", "nav", "footer", "li") for ancestor in element.iterancestors()):
            return one_line(str(element.get("datetime") or "")) or None
    return None
