"""Which files hold the articles: those named, and those that a walk through folders finds, in an order of their own."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from pathlib import Path

from dedupe.article import Skipped
from dedupe.errors import Failure, attempt
from dedupe.read.discovered_file import FoundFile, FoundFolder, absolute, child_identity, find, identity, printable_name
from dedupe.read.file_bytes import reason
from dedupe.read.formats.registry import format_by_name, unsupported
from dedupe.read.path_patterns import IGNORE_FILES, Rules, is_ignored, rules_above, rules_in

_STANDARD_INPUT = "-"


def discover(paths: Iterable[str | FoundFile], cwd: str) -> list[FoundFile | Skipped]:
    """Find the files that hold articles, each once, and what is none though it was asked for or looked like one.

    A path of a file is taken whatever it is called; relative ones are so to `cwd`, an absolute path. By identity: a
    file reached by a link as well goes by its own name; where several folders lead to it, the innermost gives the
    outlet.
    """
    files: dict[str, FoundFile] = {}
    others: dict[str, Skipped] = {}
    for found in sorted(_reach(paths, cwd), key=_links_last):
        if isinstance(found, Skipped):
            others.setdefault(found.id, found)
        else:
            kept = files.get(found.path, found)
            is_named = kept.outlet or found.linked
            files[found.path] = kept if is_named else kept._replace(outlet=found.outlet)
    return sorted([*files.values(), *others.values()], key=attrgetter("id"))


def _reach(paths: Iterable[str | FoundFile], cwd: str) -> Iterator[FoundFile | Skipped]:
    """Find what the paths lead to, in the folders among them from the innermost outwards."""
    found = [_find(path, cwd) for path in paths]
    folders = [folder for folder in found if isinstance(folder, FoundFolder)]
    for folder in sorted(folders, key=lambda folder: (-len(folder.path), folder.id)):
        below = attempt(_walk, folder, cwd)
        yield from [Skipped(folder.id, below.reason)] if isinstance(below, Failure) else below
    files = [file for file in found if not isinstance(file, FoundFolder)]
    yield from sorted(files, key=attrgetter("id"))


def _find(path: str | FoundFile, cwd: str) -> FoundFile | FoundFolder | Skipped:
    if isinstance(path, FoundFile):
        return path
    if path == _STANDARD_INPUT:
        return FoundFile(_STANDARD_INPUT, _standard_input())
    return find(absolute(path, cwd), identity(path, cwd))


def _walk(folder: FoundFolder, cwd: str) -> list[FoundFile | Skipped]:
    return list(walk(folder, cwd))


def _links_last(found: FoundFile | Skipped) -> tuple[bool, str]:
    linked = isinstance(found, FoundFile) and found.linked
    return linked, found.id if linked else ""


@cache
def _standard_input() -> str:
    """Write the standard input to a file, which other processes can read; it is gone at the end of this one."""
    with tempfile.NamedTemporaryFile(prefix="dedupe-", delete=False) as file:
        atexit.register(Path(file.name).unlink, missing_ok=True)
        shutil.copyfileobj(sys.stdin.buffer, file)
    return file.name


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder to be listed."""

    path: str  # its real path with forward slashes, one of them at the end
    id: str  # its identity with a slash at the end; empty for the working directory
    outlet: str | None  # the outlet that the articles in it are of
    rules: Rules  # that the folders above it have for it


@dataclass(frozen=True, slots=True)
class _Listing:
    folders: list[str]
    files: list[os.DirEntry[str]]
    ignore_files: list[str]


def walk(root: FoundFolder, cwd: str) -> Iterator[FoundFile | Skipped]:
    """Find the articles in a folder and below it, in no particular order; `cwd` is an absolute path.

    Hidden and ignored files and folders are left out. Linked folders are not followed, and files of no known format
    not read; both are said.
    """
    path = f"{root.path.replace(os.sep, '/').rstrip('/')}/"
    name = "" if root.id == "." else f"{root.id.rstrip('/')}/"
    folders = [_Folder(path, name, None, rules_above(path))]
    while folders:
        folder = folders.pop()
        try:
            listing = _list(folder.path)
        except OSError as error:
            yield Skipped(folder.id.rstrip("/") or ".", reason(error))
            continue
        rules = folder.rules + rules_in(folder.path, listing.ignore_files)
        yield from _files(folder, listing, rules)
        folders += _folders(folder, listing, rules, cwd)


def _list(path: str) -> _Listing:
    listing = _Listing([], [], [])
    with os.scandir(path) as entries:
        for entry in entries:
            name = entry.name
            if name.startswith("."):
                if name in IGNORE_FILES and entry.is_file(follow_symlinks=False):
                    listing.ignore_files.append(name)
            elif entry.is_dir(follow_symlinks=False):
                listing.folders.append(name)
            else:
                listing.files.append(entry)
    return listing


def _files(folder: _Folder, listing: _Listing, rules: Rules) -> Iterator[FoundFile | Skipped]:
    for entry in listing.files:
        path = folder.path + entry.name
        if is_ignored(rules, path):
            continue
        name = folder.id + printable_name(entry.name)
        if entry.is_file(follow_symlinks=False):
            found: FoundFile | FoundFolder | Skipped = FoundFile(name, path, folder.outlet)
        else:
            found = find(path, name, folder.outlet)
        if isinstance(found, FoundFolder):
            yield Skipped(name, "a linked folder, which is not followed")
        elif isinstance(found, FoundFile) and format_by_name(entry.name) is None:
            yield Skipped(name, unsupported(entry.name), unsupported=True)
        else:
            yield found


def _folders(folder: _Folder, listing: _Listing, rules: Rules, cwd: str) -> Iterator[_Folder]:
    for name in listing.folders:
        path = f"{folder.path}{name}/"
        if not is_ignored(rules, path):
            outlet = folder.outlet or printable_name(name)
            yield _Folder(path, child_identity(folder.id, name, cwd), outlet, rules)
