"""A walk through a folder for the files that hold articles."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

from dedupe.article import Skipped
from dedupe.read.article_identity import child_identity, printable_name
from dedupe.read.file_bytes import reason
from dedupe.read.formats.registry import format_by_name, unsupported
from dedupe.read.found_file import Found, FoundFolder, find
from dedupe.read.ignore import IGNORE_FILES, Rules, is_ignored, rules_above, rules_in


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder to be listed.

    Attributes:
        path: its real path with forward slashes, one of them at the end.
        id: its identity with a slash at the end; empty for the working directory.
        outlet: the outlet that the articles in it are of.
        rules: that the folders above it have for it.
    """

    path: str
    id: str
    outlet: str | None
    rules: Rules


@dataclass(frozen=True, slots=True)
class _Listing:
    folders: list[str]
    files: list[os.DirEntry[str]]
    ignore_files: list[str]


def walk(root: FoundFolder, cwd: str) -> Iterator[Found | Skipped]:
    """Find the articles in a folder and below it, in no particular order.

    Hidden and ignored files and folders are left out. Linked folders are not followed, and files of no known
    format not read; both are said.

    Args:
        cwd: absolute path of the working directory.
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


def _files(folder: _Folder, listing: _Listing, rules: Rules) -> Iterator[Found | Skipped]:
    for entry in listing.files:
        path = folder.path + entry.name
        if is_ignored(rules, path):
            continue
        name = folder.id + printable_name(entry.name)
        if entry.is_file(follow_symlinks=False):
            found: Found | FoundFolder | Skipped = Found(name, path, folder.outlet)
        else:
            found = find(path, name, folder.outlet)
        if isinstance(found, FoundFolder):
            yield Skipped(name, "a linked folder, which is not followed")
        elif isinstance(found, Found) and format_by_name(entry.name) is None:
            yield Skipped(name, unsupported(entry.name), unsupported=True)
        else:
            yield found


def _folders(folder: _Folder, listing: _Listing, rules: Rules, cwd: str) -> Iterator[_Folder]:
    for name in listing.folders:
        path = f"{folder.path}{name}/"
        if not is_ignored(rules, path):
            outlet = folder.outlet or printable_name(name)
            yield _Folder(path, child_identity(folder.id, name, cwd), outlet, rules)
