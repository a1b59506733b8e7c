"""What the exports of press databases have in common: articles between marks, with labelled lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dedupe.read.formats.reader_input import NO_PARAGRAPHS, Record, Unread, digest_of
from dedupe.read.paragraph_splitter import split_columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dedupe.read.metadata import Metadata
    from dedupe.read.paragraph_splitter import ParagraphColumns

_DATE = re.compile(
    r"(\d{1,2}\.? [^\W\d_]{3,12}\.?,? \d{4}|[^\W\d_]{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.\d{4}|\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日)"
)


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


def labelled(line: str, labels: Sequence[str]) -> tuple[str, str] | None:
    """Split the label of a line such as `BYLINE: Ada Quill` from the rest of it."""
    name, colon, rest = line.strip().partition(":")
    return (name, rest.strip()) if colon and name in labels else None


def body(lines: Sequence[str], start: int, end: int) -> ParagraphColumns:
    """Split the lines of a body into paragraphs that know their lines in the file."""
    return located(lines[start:end], start)


def located(lines: Sequence[str], start: int) -> ParagraphColumns:
    """Split lines into paragraphs, of which the first line is the one of the file with this index."""
    return split_columns("\n".join(lines), first_line=start + 1) if lines else NO_PARAGRAPHS


def article(
    metadata: Metadata, paragraphs: ParagraphColumns, line: int, name: str | None = None
) -> Record | Unread:
    """Make an article of its parts.

    Args:
        line: 1-based, on which it begins.
        name: by which the database knows it.
    """
    if not paragraphs.texts:
        return Unread("empty", line)
    digest = digest_of(repr(metadata), *paragraphs.texts)
    return Record(metadata, paragraphs, line, name, digest=digest, has_lines=True)
