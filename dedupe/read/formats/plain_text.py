"""Plain text: one article a file, unless it is an export of a press database."""

from __future__ import annotations

from collections.abc import Iterator

from dedupe.read.decode import decode
from dedupe.read.formats.press_exports import split_export
from dedupe.read.formats.reader_input import Record, Source, Unread, digest_of
from dedupe.read.front_matter import split_front_matter
from dedupe.read.paragraph_splitter import split_columns
from dedupe.read.suppression_comments import find_suppressions


def read(source: Source) -> Iterator[Record | Unread]:
    """Read a text, or the articles of an export; what has front matter is no export."""
    data = source.whole()
    text, encoding = decode(data)
    head = split_front_matter(text)
    if not head.block.end and (articles := split_export(text)) is not None:
        for article in articles:
            yield article._replace(encoding=encoding) if isinstance(article, Record) else article
        return
    yield Record(
        head.metadata,
        split_columns(head.body, first_line=head.first_line),
        encoding=encoding,
        digest=digest_of(data),
        raw=data,
        suppressions=find_suppressions(text, source.name, head.block),
    )
