"""A file of text that may begin with front matter, and the article that it is."""

from __future__ import annotations

from typing import NamedTuple

from dedupe.read.decode import decode
from dedupe.read.formats.reader_input import Record, Source, digest_of
from dedupe.read.front_matter import FrontMatter, split_front_matter
from dedupe.read.paragraph_splitter import ParagraphColumns
from dedupe.read.suppression_comments import find_suppressions


class TextFile(NamedTuple):
    """A file of text, with its front matter parted."""

    name: str  # of the file, whose extension tells whether comments hold suppressions
    data: bytes
    text: str  # all of it
    encoding: str | None  # where it had to be guessed
    head: FrontMatter

    def record(self, paragraphs: ParagraphColumns) -> Record:
        """Return the article that the whole file is, given the paragraphs behind the front matter."""
        return Record(
            self.head.metadata,
            paragraphs,
            encoding=self.encoding,
            digest=digest_of(self.data),
            raw=self.data,
            suppressions=find_suppressions(self.text, self.name, self.head.block),
        )


def read_text_file(source: Source) -> TextFile:
    """Read and decode a file, and part its front matter; an InputError if it is too large."""
    data = source.whole()
    text, encoding = decode(data)
    return TextFile(source.name, data, text, encoding, split_front_matter(text))
