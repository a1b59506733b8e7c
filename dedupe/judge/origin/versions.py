"""Versions of an outlet's own story: updates, corrections, and which came first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dedupe.article import Article
from dedupe.judge.credit.credit_phrases import phrases

_LONGEST = 200  # characters at the beginning of a paragraph that can be a marker
_EDGE = 3  # paragraphs at either end in which a marker is looked for
_BEFORE = re.compile(r"(?<!\w)(\d{1,2})\s*(?:st|nd|rd|th|[.ªº°])\s*\Z")
_AFTER = re.compile(r"\s*(\d{1,2})\s?(?:[-–—:)]|\Z)")
_LEAD = " \t\r\n•*_-–—|([:"
_APART = re.compile(r"\s*[-–—:)\]]")


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """How far a text is from its outlet's first; the first compares least.

    Attributes:
        number: of the update, 0 where it is not marked as one.
        corrected: whether it is marked as a correction.
    """

    number: int = 0
    corrected: bool = False


def version_of(article: Article) -> Version:
    """Read the version from an article's headline, its first and its last paragraphs."""
    number, corrected = 0, False
    for text in _edges(article):
        number = max(number, _number(text.lstrip(_LEAD)[:_LONGEST]), _is_marked(text, "updated"))
        corrected = corrected or _is_marked(text, "corrected")
    return Version(number, corrected)


def _edges(article: Article) -> Iterator[str]:
    yield article.title or ""
    listed = article.texts
    yield from listed[:_EDGE]
    yield from listed[_EDGE:][-_EDGE:]


def _is_marked(text: str, how: str) -> bool:
    """Return whether a text begins with a mark: in capitals, in brackets, before a colon, or in words."""
    head = text.lstrip(_LEAD)
    mark = phrases("version", how).match(head, 0, _LONGEST)
    if not mark:
        return False
    is_apart = text.lstrip().startswith(("(", "[")) or _APART.match(head, mark.end()) is not None
    return is_apart or mark[0].isupper() or " " in mark[0]


def _number(head: str) -> int:
    """Read the number in "UPDATE 2-", "2nd Ld-Writethru", "CORRECTED-UPDATE 1-"."""
    for cue in phrases("version", "numbered").finditer(head[: _LONGEST // 4]):
        found = _BEFORE.search(head[: cue.start()]) or _AFTER.match(head, cue.end())
        if found:
            return int(found[1])
    return 0
