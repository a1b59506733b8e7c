"""One article of a corpus, named CORPUS#ID or CORPUS:LINE."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dedupe.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

_LINE = re.compile(r"(.+):([0-9]{1,18})", re.DOTALL)
_MOST_CLOSE = 3  # identities that a message offers instead


class ArticleReference(NamedTuple):
    """The name of an article in a corpus; either its identity or its line is known.

    Attributes:
        corpus: path of the corpus.
        line: the 1-based line that holds it.
    """

    corpus: str
    id: str | None = None
    line: int | None = None

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

    A `#` or `:` may be part of a file's name or of an identity, such as a web address, so that it is
    the files that exist which decide where the one ends and the other begins.

    Args:
        name: relative to the working directory, or absolute.
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
