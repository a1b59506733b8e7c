"""Markdown: one article a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.read.decode import decode
from dedupe.read.formats.source import Record, digest_of
from dedupe.read.front_matter import split_front_matter
from dedupe.read.markdown import split_markdown
from dedupe.read.suppressions import find_suppressions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dedupe.read.formats.source import Source


def read(source: Source) -> Iterator[Record]:
    """Read a Markdown file, which may have front matter.

    Raises:
        InputError: it is binary, too large, or in no encoding that makes sense of it.
    """
    data = source.whole()
    text, encoding = decode(data)
    head = split_front_matter(text)
    paragraphs = split_markdown(head.body, first_line=head.first_line)
    yield Record(
        head.metadata,
        paragraphs,
        encoding=encoding,
        digest=digest_of(data),
        raw=data,
        suppressions=find_suppressions(text, source.name),
    )
