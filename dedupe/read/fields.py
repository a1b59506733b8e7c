"""What newsrooms, crawlers and archives call the fields of an article."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from operator import itemgetter
from urllib.parse import urlsplit

# By field, the names in the order in which they are tried. They are those of news-please, trafilatura,
# newspaper, Media Cloud, GDELT, NewsAPI, Common Crawl News and the larger collections on Kaggle. Upper case,
# blanks, hyphens and underscores do not count.
NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "article id", "doc id", "uid", "uuid", "guid", "stories id"),
    "text": (
        "text", "maintext", "body", "content", "article body", "article text", "article content",
        "full text", "story text", "body text", "article html", "body html", "content html", "clean text", "cleaned text", "raw text",
        "plain text", "article", "story", "document", "news", "Volltext", "Inhalt", "texte", "texto",
    ),
    "title": (
        "title", "headline", "article title", "web title", "heading", "Titel", "Überschrift",
        "Schlagzeile", "titre", "titulo", "título", "name",
    ),
    "outlet": (
        "outlet", "publication", "publication name", "media name", "source name", "site name",
        "newspaper", "publisher", "Medium", "Quelle", "Zeitung", "source domain",
        "source hostname", "hostname", "domain", "source", "source url", "media url", "journal",
    ),
    "author": (
        "author", "authors", "byline", "by", "creator", "dc creator", "writer", "journalist",
        "author name", "Autor", "Autoren", "auteur",
    ),
    "date": (
        "date", "date publish", "publish date", "published", "published at", "publication date",
        "pub date", "date published", "published date", "published on", "web publication date", "datetime",
        "version created", "first published", "issued", "seendate", "timestamp", "publish time",
        "created", "created at", "date created", "Datum", "Erscheinungsdatum", "fecha",
    ),
    "credit": ("credit", "credit line", "credits", "agency", "news agency", "wire", "Agentur"),
    "url": ("url", "link", "canonical url", "article url", "web url", "permalink", "uri"),
}  # fmt: skip

# Under which an object has what it stands for: of people and outlets, of headlines, of WordPress.
_NAMING = ("name", "title", "literal", "main", "original", "rendered", "value", "id")
_FILLER = re.compile(r"[\W_]+")


@lru_cache(1 << 10)
def folded(name: str) -> str:
    """Reduce the name of a field to its letters and digits.

    >>> folded("Publish_Date"), folded("publishDate")
    ('publishdate', 'publishdate')
    """
    return _FILLER.sub("", name).casefold()


_MEANINGS = {folded(name): (field, rank) for field, names in NAMES.items() for rank, name in enumerate(names)}
_RANK = itemgetter(0)


@lru_cache(1 << 10)
def _meaning(name: str) -> tuple[str, int] | None:
    """Return the field that a name means, and its place among the names of that; None for any other name."""
    return _MEANINGS.get(folded(name))


def by_folded_name(values: Mapping[str, object]) -> dict[str, object]:
    """Return values by their folded names; of those whose names fold to one, the first.

    >>> by_folded_name({"Publish_Date": "2031-03-09", "publish date": None})
    {'publishdate': '2031-03-09'}
    """
    found: dict[str, object] = {}
    for name, value in values.items():
        found.setdefault(folded(name), value)
    return found


def by_field(values: Mapping[str, object], named: Mapping[str, str] | None = None) -> dict[str, list[object]]:
    """Find the values that may be meant by each field, the likeliest first; a field that has none is left out.

    >>> by_field({"Headline": "Ferry adrift", "name": "ferry-7", "URL": ""})
    {'title': ['Ferry adrift', 'ferry-7']}

    Args:
        values: of an article, by their names.
        named: by field the name that the user says it has; of such a field there is no other.
    """
    ranked: dict[str, list[tuple[int, object]]] = {}
    for name, value in values.items():
        if (meaning := _meaning(name)) and value is not None and value != "":
            field, rank = meaning
            ranked.setdefault(field, []).append((rank, value))
    if named:
        by_name = by_folded_name(values)
        own = {field: by_name.get(folded(name)) for field, name in named.items()}
        ranked |= {field: [(0, value)] if value is not None and value != "" else [] for field, value in own.items()}
    return {field: [value for _, value in sorted(found, key=_RANK)] for field, found in ranked.items() if found}


def words(value: object) -> str | None:
    """Make one text of a value: a string, a list of them, or an object with a name.

    >>> words([{"name": "Ada Quill"}, "Jo Marsh"])
    'Ada Quill, Jo Marsh'
    """
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return next((text for key in _NAMING if (text := words(value.get(key)))), None)
    if isinstance(value, list | tuple):
        return ", ".join(dict.fromkeys(filter(None, map(words, value[:100])))) or None
    return None


def site(value: str) -> str:
    """Reduce an address to its host, and leave any other name as it is.

    >>> site("https://www.quay.example/a/b"), site("The Quay")
    ('quay.example', 'The Quay')
    """
    if "://" not in value[:10]:
        return value
    try:
        return (urlsplit(value).hostname or value).removeprefix("www.")
    except ValueError:
        return value
