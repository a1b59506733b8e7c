"""A file of text that is one article, which may have front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from dedupe.read.formats.reader_input import Record, digest_of
from dedupe.read.front_matter import split_front_matter
from dedupe.read.suppression_comments import find_suppressions

if TYPE_CHECKING:
    from dedupe.read.paragraph_splitter import ParagraphColumns


class _Splitter(Protocol):
    def __call__(self, text: str, /, *, first_line: int) -> ParagraphColumns: ...


def text_article(
    data: bytes, decoded: tuple[str, str | None], name: str, split: _Splitter
) -> Record:
    """Build the record of a file that is one article.

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
        suppressions=find_suppressions(text, name),
    )
