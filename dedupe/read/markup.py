"""HTML that stands in Markdown, reduced to its text."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNSEEN = ("<script", "<style")


def text_of_html(html: str) -> str:
    """Drop tags, comments, scripts and styles from a block of HTML.

    >>> text_of_html("<p>A <b>bold</b><br>claim &amp; more<!-- or less --></p>")
    'A bold claim & more'
    """
    if html.lstrip()[:7].lower().startswith(_UNSEEN):
        return ""
    return " ".join(unescape("".join(_pieces(html))).split())


def _pieces(html: str) -> Iterator[str]:
    """Yield the text between tags; in linear time, which a pattern would not promise."""
    position = 0
    while (start := html.find("<", position)) >= 0:
        yield html[position:start]
        opening, closing = ("<!--", "-->") if html.startswith("<!--", start) else ("<", ">")
        end = html.find(closing, start + len(opening))
        if end < 0:
            return
        if html.startswith(("<br", "<p", "</p", "<td", "<li"), start):
            yield " "
        position = end + len(closing)
    yield html[position:]
