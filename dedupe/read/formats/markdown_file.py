"""Markdown: one article a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.read.decode import decode
from dedupe.read.formats.plain_text import text_article
from dedupe.read.markdown import split_markdown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dedupe.read.formats.reader_input import Record, Source


def read(source: Source) -> Iterator[Record]:
    """Read a Markdown file, which may have front matter.

    Raises:
        InputError: it is binary, too large, or in no encoding that makes sense of it.
    """
    data = source.whole()
    yield text_article(data, decode(data), source.name, split_markdown)
