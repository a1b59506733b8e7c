"""An article as it was read, and what was not understood of it: the values that every later stage starts from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal, NamedTuple

from dedupe.errors import InputError

NoteKind = Literal["front-matter", "date", "date-order", "field"]


class Paragraph(NamedTuple):
    """One paragraph in its original wording.

    Attributes:
        text: as in the file, without leading and trailing white space; the lines of a hard-wrapped
            paragraph joined by one space.
        start_line: 1-based line of the file on which it starts.
        end_line: 1-based line on which it ends, inclusive.
    """

    text: str
    start_line: int
    end_line: int


class Detail(NamedTuple):
    """Something that a file says of an article beside the usual, such as its version, by name."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article: identity, metadata, paragraphs.

    Attributes:
        id: path relative to the working directory, with forward slashes; in a corpus the record's `id`.
        path: the file it was read from, relative to the working directory, with forward slashes.
        paragraphs: in reading order; never empty.
        outlet: who published it, None where unknown.
        date: ISO 8601 date or date and time, None where unknown.
        title: headline, None where unknown.
        author: byline, None where unknown.
        credit: source or agency credit given as metadata, None where there is none.
        encoding: encoding of the file where it had to be guessed, None for UTF-8.
        line: in a file with several the 1-based line or row that holds it, None for a file of its own.
        details: what else the file says of it, such as its address, version or embargo.
    """

    id: str
    path: str
    paragraphs: tuple[Paragraph, ...]
    outlet: str | None = None
    date: str | None = None
    title: str | None = None
    author: str | None = None
    credit: str | None = None
    encoding: str | None = None
    line: int | None = None
    details: tuple[Detail, ...] = ()

    @classmethod
    def from_text(
        cls,
        text: str,
        *,
        id: str = "text",  # noqa: A002 - the name of the attribute
        outlet: str | None = None,
        date: str | None = None,
        title: str | None = None,
        author: str | None = None,
        credit: str | None = None,
    ) -> Article:
        r"""Make an article of a text that is in memory.

        Blank lines separate paragraphs; a text without any has a paragraph a line.

        >>> article = Article.from_text("A ferry sank.\n\nNobody\nwas hurt.", outlet="Ledger")
        >>> [paragraph.text for paragraph in article.paragraphs]
        ['A ferry sank.', 'Nobody was hurt.']

        Args:
            text: of the article, without its headline.
            id: identity of the article, by which results name it.
            outlet: who published it.
            date: ISO 8601 date or date and time.
            title: headline.
            author: byline.
            credit: source or agency credit given as metadata.

        Raises:
            InputError: the text is empty.
        """
        lines = [line.strip() for line in text.strip().splitlines()]
        is_blank = "" in lines
        blocks = groupby(enumerate(lines, 1), lambda row: bool(row[1]) if is_blank else row[0])
        paragraphs = [
            Paragraph(" ".join(line for _, line in rows), rows[0][0], rows[-1][0])
            for key, block in blocks
            if key and (rows := list(block))
        ]
        if not paragraphs:
            raise InputError(f"{id}: empty")
        return cls(id, id, tuple(paragraphs), outlet, date, title, author, credit)

    @property
    def texts(self) -> list[str]:
        """The texts of its paragraphs."""
        return [paragraph.text for paragraph in self.paragraphs]


def without_text(article: Article) -> Article:
    """Return an article whose paragraphs have their lines only."""
    blank = tuple(Paragraph("", paragraph.start_line, paragraph.end_line) for paragraph in article.paragraphs)
    return replace(article, paragraphs=blank)


class Note(NamedTuple):
    """What was not understood of an article, or read in another way than it is written."""

    kind: NoteKind
    value: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or record that was not read.

    Attributes:
        id: of the file, or `file:line` of the record.
        reason: in words.
        unsupported: whether no reader takes it, as opposed to one that failed.
    """

    id: str
    reason: str
    unsupported: bool = False


@dataclass(frozen=True, slots=True)
class Unreadable(Skipped):
    """What the system refused to read, which it may not do the next time."""


class NoteSummary(NamedTuple):
    """All notes of one kind."""

    kind: NoteKind
    articles: int  # in how many articles there is one
    first: str  # identity of the first of these
    value: str


def summarise_notes(articles: Iterable[tuple[str, Sequence[Note]]]) -> tuple[NoteSummary, ...]:
    """Count the notes of articles, given by identity, by kind, and keep the first of each by identity."""
    found = {(note.kind, name): note.value for name, notes in articles for note in reversed(notes)}
    summaries: dict[NoteKind, NoteSummary] = {}
    for (kind, article), value in sorted(found.items()):
        known = summaries.get(kind)
        first = NoteSummary(kind, 1, article, value)
        summaries[kind] = known._replace(articles=known.articles + 1) if known else first
    return tuple(summaries.values())


@dataclass(frozen=True, slots=True)
class Suppression:
    """Findings about an article that it declares to be wanted, all of it."""

    rules: tuple[str, ...]  # codes, names or families, as written
    reason: str | None  # in words, None where there is none
    line: int  # where it begins, 1-based
    by: Literal["front matter", "comment"]
