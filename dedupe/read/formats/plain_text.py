"""Plain text: one article a file, unless it is an export of a press database."""

from __future__ import annotations

from collections.abc import Iterator

from dedupe.read.formats.press_exports import split_export
from dedupe.read.formats.reader_input import Record, Source, Unread
from dedupe.read.formats.text_file import read_text_file
from dedupe.read.paragraph_splitter import split_columns


def read(source: Source) -> Iterator[Record | Unread]:
    """Read a text, or the articles of an export; what has front matter is no export."""
    file = read_text_file(source)
    head = file.head
    if not head.block.end and (articles := split_export(file.text)) is not None:
        for article in articles:
            yield article._replace(encoding=file.encoding) if isinstance(article, Record) else article
        return
    yield file.record(split_columns(head.body, first_line=head.first_line))
