"""What an article is called: its path relative to the working directory."""

from __future__ import annotations

import os
from pathlib import Path


def absolute(path: str, cwd: str) -> str:
    """Complete a path that may be relative to a working directory."""
    return str(Path(cwd, path))


def identity(path: str, cwd: str) -> str:
    """Return the name of a file or folder relative to a working directory, with forward slashes.

    Args:
        path: absolute, or relative to `cwd`.
        cwd: absolute.

    Returns:
        The relative path, `../` upwards; the path itself where none leads there, as between two
        Windows drives. It can always be encoded as UTF-8.
    """
    try:
        relative = os.path.relpath(absolute(path, cwd), cwd)
    except ValueError:
        relative = path
    return printable_name(relative.replace(os.sep, "/"))


def child_identity(folder: str, name: str, cwd: str) -> str:
    """Return the name of a folder in another one.

    Args:
        folder: identity of the outer folder with a slash at the end; empty for `cwd`.
        name: of the inner folder.
        cwd: absolute path of the working directory, to which the way leads down from above.

    Returns:
        The identity of the inner folder, with a slash at the end; empty for `cwd`.
    """
    steps = folder.count("../")
    if steps and folder == "../" * steps and Path(cwd).parts[-steps:][:1] == (name,):
        return "../" * (steps - 1)
    return f"{folder}{printable_name(name)}/"


def printable_name(name: str) -> str:
    r"""Write the undecodable bytes of a file name as escapes, such as `\udcff`."""
    return name if name.isascii() else name.encode("utf-8", "backslashreplace").decode("utf-8")
