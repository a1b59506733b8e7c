"""Patterns of files in the syntax of `.gitignore`: of the configuration, and of the ignore files of folders."""

from __future__ import annotations

import posixpath
import re
import warnings
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from dedupe.errors import ConfigError, InputError
from dedupe.read.decode import unify_newlines
from dedupe.read.file_bytes import read_content

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_FOLDERS = "(?:/.+)?"  # what pathspec makes of ** between slashes
_BETWEEN_STARS = re.compile(r"\[\^/\]\*((?:\\.|\[\^/\](?!\*)|\[(?!\^/\])(?:\\.|[^\]\\])+\]|[^\\/\[(])+)(?=\[\^/\]\*)")
# The later one decides where they differ.
IGNORE_FILES = (".gitignore", ".dedupeignore")
_MAX_SIZE = 1_000_000
# Outermost first: a folder, ending in a slash, and its patterns.
Rules: TypeAlias = "tuple[tuple[str, GitIgnoreSpec], ...]"


def matcher(patterns: Sequence[str], prefix: str = "") -> Callable[[str], bool]:
    """Return a function that tells whether a file matches the last of some patterns of a folder that decides.

    The files are named relative to the working directory, to which `prefix` leads from that folder: empty, or with a slash
    at the end. A ConfigError says that a pattern is broken.
    """
    if not patterns:
        return lambda _: False
    try:
        spec = ignore_spec(patterns)
    except (ValueError, re.error) as error:
        raise ConfigError(f"a pattern is broken: {error}") from None
    return lambda name: spec.match_file(posixpath.normpath(prefix + name))


def ignore_spec(patterns: Iterable[str]) -> GitIgnoreSpec:
    """Compile patterns so that matching takes no more than square time, whatever the pattern and the path.

    A ValueError, or re.error, says that one is broken.
    """
    from pathspec import GitIgnoreSpec

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of `re`, about character classes such as [[:alpha:]]
        compiled = list(GitIgnoreSpec.from_lines(patterns).patterns)
        for pattern in compiled:
            expression = getattr(pattern, "regex", None)
            if expression is not None:
                pattern.regex = re.compile(without_backtracking(expression.pattern))
    return GitIgnoreSpec(compiled)


def without_backtracking(expression: str) -> str:
    r"""Make each wildcard but the last match as little as it can, without going back.

    What follows a wildcard and stands before the next one may as well be where it occurs first.

    >>> without_backtracking("^(?:.+/)?[^/]*a[^/]*b[^/]*c$")
    '^(?:.+/)?(?>[^/]*?a)(?>[^/]*?b)[^/]*c$'

    Args:
        expression: as pathspec makes it of a pattern.
    """
    expression = _BETWEEN_STARS.sub(r"(?>[^/]*?\1)", expression)
    first, *rest = expression.split(_FOLDERS)
    if not rest:
        return expression
    between = "".join(f"(?>(?:/.+?)??{part}(?=/))" for part in rest[:-1])
    return f"{first}{between}{_FOLDERS}{rest[-1]}"


def is_ignored(rules: Rules, path: str) -> bool:
    """Return whether the innermost rule on an absolute path, that of a folder with a slash behind, keeps it out."""
    for base, spec in reversed(rules):
        verdict = spec.check_file(path[len(base) :]).include
        if verdict is not None:
            return verdict
    return False


def rules_above(root: str) -> Rules:
    """Collect the rules that the folders above a folder have for it, up to the Git repository's root.

    There are none outside a repository, or where they ignore the folder itself: it was asked for. The path is
    absolute, with forward slashes, ending in one.
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
    """Read the ignore files among the files of one folder, whose path ends in a slash.

    One that cannot be read has no rules.
    """
    return tuple((folder, spec) for name in IGNORE_FILES if name in names for spec in _specs(f"{folder}{name}"))


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
