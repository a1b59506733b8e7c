"""Patterns of the configuration that match no file, which nobody would notice."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dedupe.cli.setting import Setting
    from dedupe.config import Config

_WILDCARD = re.compile(r"[^/]*[*?\[\\]")


def unmatched_patterns(paths: Sequence[Path], setting: Setting) -> tuple[str, ...]:
    """Return in words which patterns of the configuration match none of the files, though they should.

    A pattern for another part of the configuration's folder than is checked is left alone.
    """
    from dedupe.article import Skipped
    from dedupe.read.discover import discover
    from dedupe.read.path_patterns import matcher

    config = setting.config
    if config.file is None or not any(path.is_dir() for path in paths):
        return ()
    patterns = [
        pattern for pattern in _patterns(config) if not _is_elsewhere(pattern[1], paths, config)
    ]
    if not patterns:
        return ()
    found = discover([os.fspath(path) for path in paths], str(setting.cwd))
    names = [file.id for file in found if not isinstance(file, Skipped) or file.unsupported]
    return tuple(
        f"{config.file.name}: {option} {pattern!r} matches no file that was met;"
        " patterns are relative to the folder of the configuration"
        for option, pattern in patterns
        if not any(map(matcher([pattern.removeprefix("!")], setting.at), names))
    )


def _patterns(config: Config) -> Iterator[tuple[str, str]]:
    """Yield each pattern with the name of its option."""
    for option, patterns in (
        ("exclude", config.exclude),
        ("include", config.include),
        ("wire", config.wire),
        ("per-path-ignores", config.per_path_ignores),
        *((f"outlets.{outlet.name}.paths", outlet.paths) for outlet in config.outlets),
    ):
        yield from ((option, pattern) for pattern in patterns)


def _is_elsewhere(pattern: str, paths: Sequence[Path], config: Config) -> bool:
    """Return whether a pattern is about a folder that is there, and neither checked nor around what is."""
    literal = _WILDCARD.split(pattern.lstrip("!/"))[0]
    about = os.path.realpath(config.folder / literal)
    checked = [os.path.realpath(path) for path in paths]
    return os.path.exists(about) and not any(  # noqa: PTH110
        os.path.commonpath([about, path]) in (about, path) for path in checked
    )
