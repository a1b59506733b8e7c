"""Files compressed by gzip, bzip2, xz or zstd: whatever is in them, as a stream."""

from __future__ import annotations

import io
import lzma
import zlib
from typing import TYPE_CHECKING, BinaryIO, cast

from dedupe.errors import InputError
from dedupe.read.formats.optional_libraries import require
from dedupe.read.formats.reader_input import Budget
from dedupe.read.formats.registry import read_source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dedupe.read.formats.reader_input import Record, Source, Unread

EXPANSION = 200  # times its own size that a file may unpack to; news unpacks to three to ten times
_BROKEN = (OSError, EOFError, zlib.error, lzma.LZMAError, ValueError, NotImplementedError)
_SUFFIXES = (".gz", ".bz2", ".xz", ".zst", ".zstd")


def read(source: Source) -> Iterator[Record | Unread]:
    """Read what is in a compressed file.

    Raises:
        InputError: it is broken, or unpacks to much more than its own size.
        UnsupportedError: no reader takes what is in it.
    """
    budget = source.budget or budget_of(source)
    stream = counted(_unpacked(source), budget)
    name = source.name
    end = next((suffix for suffix in _SUFFIXES if name.lower().endswith(suffix)), "")
    yield from read_source(source.inner(name[: len(name) - len(end)], stream, budget))


def budget_of(source: Source) -> Budget:
    """Make the budget of a file that is not in another one."""
    return Budget(max(source.max_size, EXPANSION * source.size))


def counted(stream: BinaryIO, budget: Budget) -> BinaryIO:
    """Read a stream as long as a budget allows; what breaks it is an InputError."""
    return io.BufferedReader(_Counted(stream, budget), 1 << 16)


def _unpacked(source: Source) -> BinaryIO:
    magic = source.peek(6)
    if magic.startswith(b"\x1f\x8b"):
        import gzip

        return cast("BinaryIO", gzip.GzipFile(fileobj=source.stream, mode="rb"))
    if magic.startswith(b"BZh"):
        import bz2

        return cast("BinaryIO", bz2.BZ2File(source.stream, "rb"))
    if magic.startswith(b"\xfd7zXZ"):
        return cast("BinaryIO", lzma.LZMAFile(source.stream, "rb"))
    if magic.startswith(b"\x28\xb5\x2f\xfd"):
        zstandard = require("zstandard", "zstd")
        decompressor = zstandard.ZstdDecompressor(max_window_size=1 << 27)
        stream: BinaryIO = decompressor.stream_reader(source.stream, read_across_frames=True)
        return stream
    raise InputError("not compressed, or broken")


class _Counted(io.RawIOBase):
    def __init__(self, stream: BinaryIO, budget: Budget) -> None:
        self._stream, self._budget = stream, budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._stream.read(len(buffer))
        except InputError:
            raise
        except _BROKEN as error:
            raise InputError(f"broken, or cut off: {str(error)[:100]}") from None
        except Exception as error:
            if type(error).__name__ == "ZstdError":
                raise InputError(f"broken, or cut off: {str(error)[:100]}") from None
            raise
        self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)
