"""Articles from whatever paths lead to, and reading them in pieces, which several processes can share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from dedupe.article import Article, Skipped, Unreadable
from dedupe.errors import Failure, InputError, UnreadableError, UnsupportedError, attempt, fails_alone, reason_of
from dedupe.read.article_draft import Draft, draft_of, place_name
from dedupe.read.corpus import read_again, read_part
from dedupe.read.corpus_parts import CorpusPart
from dedupe.read.discovered_file import FoundFile, Place
from dedupe.read.file_bytes import RegularFile, open_file
from dedupe.read.file_selection import ALL_FILES, FileSelection
from dedupe.read.formats.reader_input import Source, Unread
from dedupe.read.formats.registry import read_source
from dedupe.read.pieces import Piece, pieces

DIED = "the process that read it died, for want of memory perhaps"


def read_articles(
    paths: Sequence[str | Path], *, cwd: Path | None = None, selection: FileSelection = ALL_FILES
) -> Iterator[Article | Skipped]:
    """Read articles from files, folders and corpora, one after the other, by identity of their files.

    A folder is searched with all below it for files of the formats in `formats.registry` that are neither hidden nor
    kept out by a `.gitignore` or `.dedupeignore`. A file that is itself among the paths is read whatever it is called,
    by what it begins with if its suffix says nothing, and one reached twice is read once. What is not read, such as a
    path that leads nowhere, comes with the reason. An article whose identity an earlier one has is named by its file
    and line as well.
    """
    for draft in drafts(paths, cwd=cwd, selection=selection):
        yield draft if isinstance(draft, Skipped) else draft.article()


def drafts(
    paths: Sequence[str | Path], *, cwd: Path | None = None, selection: FileSelection = ALL_FILES
) -> Iterator[Draft | Skipped]:
    """Read articles as `read_articles` does, before an object is made of each paragraph."""
    names: set[str] = set()
    for piece in pieces(paths, cwd=cwd, selection=selection):
        for article in read_piece(piece):
            if isinstance(article, Skipped):
                yield article
                continue
            draft, place = article
            name = draft.id if draft.id not in names else qualified(draft.id, place)
            while name in names:
                name = f"{name}+"
            names.add(name)
            yield draft._replace(id=name)


def qualified(name: str, place: Place) -> str:
    """Return an identity qualified by file and line for an article whose own is taken.

    >>> qualified("7", Place(FoundFile("mail.jsonl", "/articles/mail.jsonl"), 0, 90, 12))
    'mail.jsonl:12:7'
    """
    line = place.line or place.record + 1
    return f"{place.file.id}:{line}:{name}"


def read_piece(piece: Piece) -> Iterator[tuple[Draft, Place] | Skipped]:
    """Read the articles of a piece in their order, each with its place."""
    for part in piece:
        if isinstance(part, Skipped):
            yield part
        elif isinstance(part, CorpusPart):
            yield from read_part(part)
        else:
            yield from read_file(part)


def read_place(place: Place) -> Draft:
    """Read an article again, or raise an InputError if it is not there any more."""
    if place.offset is not None:
        return read_again(place)
    found = (drafted for drafted in read_file(place.file) if not isinstance(drafted, Skipped))
    for draft, _ in islice(found, place.record, place.record + 1):
        return draft
    raise InputError("it cannot be read any more")


def read_file(file: FoundFile) -> Iterator[tuple[Draft, Place] | Skipped]:
    """Read the articles of a file in their order, each with its place."""
    try:
        descriptor, size = open_file(file.path)
        name, opened = file.id.rpartition("/")[2], RegularFile(descriptor)
        with Source(name, opened, file.max_size, size, dict(file.fields)) as source:
            yield from _read_source(file, source)
    except (UnreadableError, OSError) as error:
        yield Unreadable(file.id, reason_of(error))
    except BaseException as error:
        if not fails_alone(error):
            raise
        yield Skipped(file.id, reason_of(error), isinstance(error, UnsupportedError))


def _read_source(file: FoundFile, source: Source) -> Iterator[tuple[Draft, Place] | Skipped]:
    number = 0
    for document in read_source(source):
        if isinstance(document, Unread):
            yield Skipped(place_name(file, document.line, document.member), document.reason, document.unsupported)
            continue
        draft = attempt(draft_of, file, document)
        if isinstance(draft, Failure):
            yield Skipped(place_name(file, document.line, document.member), draft.reason)
        else:
            yield draft, Place(file, line=document.line or 0, record=number)
            number += 1


def lost_entries(piece: Piece) -> tuple[Skipped, ...]:
    """Return how files, or lines of a corpus, are reported of which the process that read them died."""
    return tuple(entry if isinstance(entry, Skipped) else _lost(entry) for entry in piece)


def _lost(entry: FoundFile | CorpusPart) -> Skipped:
    name = f"{entry.file.id}:{entry.before + 1}" if isinstance(entry, CorpusPart) else entry.id
    return Unreadable(name, DIED)
