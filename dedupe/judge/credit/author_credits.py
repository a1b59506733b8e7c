"""Credits that name the author of the source instead of its outlet: "Chait's piece", "writes Jonathan Chait"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from dedupe.article import Article
from dedupe.judge.credit.credit import Credit

_BETWEEN_AUTHORS = re.compile(r"\s*(?:[,;&/|]|\b(?:and|und|et|y|e|og|och|i)\b)\s*")
_BY = re.compile(r"^(?:by|von|par|por|di)\s+", re.IGNORECASE)
_WORKS = (
    "article|column|essay|exclusive|investigation|item|op-ed|piece|post|report|reporting|scoop|story|write-up"
    "|artikel|aufsatz|beitrag|bericht|essay|kolumne|kommentar|recherche|reportage|text"
)


def find_author_credit(article: Article, author: str | None) -> Credit | None:
    """Find where an article names the author of its source, in full or as that of a piece.

    Args:
        article: the copy.
        author: byline of the source, of one or several people; None where it has none.

    Returns:
        A credit in the text; None where nobody is named, or the copy is by the same author.
    """
    own = (article.author or "").casefold()
    for name in _people(author or ""):
        if name.casefold() in own:
            continue
        for place, paragraph in enumerate(article.paragraphs):
            if found := _mention(name).search(paragraph.text):
                return Credit("named", (" ".join(found[0].split()),), "text", place)
    return None


def _people(author: str) -> Iterator[str]:
    """Yield the names in a byline that have a first name and a surname."""
    for name in _BETWEEN_AUTHORS.split(_BY.sub("", author.strip())):
        if 2 <= len(name.split()) <= 4 and name[:1].isupper():
            yield name


@lru_cache(maxsize=256)
def _mention(name: str) -> re.Pattern[str]:
    full = r"\s+".join(map(re.escape, name.split()))
    surname = re.escape(name.split()[-1])
    return re.compile(
        rf"\b{full}\b|\b{surname}(?:['’]?s|['’])(?=\s+(?:[\w-]+\s+){{0,2}}(?i:{_WORKS})\b)"
        rf"|\b(?i:{_WORKS})\s+(?:by|von)\s+{surname}\b"
    )
