"""Writing a file all at once, or not at all."""

from __future__ import annotations

import filecmp
import os
import stat
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import IO

from dedupe.errors import DedupeError


def write_atomically(path: str | Path, texts: Iterable[str | bytes]) -> bool:
    """Write texts one after the other where they belong, so that no reader ever sees half of them.

    They go to a new file in the same folder, which then takes the old one's place and permissions. A
    link is followed; a folder that is missing is an error. What is no regular file, such as
    `/dev/stdout` or a pipe, is written to as it is.

    Args:
        texts: written as UTF-8, with the line ends they have; bytes as they are.

    Returns:
        Whether the file was touched: it is not if it has these texts already.

    Raises:
        DedupeError: the system refuses; what was there is still there.
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
