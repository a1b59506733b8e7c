"""Exports of press databases as text: which one a text is from, its articles, and what the readers share."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from dedupe.read.formats.reader_input import Record, Unread, digest_of
from dedupe.read.formats.registry import reader
from dedupe.read.metadata import Metadata
from dedupe.read.paragraph_splitter import NO_PARAGRAPHS, ParagraphColumns, split_columns

# What every export of a database has, cheap to look for; its reader looks closer.
_WORDS = {
    "nexis.split": " DOCUMENT",
    "nexis.split_uni": "End of Document",
    "factiva.split": "00",
    "proquest.split": "ProQuest",
    "wiso.split": "Dokumentnummer",
}
_FACTIVA = re.compile(r"0(?<=[A-Za-z]0)0{1,5}[12]\d{7}[a-z]")  # begins with what is quick to find
_DATE = re.compile(
    r"(\d{1,2}\.? [^\W\d_]{3,12}\.?,? \d{4}|[^\W\d_]{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.\d{4}|\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日)"
)


def split_export(text: str) -> Sequence[Record | Unread] | None:
    """Split an export of a press database into its articles, None for any other text; line ends are those of Unix."""
    for name in _databases(text):
        articles: Sequence[Record | Unread] | None = reader(name)(text.split("\n"))
        if articles is not None:
            return articles
    return None


def may_be_export(text: str) -> bool:
    """Return whether a text is worth a closer look for the articles of an export."""
    return any(_databases(text))


def _databases(text: str) -> Iterator[str]:
    """Yield the readers of the databases whose exports have what a text has."""
    for name, words in _WORDS.items():
        if words in text and (name != "factiva.split" or _FACTIVA.search(text)):
            yield name


def split_export_rows(rows: Sequence[tuple[str, int, int]]) -> Sequence[Record | Unread] | None:
    """Split an export that was saved as a page, given as its blocks with their first and last lines.

    The articles have the lines of the page; None for any other page.
    """
    articles = split_export("\n\n".join(text for text, _, _ in rows))
    return None if articles is None else [_at_rows(article, rows) for article in articles]


def _at_rows(article: Record | Unread, rows: Sequence[tuple[str, int, int]]) -> Record | Unread:
    """Replace lines of the text that was split, every other of which is a row, by those of the page."""
    line = rows[((article.line or 1) - 1) // 2][1]
    if isinstance(article, Unread):
        return article._replace(line=line)
    texts, starts, ends = article.paragraphs
    located = ParagraphColumns(
        texts, [rows[(start - 1) // 2][1] for start in starts], [rows[(end - 1) // 2][2] for end in ends]
    )
    return article._replace(line=line, paragraphs=located)


def date_in(line: str) -> str | None:
    """Find the words of a date in a line that may have a weekday or a time as well.

    >>> date_in("March 10, 2031 Tuesday 04:12 PM GMT")
    'March 10, 2031'
    """
    found = _DATE.search(line[:200])
    return found[1] if found else None


def between(lines: Sequence[str], starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the half-open ranges of lines from each start to the next one; none without a start."""
    yield from zip(starts, [*starts[1:], len(lines)], strict=False)


def labelled(line: str, labels: Container[str]) -> tuple[str, str] | None:
    """Split the label of a line such as `BYLINE: Ada Quill` from the rest of it."""
    name, colon, rest = line.strip().partition(":")
    return (name, rest.strip()) if colon and name in labels else None


def located(lines: Sequence[str], start: int) -> ParagraphColumns:
    """Split lines into paragraphs, of which the first line is the one of the file with this index."""
    return split_columns("\n".join(lines), first_line=start + 1) if lines else NO_PARAGRAPHS


def article(metadata: Metadata, paragraphs: ParagraphColumns, line: int, name: str | None = None) -> Record | Unread:
    """Make an article of its parts: the 1-based line on which it begins, and the name that the database has for it."""
    if not paragraphs.texts:
        return Unread("empty", line)
    digest = digest_of(repr(metadata), *paragraphs.texts)
    return Record(metadata, paragraphs, line, name, digest=digest, has_lines=True)
