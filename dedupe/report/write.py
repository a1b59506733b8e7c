"""Writing a file all at once, or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from dedupe.errors import DedupeError


def write_atomically(path: str | Path, text: str) -> bool:
    """Put a text where it belongs, so that no reader ever sees half of it.

    The text goes to a new file in the same folder, which then takes the old one's place and
    permissions. A link is followed, and folders that are missing are made. What is no regular file,
    such as `/dev/stdout` or a pipe, is written to as it is.

    Args:
        path: of the file.
        text: written as UTF-8, with the line ends it has.

    Returns:
        Whether the file was touched: it is not if it has this text already.

    Raises:
        DedupeError: the system refuses; what was there is still there.
    """
    data = text.encode("utf-8", "backslashreplace")
    try:
        target = Path(path)
        if target.exists() and not target.is_file():
            target.write_bytes(data)
            return True
        target = target.resolve()
        if _has(target, data):
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, data)
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise DedupeError(f"{path} cannot be written: {reason}") from None
    return True


def _has(target: Path, data: bytes) -> bool:
    with suppress(OSError):
        return target.stat().st_size == len(data) and target.read_bytes() == data
    return False


def _replace(target: Path, data: bytes) -> None:
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:50]}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_permissions(target))
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _permissions(target: Path) -> int:
    """Give those of the file that is there, else those that the process gives new files."""
    with suppress(OSError):
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
