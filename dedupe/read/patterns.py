"""Patterns of files in the syntax of `.gitignore`."""

from __future__ import annotations

import posixpath
import re
import warnings
from typing import TYPE_CHECKING

from dedupe.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


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
    from pathspec import GitIgnoreSpec

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of `re`, about character classes such as [[:alpha:]]
            spec = GitIgnoreSpec.from_lines(patterns)
    except (ValueError, re.error) as error:
        raise ConfigError(f"a pattern is broken: {error}") from None
    return lambda name: spec.match_file(posixpath.normpath(at + name))
