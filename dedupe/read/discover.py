"""Which files hold the articles, in an order that does not depend on how they were asked for."""

from __future__ import annotations

import atexit
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache
from operator import attrgetter
from pathlib import Path

from dedupe.article import Skipped
from dedupe.errors import Failure, attempt
from dedupe.read.article_identity import absolute, identity
from dedupe.read.found_file import Found, FoundFolder, find
from dedupe.read.walk import walk

_STANDARD_INPUT = "-"


def discover(paths: Iterable[str | Found], cwd: str) -> list[Found | Skipped]:
    """Find the files that hold articles, each once.

    Args:
        paths: of files, which are taken whatever they are called, and of folders; or files found already.
        cwd: absolute path of the working directory, which the paths are relative to.

    Returns:
        The files, and what is none though it was asked for or looked like one, by identity. A file
        reached by a link as well goes by its own name; where several folders lead to it, the
        innermost gives the outlet.
    """
    files: dict[str, Found] = {}
    others: dict[str, Skipped] = {}
    for found in sorted(_reach(paths, cwd), key=_links_last):
        if isinstance(found, Skipped):
            others.setdefault(found.id, found)
        else:
            files[found.path] = _merged(files.get(found.path, found), found)
    return sorted([*files.values(), *others.values()], key=attrgetter("id"))


def _reach(paths: Iterable[str | Found], cwd: str) -> Iterator[Found | Skipped]:
    """Find what the paths lead to, in the folders among them from the innermost outwards."""
    found = [_find(path, cwd) for path in paths]
    folders = [folder for folder in found if isinstance(folder, FoundFolder)]
    for folder in sorted(folders, key=lambda folder: (-len(folder.path), folder.id)):
        below = attempt(_walk, folder, cwd)
        yield from [Skipped(folder.id, below.reason)] if isinstance(below, Failure) else below
    files = [file for file in found if not isinstance(file, FoundFolder)]
    yield from sorted(files, key=attrgetter("id"))


def _find(path: str | Found, cwd: str) -> Found | FoundFolder | Skipped:
    if isinstance(path, Found):
        return path
    if path == _STANDARD_INPUT:
        return Found(_STANDARD_INPUT, _standard_input())
    return find(absolute(path, cwd), identity(path, cwd))


def _walk(folder: FoundFolder, cwd: str) -> list[Found | Skipped]:
    return list(walk(folder, cwd))


def _links_last(found: Found | Skipped) -> tuple[bool, str]:
    linked = isinstance(found, Found) and found.linked
    return linked, found.id if linked else ""


def _merged(kept: Found, again: Found) -> Found:
    return kept if kept.outlet or again.linked else kept._replace(outlet=again.outlet)


@cache
def _standard_input() -> str:
    """Write the standard input to a file, which other processes can read; it is gone at the end of this one."""
    with tempfile.NamedTemporaryFile(prefix="dedupe-", delete=False) as file:
        atexit.register(Path(file.name).unlink, missing_ok=True)
        shutil.copyfileobj(sys.stdin.buffer, file)
    return file.name
