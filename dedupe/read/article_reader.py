"""Articles from whatever paths lead to, and reading them in pieces, which several processes can share."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TypeAlias

import xxhash

from dedupe.article import Article, Skipped, Unreadable
from dedupe.errors import Failure, InputError, UnreadableError, UnsupportedError, attempt, fails_alone, reason_of
from dedupe.read.article_draft import Draft, draft_of, place_name
from dedupe.read.corpus import CorpusPart, corpus_parts, halves, read_again, read_part
from dedupe.read.discover_files import discover
from dedupe.read.discovered_file import Found, Place, identity
from dedupe.read.file_bytes import RegularFile, open_file
from dedupe.read.file_selection import ALL_FILES, FileSelection
from dedupe.read.formats.reader_input import Source, Unread
from dedupe.read.formats.registry import JSONL, format_by_name, read_source

_PIECE = 128  # files that are read at a time, more or less

Piece: TypeAlias = "tuple[Found | CorpusPart | Skipped, ...]"
DIED = "the process that read it died, for want of memory perhaps"
_LEAST_PIECES = 4  # that are worth the start of a process
_LEAST_BYTES = 1 << 20  # among which an article can be that ends its process, by exhausting memory


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

    >>> qualified("7", Place(Found("mail.jsonl", "/articles/mail.jsonl"), 0, 90, 12))
    'mail.jsonl:12:7'
    """
    line = place.line or place.record + 1
    return f"{place.found.id}:{line}:{name}"


def pieces(
    paths: Sequence[str | Path | Found],
    *,
    cwd: Path | None = None,
    selection: FileSelection = ALL_FILES,
    parts_of: Callable[[Found], Iterable[CorpusPart | Skipped]] = corpus_parts,
) -> Iterator[Piece]:
    """Divide what is to be read into pieces of some hundred articles, in the order of `read_articles`.

    Where a piece ends depends on the names of its own files alone, so that a file that comes or goes changes no
    other piece than its own. A file with many articles is a piece of its own, or more: `parts_of` divides a corpus.
    """
    piece: list[Found | Skipped] = []
    passed_over: list[Skipped] = []
    folder = str(cwd.absolute() if cwd else Path.cwd())
    given = [path if isinstance(path, Found) else os.fspath(path) for path in paths]
    named = {path.id if isinstance(path, Found) else identity(path, folder) for path in given}
    for found in selection.apply(discover(given, folder), named):
        if isinstance(found, Skipped) and found.unsupported:
            passed_over.append(found)
            continue
        known = format_by_name(found.id) if isinstance(found, Found) else None
        if isinstance(found, Found) and known and known.many:
            yield from ([tuple(piece)] if piece else ())
            piece = []
            yield from ((part,) for part in (parts_of(found) if known is JSONL else (found,)))
            continue
        piece.append(found)
        if xxhash.xxh32_intdigest(found.id.encode()) % _PIECE == 0 or len(piece) == 4 * _PIECE:
            yield tuple(piece)
            piece = []
    yield from (tuple(group) for group in (piece, passed_over) if group)


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
    found = (drafted for drafted in read_file(place.found) if not isinstance(drafted, Skipped))
    for draft, _ in islice(found, place.record, place.record + 1):
        return draft
    raise InputError("it cannot be read any more")


def read_file(found: Found) -> Iterator[tuple[Draft, Place] | Skipped]:
    """Read the articles of a file in their order, each with its place."""
    try:
        descriptor, size = open_file(found.path)
        name, file = found.id.rpartition("/")[2], RegularFile(descriptor)
        with Source(name, file, found.max_size, size, dict(found.fields)) as source:
            yield from _read_source(found, source)
    except (UnreadableError, OSError) as error:
        yield Unreadable(found.id, reason_of(error))
    except BaseException as error:
        if not fails_alone(error):
            raise
        yield Skipped(found.id, reason_of(error), isinstance(error, UnsupportedError))


def _read_source(found: Found, source: Source) -> Iterator[tuple[Draft, Place] | Skipped]:
    number = 0
    for document in read_source(source):
        if isinstance(document, Unread):
            yield Skipped(place_name(found, document.line, document.member), document.reason, document.unsupported)
            continue
        draft = attempt(draft_of, found, document)
        if isinstance(draft, Failure):
            yield Skipped(place_name(found, document.line, document.member), draft.reason)
        else:
            yield draft, Place(found, line=document.line or 0, record=number)
            number += 1


def piece_parts(piece: Piece) -> Sequence[Piece]:
    """Divide a piece in two, down to a file, or a line of a corpus."""
    if len(piece) > 1:
        return piece[: len(piece) // 2], piece[len(piece) // 2 :]
    only = piece[0]
    return [(part,) for part in halves(only)] if isinstance(only, CorpusPart) else ()


def processes_to_read(sizes: Sequence[float], jobs: int) -> int:
    """Return how many of `jobs` processes pay to read pieces of so many bytes.

    It is 0 where the one at hand is quicker, and risks little.
    """
    is_heavy = sum(sizes) >= _LEAST_BYTES
    return min(jobs, max(len(sizes) // _LEAST_PIECES, is_heavy))


def piece_weight(piece: Piece) -> float:
    """Return the bytes of a piece, which reading it grows with."""
    return 1.0 + sum(map(_size, piece))


def _size(entry: Found | CorpusPart | Skipped) -> int:
    if isinstance(entry, CorpusPart):
        return entry.end - entry.start
    try:
        return 0 if isinstance(entry, Skipped) else os.stat(entry.path).st_size  # noqa: PTH116
    except (OSError, ValueError):
        return 0


def lost_entries(piece: Piece) -> tuple[Skipped, ...]:
    """Return how files, or lines of a corpus, are reported of which the process that read them died."""
    return tuple(entry if isinstance(entry, Skipped) else _lost(entry) for entry in piece)


def _lost(entry: Found | CorpusPart) -> Skipped:
    name = f"{entry.found.id}:{entry.before + 1}" if isinstance(entry, CorpusPart) else entry.id
    return Unreadable(name, DIED)
