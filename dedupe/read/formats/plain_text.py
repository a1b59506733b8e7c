"""Plain text: one article a file, unless it is an export of a press database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.read.decode import decode
from dedupe.read.formats.detect_export import split_export
from dedupe.read.formats.reader_input import Record
from dedupe.read.formats.text_article import text_article
from dedupe.read.paragraph_splitter import split_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dedupe.read.formats.reader_input import Source, Unread


def read(source: Source) -> Iterator[Record | Unread]:
    """Read a text, or the articles of an export.

    Raises:
        InputError: it is binary, too large, or in no encoding that makes sense of it.
    """
    data = source.whole()
    text, encoding = decode(data)
    if (articles := split_export(text)) is not None:
        for article in articles:
            yield article._replace(encoding=encoding) if isinstance(article, Record) else article
        return
    yield text_article(data, (text, encoding), source.name, split_columns)
