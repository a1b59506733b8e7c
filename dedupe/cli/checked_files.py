"""Which files a check is about: lists of them, those in focus, patterns that match none, and what a makefile must know of."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dedupe.cli.option_values import is_folder, is_missing
from dedupe.errors import ConfigError, InputError

if TYPE_CHECKING:
    from dedupe.cli.effective_config import Setting
    from dedupe.cli.reports import ReportRequest
    from dedupe.config import Config
    from dedupe.read.file_selection import FileSelection

_LONGEST_LIST = 256_000_000  # bytes
_SPECIAL = re.compile(r"(\\*)([ #:*?\[\]])")
_UNSPEAKABLE = re.compile(r"[;|=%\x00-\x1f\x7f]")  # which make has no way to write in a name
_WILDCARD = re.compile(r"[^/]*[*?\[\\]")


def all_paths(paths: Iterable[Path] | None, files_from: str | None) -> list[Path]:
    """Return the paths to be checked, those of a list included.

    A ConfigError says that there are none, an InputError that a path in a list leads nowhere.
    """
    if not paths and files_from is None:
        raise ConfigError("nothing to check: name articles, folders or corpora")
    return [*(paths or ()), *(listed_files(files_from) if files_from is not None else ())]


def listed_files(name: str) -> list[Path]:
    """Read paths from a file, or from the standard input if it is called "-".

    An InputError says that it cannot be read, or that one of the paths leads nowhere.
    """
    try:
        with sys.stdin.buffer if name == "-" else Path(name).open("rb") as file:
            data = file.read(_LONGEST_LIST + 1)
    except OSError as error:
        raise InputError(f"--files-from {name}: {error.strerror}") from None
    if len(data) > _LONGEST_LIST:
        raise InputError(f"--files-from {name}: over {_LONGEST_LIST:,} bytes, the limit")
    parts = data.split(b"\0") if b"\0" in data else data.splitlines()
    paths = [Path(os.fsdecode(part)) for part in parts if part.strip()]
    for path in paths:
        if is_missing(path):
            raise InputError(f"--files-from {name}: {path} does not exist")
    return paths


def focused(files: Iterable[str] | None, since: str | None, cwd: Path) -> frozenset[str] | None:
    """Return the files that findings must touch, as findings name them; None for no such limit.

    An InputError says that Git cannot tell, or that a file is missing.
    """
    if files is None and since is None:
        return None
    wanted = list(files or ())
    for name in wanted:
        if not os.path.lexists(name):
            raise InputError(f"--focus {name}: no such file or folder")
    if since is not None:
        from dedupe.cli.git import changed_since

        wanted += changed_since(since, cwd)
    return frozenset(name for path in wanted for name in _names(path, cwd))


def _names(path: str, cwd: Path) -> Iterator[str]:
    from dedupe.read.discovered_file import identity

    yield identity(path, str(cwd))
    yield identity(os.path.realpath(path), os.path.realpath(cwd))
    if Path(path).is_dir():
        for folder, _, names in os.walk(path):
            for name in names:
                yield identity(str(Path(folder, name)), str(cwd))


def dependencies(paths: Sequence[Path], setting: Setting, selection: FileSelection) -> set[str]:
    """List what a report depends on: articles, their folders, and other files that are there.

    A folder that the run writes into is left out: it changes with every run.
    """
    from dedupe.archive.manifest import MANIFEST, is_archive_folder
    from dedupe.article import Skipped
    from dedupe.read.discover_files import discover
    from dedupe.read.discovered_file import identity

    cwd, config = setting.cwd, setting.config
    found = selection.apply(discover([os.fspath(path) for path in paths], str(cwd)))
    files = {article.id for article in found if not isinstance(article, Skipped)}
    archives = {str(path / MANIFEST) for path in paths if is_archive_folder(path)}
    roots = [path for path in paths if is_folder(path)]
    written = {str(Path(path).parent) for path in selection.own}
    folders = {
        identity(str(folder), str(cwd))
        for folder in {*roots, *(up for file in files for up in _between(Path(file), roots))}
        if os.path.realpath(folder) not in written
    }
    others = [file for file in (config.file, config.baseline_file, *archives) if file is not None]
    return files | folders | {identity(str(other), str(cwd)) for other in others}


def make_rule(requests: Sequence[ReportRequest], sources: Iterable[str]) -> str:
    """Write the rule of a makefile by which the reports depend on what they were made from.

    A ConfigError says that no report goes to a file.
    """
    targets = [
        str(request.file / "index.html" if request.is_folder else request.file) for request in requests if request.file
    ]
    if not targets:
        raise ConfigError("--depfile: no report goes to a file; --output or --report is wanted too")
    return depfile(targets, sources)


def _between(file: Path, roots: Sequence[Path]) -> Iterator[Path]:
    for folder in file.parents:
        if any(folder.is_relative_to(root) for root in roots):
            yield folder


def depfile(targets: Iterable[str], sources: Iterable[str]) -> str:
    r"""Write the files that targets depend on, each also as a target, so that its end breaks nothing.

    >>> print(depfile(["out.json"], ["the ferry.txt", "a;b.txt"]), end="")
    # a file whose name make cannot hold is left out
    out.json: \
      the\ ferry.txt
    the\ ferry.txt:

    Args:
        targets: files that were written.
        sources: files and folders that were read.
    """
    wanted = sorted(set(sources))
    named = [_escape(path) for path in wanted if not _UNSPEAKABLE.search(path)]
    cut = "# a file whose name make cannot hold is left out\n" * (len(wanted) - len(named))
    rule = " \\\n  ".join([f"{' '.join(map(_escape, targets))}:", *named])
    return f"{cut}{rule}\n" + "".join(f"{path}:\n" for path in named)


def _escape(path: str) -> str:
    name = _SPECIAL.sub(r"\1\1\\\2", path).replace("$", "$$")
    return f"./{name}" if name.startswith("~") else name


def unmatched_patterns(paths: Sequence[Path], setting: Setting) -> tuple[str, ...]:
    """Return in words which patterns of the configuration match none of the files, though they should.

    A pattern for another part of the configuration's folder than is checked is left alone.
    """
    from dedupe.article import Skipped
    from dedupe.read.discover_files import discover
    from dedupe.read.path_patterns import matcher

    config = setting.config
    if config.file is None or not any(path.is_dir() for path in paths):
        return ()
    patterns = [pattern for pattern in _patterns(config) if not _is_elsewhere(pattern[1], paths, config)]
    if not patterns:
        return ()
    found = discover([os.fspath(path) for path in paths], str(setting.cwd))
    names = [file.id for file in found if not isinstance(file, Skipped) or file.unsupported]
    return tuple(
        f"{config.file.name}: {option} {pattern!r} matches no file that was met;"
        " patterns are relative to the folder of the configuration"
        for option, pattern in patterns
        if not any(map(matcher([pattern.removeprefix("!")], setting.prefix), names))
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
