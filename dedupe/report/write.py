"""Writing a file, or a folder of pages, all at once or not at all."""

from __future__ import annotations

import filecmp
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import IO

from dedupe.errors import ConfigError, DedupeError

MARK = ".dedupeignore"  # which also keeps a check from reading the pages as articles
_MARK_TEXT = "# A report of dedupe, which the next one replaces as a whole.\n*\n"
_OURS = re.compile(r"\w+\.html|(?:outlet|story|pair)(?:/[0-9a-f]{16}\.html)?|" + re.escape(MARK))


def write_atomically(path: str | Path, texts: Iterable[str | bytes]) -> bool:
    """Write texts where they belong, so that no reader ever sees half of them; return whether that changed the file.

    They go, as UTF-8 with the line ends they have or as bytes, to a new file in the same folder, which then takes the
    old one's place and permissions. A link is followed; a folder that is missing is an error. What is no regular file,
    such as `/dev/stdout` or a pipe, is written to as it is. Where the system refuses, a DedupeError, what was there
    stays.
    """
    try:
        target = Path(path)
        if target.exists() and not target.is_file():
            with target.open("wb") as file:
                _write(file, texts)
            return True
        target = target.resolve()
        return _replace(target, texts)
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise DedupeError(f"{path} cannot be written: {reason}") from None


def _write(file: IO[bytes], texts: Iterable[str | bytes]) -> None:
    for text in texts:
        file.write(text if isinstance(text, bytes) else text.encode("utf-8", "backslashreplace"))


def _replace(target: Path, texts: Iterable[str | bytes]) -> bool:
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:50]}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            _write(file, texts)
            file.flush()
            os.fsync(file.fileno())
        if target.exists() and filecmp.cmp(name, target, shallow=False):
            Path(name).unlink()
            return False
        Path(name).chmod(_permissions(target))
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
    return True


def _permissions(target: Path) -> int:
    """Return those of the file that is there, else those that the process gives new files."""
    with suppress(OSError):
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def require_report_folder(folder: Path) -> None:
    """Raise a ConfigError if a folder is not new, empty, or an earlier report of ours, in a folder that is there."""
    try:
        if not folder.parent.is_dir():
            raise ConfigError(f"{folder}: there is no folder {folder.parent}")
        if folder.exists() and not folder.is_dir():
            raise ConfigError(f"{folder} is a file; name a folder, or a file that ends in .html")
        other = _foreign(folder) if folder.exists() else None
    except OSError as error:
        raise ConfigError(f"{folder}: {error.strerror or error}") from None
    if other is not None:
        raise ConfigError(f"{folder} has {other}, which is no page of a report; name a folder that is new or empty")


def _foreign(folder: Path) -> str | None:
    """Return the name of something in a folder that no report of ours has, None if there is nothing."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))
    if not names:
        return None
    mark = folder / MARK
    is_ours = mark.is_file() and mark.read_text("utf-8", "replace") == _MARK_TEXT
    return next((name for name in names if not (is_ours and _OURS.fullmatch(name))), None)


def write_folder(folder: Path, pages: Iterable[tuple[str, str]]) -> None:
    """Put pages, by path below it and text, into a folder that is new, empty, or an earlier report.

    They take the place of an earlier report when all of them are there; a link is followed. A ConfigError says that the
    folder is none of these, a DedupeError that the system refuses, which leaves the earlier report.
    """
    require_report_folder(folder)
    target = Path(os.path.realpath(folder))
    try:
        made = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name[:50]}."))
        try:
            _fill(made / "new", pages)
            if target.exists():
                target.rename(made / "old")
            (made / "new").rename(target)
        except BaseException:
            if (made / "old").exists() and not target.exists():
                (made / "old").rename(target)
            raise
        finally:
            shutil.rmtree(made, ignore_errors=True)
    except OSError as error:
        raise DedupeError(f"{folder} cannot be written: {error.strerror or error}") from None


def _fill(folder: Path, pages: Iterable[tuple[str, str]]) -> None:
    folder.mkdir()
    (folder / MARK).write_text(_MARK_TEXT, "utf-8")
    for path, text in pages:
        file = folder / path
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(text.encode("utf-8", "backslashreplace"))
