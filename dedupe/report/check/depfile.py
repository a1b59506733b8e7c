"""What a report was made from, as a rule of a makefile."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_SPECIAL = re.compile(r"(\\*)([ #:*?\[\]])")
_UNSPEAKABLE = re.compile(r"[;|=%\x00-\x1f\x7f]")  # which make has no way to write in a name


def depfile(targets: Iterable[str], sources: Iterable[str]) -> str:
    r"""Write the files that targets depend on, each also as a target, so that its end breaks nothing.

    >>> print(depfile(["out.json"], ["the ferry.txt", "a;b.txt"]), end="")
    # a file whose name make cannot hold is left out
    out.json: \
      the\ ferry.txt
    the\ ferry.txt:

    Args:
        targets: files that were written.
        sources: files and folders that were read.
    """
    wanted = sorted(set(sources))
    named = [_escape(path) for path in wanted if not _UNSPEAKABLE.search(path)]
    cut = "# a file whose name make cannot hold is left out\n" * (len(wanted) - len(named))
    rule = " \\\n  ".join([f"{' '.join(map(_escape, targets))}:", *named])
    return f"{cut}{rule}\n" + "".join(f"{path}:\n" for path in named)


def _escape(path: str) -> str:
    name = _SPECIAL.sub(r"\1\1\\\2", path).replace("$", "$$")
    return f"./{name}" if name.startswith("~") else name
