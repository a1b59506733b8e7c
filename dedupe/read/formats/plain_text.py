"""Plain text: one article a file, unless it is an export of a press database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from dedupe.read.decode import decode
from dedupe.read.formats.press_exports import split_export
from dedupe.read.formats.reader_input import Record, Source, Unread, digest_of
from dedupe.read.front_matter import split_front_matter
from dedupe.read.paragraph_splitter import ParagraphColumns, split_columns
from dedupe.read.suppression_comments import find_suppressions


def read(source: Source) -> Iterator[Record | Unread]:
    """Read a text, or the articles of an export."""
    data = source.whole()
    text, encoding = decode(data)
    if (articles := split_export(text)) is not None:
        for article in articles:
            yield article._replace(encoding=encoding) if isinstance(article, Record) else article
        return
    yield text_article(data, (text, encoding), source.name, split_columns)


class _Splitter(Protocol):
    def __call__(self, text: str, /, *, first_line: int) -> ParagraphColumns: ...


def text_article(data: bytes, decoded: tuple[str, str | None], name: str, split: _Splitter) -> Record:
    """Build the record of a file of text that is one article, which may have front matter.

    Args:
        decoded: its text, and the encoding where that had to be guessed.
        name: of the file, whose extension tells whether comments hold suppressions.
        split: splits what follows the front matter, given its first line, into paragraphs.
    """
    text, encoding = decoded
    head = split_front_matter(text)
    return Record(
        head.metadata,
        split(head.body, first_line=head.first_line),
        encoding=encoding,
        digest=digest_of(data),
        raw=data,
        suppressions=find_suppressions(text, name, head.block),
    )
