"""Articles from whatever paths lead to."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from dedupe.article import Article, Skipped
from dedupe.errors import InputError
from dedupe.read.assemble import assemble
from dedupe.read.content import read_content
from dedupe.read.corpus import read_corpus
from dedupe.read.decode import decode
from dedupe.read.discover import discover
from dedupe.read.formats import CORPUS, MARKDOWN, extension
from dedupe.read.found import Found, FoundFolder, find
from dedupe.read.head import split_head
from dedupe.read.identity import absolute, identity
from dedupe.read.intake import EVERYTHING, Intake
from dedupe.read.markdown import split_markdown
from dedupe.read.paragraphs import split_paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MAX_FILE_SIZE = 10_000_000


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
    discovered = discover([os.fspath(path) for path in paths], _working_directory(cwd))
    for found in intake.admit(discovered):
        for read in _read(found, max_file_size):
            if isinstance(read, Skipped):
                yield read
            elif read.id in holders:
                yield _second(read, holders[read.id])
            else:
                holders[read.id] = read.path
                yield read


def read_article(path: str | Path, *, max_file_size: int = MAX_FILE_SIZE) -> Article:
    """Read one article from a file of its own.

    Args:
        path: relative to the working directory, or absolute.
        max_file_size: in bytes.

    Raises:
        InputError: it cannot be read, is empty, binary or too large, or is a folder or a corpus.
    """
    cwd = _working_directory(None)
    name = identity(os.fspath(path), cwd)
    try:
        return _read_file(_one_file(absolute(os.fspath(path), cwd), name), max_file_size)
    except InputError as error:
        raise InputError(f"{name}: {error}") from None


def _one_file(path: str, name: str) -> Found:
    found = find(path, name)
    if isinstance(found, Skipped):
        raise InputError(found.reason)
    if isinstance(found, FoundFolder) or extension(name) in CORPUS:
        kind = "folder" if isinstance(found, FoundFolder) else "corpus"
        raise InputError(f"a {kind}, where one article is wanted")
    return found


def _read(found: Found | Skipped, max_size: int) -> Iterable[Article | Skipped]:
    if isinstance(found, Skipped):
        return (found,)
    if extension(found.id) in CORPUS:
        return read_corpus(found, max_size)
    try:
        return (_read_file(found, max_size),)
    except InputError as error:
        return (Skipped(found.id, str(error)),)


def _second(article: Article, holder: str) -> Skipped:
    reason = f"a second article of this id, in {article.path}; the first is in {holder}"
    return Skipped(article.id, reason)


def _read_file(found: Found, max_size: int) -> Article:
    text, encoding = decode(read_content(found.path, max_size))
    head = split_head(text)
    split = split_markdown if extension(found.id) in MARKDOWN else split_paragraphs
    paragraphs = split(head.body, first_line=head.first_line)
    return assemble(found, head.metadata, paragraphs, encoding=encoding)


def _working_directory(cwd: Path | None) -> str:
    return str(cwd.absolute() if cwd else Path.cwd())
