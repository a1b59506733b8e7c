"""A file that was found, before it is read, and what it is called: its path relative to the working directory."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from dedupe.article import Skipped
from dedupe.read.file_bytes import reason

MAX_FILE_SIZE = 10_000_000


class FoundFile(NamedTuple):
    """A file that holds an article, or several.

    Attributes:
        path: its real path, by which it is opened.
        outlet: the outlet that its folder is named for, None where there is none.
        linked: whether its name is a symbolic link.
        fields: by field the name that it has in tables and JSON, where the user says so.
        max_size: in bytes, of it or, where it has several articles, of one; what is larger is not read.
    """

    id: str
    path: str
    outlet: str | None = None
    linked: bool = False
    fields: tuple[tuple[str, str], ...] = ()
    max_size: int = MAX_FILE_SIZE


@dataclass(frozen=True, slots=True)
class FoundFolder:
    """A folder; `id` is its identity and `path` its real path."""

    id: str
    path: str


class Place(NamedTuple):
    """Where an article stands."""

    file: FoundFile  # the file, or the corpus
    offset: int | None = None  # in bytes of its line in a corpus, None where it is not read by the line
    size: int = 0  # of the line in bytes
    line: int = 0  # on which it stands in a file with several, 1-based, else 0
    record: int = 0  # how many articles of the file are before it, where it is not read by the line
    copy: str = ""  # the corpus that it was copied into for a run, by its `offset` and `size`; empty for none


def find(path: str, name: str, outlet: str | None = None) -> FoundFile | FoundFolder | Skipped:
    """Find out what a path leads to, without opening it, in a folder that is named for an outlet or none."""
    linked = False
    try:
        linked = Path(path).is_symlink()
        mode = Path(path).stat().st_mode
    except (OSError, ValueError) as error:
        broken = linked and isinstance(error, FileNotFoundError)
        return Skipped(name, "broken symbolic link" if broken else reason(error))
    if stat.S_ISDIR(mode):
        return FoundFolder(name, os.path.realpath(path))
    if not stat.S_ISREG(mode):
        return Skipped(name, "not a regular file")
    return FoundFile(name, os.path.realpath(path), outlet, linked)


def absolute(path: str, cwd: str) -> str:
    """Complete a path that may be relative to a working directory."""
    return str(Path(cwd, path))


def identity(path: str, cwd: str) -> str:
    """Return the name of a file or folder relative to an absolute working directory, with forward slashes.

    It leads `../` upwards, and is the path itself where none leads there, as between two Windows drives. It can always
    be encoded as UTF-8.
    """
    try:
        relative = os.path.relpath(absolute(path, cwd), cwd)
    except ValueError:
        relative = path
    return printable_name(relative.replace(os.sep, "/"))


def child_identity(folder: str, name: str, cwd: str) -> str:
    """Return the name, with a slash at the end, of a folder in another one, given by such a name; empty for `cwd`.

    `cwd` is the absolute path of the working directory, to which the way leads down from above.
    """
    steps = folder.count("../")
    if steps and folder == "../" * steps and Path(cwd).parts[-steps:][:1] == (name,):
        return "../" * (steps - 1)
    return f"{folder}{printable_name(name)}/"


def printable_name(name: str) -> str:
    r"""Write the undecodable bytes of a file name as escapes, such as `\udcff`."""
    return name if name.isascii() else name.encode("utf-8", "backslashreplace").decode("utf-8")
