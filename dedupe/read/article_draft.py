"""An article from its parts."""

from __future__ import annotations

from typing import NamedTuple

from dedupe.article import Article, Suppression
from dedupe.errors import InputError
from dedupe.read.discovered_file import FoundFile
from dedupe.read.formats.reader_input import Record
from dedupe.read.metadata import Metadata
from dedupe.read.paragraph_splitter import ParagraphColumns


class Draft(NamedTuple):
    """An article before an object is made of each paragraph."""

    id: str  # as in `Article`
    file: FoundFile  # the file or corpus that it is from
    metadata: Metadata  # the outlet in it goes before that of the folder
    paragraphs: ParagraphColumns  # one at least
    encoding: str | None = None  # as in `Article`
    line: int | None = None  # as in `Article`
    digest: bytes = b""  # of the bytes that it was read from
    raw: bytes = b""  # the bytes of its file, where that is text with one article
    suppressions: tuple[Suppression, ...] = ()  # findings about it that it declares to be wanted

    @property
    def outlet(self) -> str | None:
        """Who published it, None where unknown."""
        return self.metadata.outlet or self.file.outlet

    def article(self) -> Article:
        """Make the article."""
        metadata = self.metadata
        return Article(
            id=self.id,
            path=self.file.id,
            paragraphs=self.paragraphs.rows(),
            outlet=self.outlet,
            date=metadata.date,
            title=metadata.title,
            author=metadata.author,
            credit=metadata.credit,
            encoding=self.encoding,
            line=self.line,
            details=metadata.details,
        )


def draft_of(file: FoundFile, record: Record) -> Draft:
    """Make an article of a record of a file, or raise an InputError if it has no paragraphs."""
    draft = Draft(
        record.id or place_name(file, record.line, record.member),
        file,
        record.metadata,
        _without_title(record.paragraphs, record.metadata.title),
        record.encoding,
        None if record.has_lines else record.line,
        record.digest,
        record.raw,
        record.suppressions,
    )
    return expect_paragraphs(draft)


def _without_title(paragraphs: ParagraphColumns, title: str | None) -> ParagraphColumns:
    """Leave out a first paragraph that repeats the title, unless there is no other.

    >>> story = ParagraphColumns(("Ferry adrift!", "It sank."), (1, 3), (1, 3))
    >>> _without_title(story, "FERRY ADRIFT").texts
    ('It sank.',)
    """
    texts = paragraphs.texts
    if not title or len(texts) < 2 or len(texts[0]) > 2 * len(title):
        return paragraphs
    letters = _letters(title)
    if not letters or letters != _letters(texts[0]):
        return paragraphs
    return paragraphs.without_first()


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def place_name(file: FoundFile, line: int | None, member: str) -> str:
    """Return the name of a place in a file: `corpus.jsonl:12`, `archive.zip/2031/ferry.html`, or the file alone."""
    name = f"{file.id}/{member}" if member else file.id
    return name if line is None else f"{name}:{line}"


def expect_paragraphs(draft: Draft) -> Draft:
    """Return an article that has paragraphs, or raise an InputError if it has no paragraphs."""
    if not draft.paragraphs.texts:
        raise InputError("empty")
    return draft
