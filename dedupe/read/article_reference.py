"""One article by its name: the path of its file, or CORPUS#ID or CORPUS:LINE of one in a corpus."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from dedupe.article import Article, Skipped
from dedupe.errors import InputError
from dedupe.read.article_draft import Draft
from dedupe.read.article_reader import read_file, read_piece
from dedupe.read.discovered_file import MAX_FILE_SIZE, FoundFolder, absolute, find, identity
from dedupe.read.file_selection import FileSelection
from dedupe.read.formats.registry import JSONL, format_by_name
from dedupe.read.pieces import pieces

_LINE = re.compile(r"(.+):([0-9]{1,18})", re.DOTALL)
_MOST_CLOSE = 3  # identities that a message offers instead


class ArticleReference(NamedTuple):
    """The name of an article in a corpus; either its identity or its line is known."""

    corpus: str  # path of the corpus
    id: str | None = None
    line: int | None = None  # the 1-based line that holds it

    def names(self, article: str, line: int | None) -> bool:
        """Return whether an article of the corpus, with this identity and line, is meant."""
        return article == self.id if self.id is not None else line == self.line

    def not_found(self, ids: Iterable[str]) -> InputError:
        """Return the error that no article of the corpus is meant."""
        if self.id is None:
            return InputError(f"{self.corpus}: no article on line {self.line}")
        close = get_close_matches(self.id, list(ids), _MOST_CLOSE)
        hint = f"; did you mean {' or '.join(close)}?" if close else ""
        return InputError(f"{self.corpus}: no article {self.id}{hint}")


def parse_reference(name: str) -> ArticleReference | None:
    """Read the name of an article in a corpus, None where the name is that of a file.

    A `#` or `:` may be part of a file's name or of an identity, such as a web address, so that it is the files that
    exist which decide where the one ends and the other begins.
    """
    if _is_file(name):
        return None
    for mark in re.finditer("#", name):
        if _is_file(name[: mark.start()]):
            return ArticleReference(name[: mark.start()], id=name[mark.end() :])
    line = _LINE.fullmatch(name)
    if line and _is_file(line[1]):
        return ArticleReference(line[1], line=int(line[2]))
    return None


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except (OSError, ValueError):
        return False


def read_article(path: str | Path, *, max_file_size: int = MAX_FILE_SIZE) -> Article:
    """Read one article from a file of its own, or from a corpus, as `read_draft` does."""
    return read_draft(path, max_file_size=max_file_size).article()


def read_draft(path: str | Path, *, max_file_size: int = MAX_FILE_SIZE) -> Draft:
    """Read one article from a file of its own, or from a corpus by `#` and its identity, or `:` and its line.

    An InputError says that it cannot be read, is empty, binary or too large (in bytes, of a corpus those of a line), is
    a folder or a whole corpus, or is not in the corpus.
    """
    if reference := parse_reference(os.fspath(path)):
        return _read_from_corpus(reference, max_file_size)
    cwd = str(Path.cwd())
    name = identity(os.fspath(path), cwd)
    try:
        return _only_article(absolute(os.fspath(path), cwd), name, max_file_size)
    except InputError as error:
        raise InputError(f"{name}: {error}") from None


def _read_from_corpus(reference: ArticleReference, max_size: int) -> Draft:
    corpus = identity(reference.corpus, str(Path.cwd()))
    ids: list[str] = []
    for piece in pieces([reference.corpus], selection=FileSelection(max_file_size=max_size)):
        for found in read_piece(piece):
            if not isinstance(found, Skipped):
                draft, place = found
                if reference.names(draft.id, place.line):
                    return draft
                ids.append(draft.id)
            elif found.id in (corpus, f"{corpus}:{reference.line}"):
                raise InputError(f"{found.id}: {found.reason}")
    raise reference.not_found(ids)


def _only_article(path: str, name: str, max_file_size: int) -> Draft:
    found = find(path, name)
    if isinstance(found, Skipped):
        raise InputError(found.reason)
    if isinstance(found, FoundFolder):
        raise InputError("a folder, where one article is wanted")
    if format_by_name(name) is JSONL:
        raise InputError(f"a corpus, where one article is wanted; name it {name}#ID")
    read = list(islice(read_file(found._replace(max_size=max_file_size)), 2))
    articles = [article[0] for article in read if not isinstance(article, Skipped)]
    if len(articles) == 1:
        return articles[0]
    if articles:
        raise InputError(f"several articles, where one is wanted; name it {name}#ID")
    raise InputError(next((article.reason for article in read if isinstance(article, Skipped)), "empty"))
