"""Which files a folder keeps out of sight: `.gitignore`, and `.dedupeignore` of the same syntax."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from dedupe.errors import InputError
from dedupe.read.file_bytes import read_content
from dedupe.read.paragraph_splitter import unify_newlines
from dedupe.read.path_patterns import ignore_spec

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

# The later one decides where they differ.
IGNORE_FILES = (".gitignore", ".dedupeignore")
_MAX_SIZE = 1_000_000

# Outermost first: a folder, ending in a slash, and its patterns.
Rules: TypeAlias = "tuple[tuple[str, GitIgnoreSpec], ...]"


def is_ignored(rules: Rules, path: str) -> bool:
    """Return whether the innermost rule on a path keeps it out.

    Args:
        rules: of the folder that the path lies in.
        path: absolute, with forward slashes; that of a folder ends in one.
    """
    for base, spec in reversed(rules):
        verdict = spec.check_file(path[len(base) :]).include
        if verdict is not None:
            return verdict
    return False


def rules_above(root: str) -> Rules:
    """Collect the rules that the folders above `root` have for it, up to the Git repository's root.

    Args:
        root: the absolute path of a folder, with forward slashes, ending in one.

    Returns:
        No rules outside a repository, or where they ignore `root` itself: it was asked for.
    """
    folder = Path(root)
    inside = [folder, *folder.parents]
    depth = next((i for i, parent in enumerate(inside) if (parent / ".git").exists()), 0)
    rules: Rules = ()
    for parent in reversed(inside[1 : depth + 1]):
        names = [name for name in IGNORE_FILES if (parent / name).is_file()]
        rules += rules_in(f"{parent.as_posix().rstrip('/')}/", names)
    return () if rules and is_ignored(rules, root) else rules


def rules_in(folder: str, names: Container[str]) -> Rules:
    """Read the ignore files of one folder; one that cannot be read has no rules.

    Args:
        folder: its path, ending in a slash.
        names: of the regular files in it, hidden ones at least.
    """
    return tuple(
        (folder, spec)
        for name in IGNORE_FILES
        if name in names
        for spec in _specs(f"{folder}{name}")
    )


def _specs(path: str) -> Iterator[GitIgnoreSpec]:
    try:
        text = read_content(path, _MAX_SIZE).decode("utf-8-sig", errors="surrogateescape")
    except InputError:
        return
    yield ignore_spec(filter(_is_pattern, unify_newlines(text).split("\n")))


def _is_pattern(line: str) -> bool:
    try:
        ignore_spec([line])
    except (ValueError, re.error):
        return False
    return True
