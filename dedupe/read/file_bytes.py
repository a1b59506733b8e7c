"""The bytes of a regular file, never more of them than allowed."""

from __future__ import annotations

import os
import stat
from errno import EAGAIN
from io import FileIO
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from dedupe.errors import InputError, UnreadableError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

# Not to block, should the file have become a pipe since it was found.
_FLAGS = os.O_RDONLY
for _name in ("O_CLOEXEC", "O_NONBLOCK", "O_BINARY"):  # as far as the system has them
    _FLAGS |= getattr(os, _name, 0)
_CHUNK = 1 << 16
Read = TypeVar("Read", bytes, int)
_MAX_SETTINGS = 10_000_000  # bytes, so that a device such as `/dev/zero` comes to an end


class RegularFile(FileIO):
    """A file that is read without waiting: what has nothing to read yet, such as a log of the kernel, is a BlockingIOError."""

    def read(self, size: int | None = -1, /) -> bytes:
        """Read at most so many bytes."""
        data: bytes | None = super().read(size)
        return _expected(data)

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Read into a buffer, and return how many bytes."""
        size: int | None = super().readinto(buffer)
        return _expected(size)


def _expected(read: Read | None) -> Read:
    if read is None:
        raise BlockingIOError(EAGAIN, os.strerror(EAGAIN))
    return read


def open_file(path: str) -> tuple[int, int]:
    """Open a regular file for reading, and return its descriptor, which the caller closes, and its size in bytes.

    An InputError says that it cannot be opened, or is not a regular file.
    """
    try:
        descriptor = os.open(path, _FLAGS)
        status = os.fstat(descriptor)
    except (OSError, ValueError) as error:
        raise UnreadableError(reason(error)) from None
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        raise InputError("a folder" if stat.S_ISDIR(status.st_mode) else "not a regular file")
    return descriptor, status.st_size


def read_content(path: str, max_size: int) -> bytes:
    """Read a whole regular file.

    An InputError says that it cannot be read, is not a regular file, or has more than `max_size` bytes.
    """
    descriptor, size = open_file(path)
    try:
        if size > max_size:
            raise InputError(f"{size:,} bytes, over the limit of {max_size:,}")
        data = os.read(descriptor, size + 1)
        while len(data) <= max_size and (more := os.read(descriptor, _CHUNK)):
            data += more
    except OSError as error:
        raise UnreadableError(reason(error)) from None
    finally:
        os.close(descriptor)
    if len(data) > max_size:
        raise InputError(f"{len(data):,} bytes or more, over the limit of {max_size:,}")
    return data


def read_settings(path: str | Path) -> str:
    """Read a file that says how to run, such as a configuration, from a pipe as well.

    An InputError says that it cannot be read, is larger, or is not UTF-8.
    """
    try:
        with Path(path).open("rb") as file:
            data = file.read(_MAX_SETTINGS + 1)
        if len(data) > _MAX_SETTINGS:
            raise InputError(f"over {_MAX_SETTINGS:,} bytes, the limit")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("not UTF-8") from None
    except (OSError, ValueError) as error:
        raise UnreadableError(reason(error)) from None


def reason(error: OSError | ValueError) -> str:
    """Describe why the system refused a path."""
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    words = getattr(error, "strerror", None) or str(error) or "cannot be read"
    return f"{words[0].lower()}{words[1:]}"
