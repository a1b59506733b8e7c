"""Exports of press databases as text: which one a text is from, and its articles."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING

from dedupe.read.formats.reader_input import Record, Unread
from dedupe.read.paragraph_splitter import ParagraphColumns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# What every export of a database has, cheap to look for; its module looks closer.
_WORDS = {
    "nexis": " DOCUMENT",
    "nexis_uni": "End of Document",
    "factiva": "00",
    "proquest": "ProQuest",
    "wiso": "Dokumentnummer",
}
_FACTIVA = re.compile(r"0(?<=[A-Za-z]0)0{1,5}[12]\d{7}[a-z]")  # begins with what is quick to find


def split_export(text: str) -> Sequence[Record | Unread] | None:
    r"""Split an export of a press database into its articles.

    Args:
        text: with `\n` line ends.

    Returns:
        None for any other text.
    """
    for name in _databases(text):
        articles: Sequence[Record | Unread] | None
        articles = import_module(f"dedupe.read.formats.{name}").split(text.split("\n"))
        if articles is not None:
            return articles
    return None


def may_be_export(text: str) -> bool:
    """Return whether a text is worth a closer look for the articles of an export."""
    return any(_databases(text))


def _databases(text: str) -> Iterator[str]:
    """Yield the databases whose exports have what a text has."""
    for name, words in _WORDS.items():
        if words in text and (name != "factiva" or _FACTIVA.search(text)):
            yield name


def split_export_rows(rows: Sequence[tuple[str, int, int]]) -> Sequence[Record | Unread] | None:
    """Split an export that was saved as a page.

    Args:
        rows: the blocks of the page, each with the first and last line that it stands on.

    Returns:
        The articles with lines of the page, None for any other page.
    """
    articles = split_export("\n\n".join(text for text, _, _ in rows))
    return None if articles is None else [_located(article, rows) for article in articles]


def _located(article: Record | Unread, rows: Sequence[tuple[str, int, int]]) -> Record | Unread:
    """Replace lines of the text that was split, every other of which is a row, by those of the page."""
    line = rows[((article.line or 1) - 1) // 2][1]
    if isinstance(article, Unread):
        return article._replace(line=line)
    texts, starts, ends = article.paragraphs
    located = ParagraphColumns(
        texts,
        [rows[(start - 1) // 2][1] for start in starts],
        [rows[(end - 1) // 2][2] for end in ends],
    )
    return article._replace(line=line, paragraphs=located)
