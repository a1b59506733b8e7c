"""Patterns of files in the syntax of `.gitignore`."""

from __future__ import annotations

import posixpath
import re
import warnings
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from dedupe.errors import ConfigError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_FOLDERS = "(?:/.+)?"  # what pathspec makes of ** between slashes
_BETWEEN_STARS = re.compile(
    r"\[\^/\]\*((?:\\.|\[\^/\](?!\*)|\[(?!\^/\])(?:\\.|[^\]\\])+\]|[^\\/\[(])+)(?=\[\^/\]\*)"
)


def matcher(patterns: Sequence[str], at: str = "") -> Callable[[str], bool]:
    """Return a function that tells whether a file matches the last of some patterns that decides.

    Args:
        patterns: relative to a folder.
        at: path from that folder to the working directory, which identities of files are relative to;
            empty, or ending in a slash.

    Raises:
        ConfigError: a pattern is broken.
    """
    if not patterns:
        return lambda _: False
    try:
        spec = ignore_spec(patterns)
    except (ValueError, re.error) as error:
        raise ConfigError(f"a pattern is broken: {error}") from None
    return lambda name: spec.match_file(posixpath.normpath(at + name))


def ignore_spec(patterns: Iterable[str]) -> GitIgnoreSpec:
    """Compile patterns so that matching takes no more than square time, whatever the pattern and the path.

    Raises:
        ValueError: a pattern is broken; or re.error.
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
