"""Articles from whatever paths lead to."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import xxhash

from dedupe.article import Article, Skipped, Unreadable
from dedupe.errors import Failure, InputError, attempt
from dedupe.read.content import read_content
from dedupe.read.corpus import CorpusPart, Place, corpus_parts, read_again, read_part
from dedupe.read.decode import decode
from dedupe.read.discover import discover
from dedupe.read.draft import Draft, expect_paragraphs
from dedupe.read.formats import CORPUS, MARKDOWN, extension
from dedupe.read.found import Found, FoundFolder, find
from dedupe.read.front_matter import split_front_matter
from dedupe.read.identity import absolute, identity
from dedupe.read.intake import EVERYTHING, Intake
from dedupe.read.markdown import split_markdown
from dedupe.read.paragraphs import split_columns
from dedupe.read.reference import parse_reference
from dedupe.read.suppressions import find_suppressions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from dedupe.read.reference import ArticleReference

MAX_FILE_SIZE = 10_000_000
_PIECE = 128  # files that are read at a time, more or less

Piece: TypeAlias = "tuple[Found | CorpusPart | Skipped, ...]"


def read_articles(
    paths: Sequence[str | Path],
    *,
    max_file_size: int = MAX_FILE_SIZE,
    cwd: Path | None = None,
    intake: Intake = EVERYTHING,
) -> Iterator[Article | Skipped]:
    """Read articles from files, folders and corpora, one after the other.

    A folder is searched with all below it for `.txt`, `.md`, `.markdown`, `.jsonl` and `.ndjson`
    files that are neither hidden nor kept out by a `.gitignore` or `.dedupeignore`. A file that is
    itself among the paths is always read, as plain text if its extension says nothing else.

    Args:
        paths: in any order; a file reached twice is read once.
        max_file_size: in bytes; of a corpus, the size of a line.
        cwd: the working directory, that of the process by default.
        intake: what is known of the files: which to leave out, and whose they are.

    Yields:
        By identity, the articles of a corpus in its own order at its place, what was read, and what
        was not with the reason: among the latter paths that lead nowhere, and articles with the
        identity of an earlier one. No two articles have the same identity.
    """
    holders: dict[str, str] = {}
    for piece in pieces(paths, cwd=cwd, intake=intake):
        for it in read_piece(piece, max_file_size):
            if isinstance(it, Skipped):
                yield it
            elif (draft := it[0]).id in holders:
                yield second(draft.id, draft.found.id, holders[draft.id])
            else:
                holders[draft.id] = draft.found.id
                yield draft.article()


def pieces(
    paths: Sequence[str | Path],
    *,
    cwd: Path | None = None,
    intake: Intake = EVERYTHING,
    parts_of: Callable[[Found], Iterable[CorpusPart | Skipped]] = corpus_parts,
) -> Iterator[Piece]:
    """Divide what is to be read into pieces of some hundred articles, in the order of `read_articles`.

    Where a piece ends depends on the names of its own files alone, so that a file that comes or goes
    changes no other piece than its own.

    Args:
        paths: as there.
        cwd: as there.
        intake: as there.
        parts_of: divides a corpus.
    """
    piece: list[Found | Skipped] = []
    discovered = discover([os.fspath(path) for path in paths], _working_directory(cwd))
    for found in intake.admit(discovered):
        if isinstance(found, Found) and extension(found.id) in CORPUS:
            yield from ([tuple(piece)] if piece else ())
            piece = []
            yield from ((part,) for part in parts_of(found))
            continue
        piece.append(found)
        if xxhash.xxh32_intdigest(found.id.encode()) % _PIECE == 0 or len(piece) == 4 * _PIECE:
            yield tuple(piece)
            piece = []
    if piece:
        yield tuple(piece)


def read_piece(piece: Piece, max_file_size: int) -> Iterator[tuple[Draft, Place] | Skipped]:
    """Read the articles of a piece in their order, each with its place.

    Args:
        piece: as `pieces` gives it.
        max_file_size: in bytes; of a corpus, the size of a line.
    """
    for it in piece:
        if isinstance(it, Skipped):
            yield it
        elif isinstance(it, CorpusPart):
            yield from read_part(it, max_file_size)
        else:
            draft = attempt(_read_file, it, max_file_size)
            if isinstance(draft, Failure):
                yield (Unreadable if draft.is_passing else Skipped)(it.id, draft.reason)
            else:
                yield draft, Place(it)


def read_place(place: Place, max_file_size: int) -> Draft:
    """Read an article again.

    Raises:
        InputError: it is not there any more.
    """
    if place.offset is None:
        return _read_file(place.found, max_file_size)
    return read_again(place, max_file_size)


def second(name: str, path: str, holder: str) -> Skipped:
    """Say of an article that an earlier one has its identity.

    Args:
        name: the identity.
        path: of the file it is in.
        holder: path of the file that the earlier one is in.
    """
    return Skipped(name, f"a second article of this id, in {path}; the first is in {holder}")


def read_article(path: str | Path, *, max_file_size: int = MAX_FILE_SIZE) -> Article:
    """Read one article from a file of its own, or from a corpus.

    Args:
        path: relative to the working directory, or absolute; of an article in a corpus, that of the
            corpus with `#` and the article's identity, or with `:` and its line.
        max_file_size: in bytes; of a corpus, the size of a line.

    Raises:
        InputError: it cannot be read, is empty, binary or too large, is a folder or a whole corpus, or
            is not in the corpus.
    """
    if reference := parse_reference(os.fspath(path)):
        return _read_from_corpus(reference, max_file_size)
    cwd = _working_directory(None)
    name = identity(os.fspath(path), cwd)
    try:
        found = _one_file(absolute(os.fspath(path), cwd), name)
        return _read_file(found, max_file_size).article()
    except InputError as error:
        raise InputError(f"{name}: {error}") from None


def _read_from_corpus(reference: ArticleReference, max_size: int) -> Article:
    corpus = identity(reference.corpus, _working_directory(None))
    ids: list[str] = []
    for piece in pieces([reference.corpus]):
        for found in read_piece(piece, max_size):
            if not isinstance(found, Skipped):
                draft, _ = found
                if reference.names(draft.id, draft.line):
                    return draft.article()
                ids.append(draft.id)
            elif found.id in (corpus, f"{corpus}:{reference.line}"):
                raise InputError(f"{found.id}: {found.reason}")
    raise reference.not_found(ids)


def _one_file(path: str, name: str) -> Found:
    found = find(path, name)
    if isinstance(found, Skipped):
        raise InputError(found.reason)
    if isinstance(found, FoundFolder) or extension(name) in CORPUS:
        is_folder = isinstance(found, FoundFolder)
        kind, hint = ("folder", "") if is_folder else ("corpus", f"; name it {name}#ID")
        raise InputError(f"a {kind}, where one article is wanted{hint}")
    return found


def _read_file(found: Found, max_size: int) -> Draft:
    content = read_content(found.path, max_size)
    text, encoding = decode(content)
    head = split_front_matter(text)
    split = split_markdown if extension(found.id) in MARKDOWN else split_columns
    blocks = split(head.body, first_line=head.first_line)
    draft = Draft(
        found.id,
        found,
        head.metadata,
        blocks,
        encoding,
        content=xxhash.xxh3_128_digest(content),
        raw=content,
        suppressions=find_suppressions(text, found.id),
    )
    return expect_paragraphs(draft)


def _working_directory(cwd: Path | None) -> str:
    return str(cwd.absolute() if cwd else Path.cwd())
