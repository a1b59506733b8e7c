"""Files that hold others: compressed by gzip, bzip2, xz or zstd, and archives, zip and tar."""

from __future__ import annotations

import io
import lzma
import posixpath
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from dedupe.errors import InputError, UnsupportedError
from dedupe.read.formats.reader_input import Budget, Record, Source, Unread, budget_of, require
from dedupe.read.formats.registry import format_by_name, read_source, unsupported

_MOST_MEMBERS = 1_000_000
_COMPRESSED = (".gz", ".bz2", ".xz", ".zst", ".zstd")
_BROKEN = (OSError, EOFError, ValueError, NotImplementedError, zlib.error, lzma.LZMAError)
_BROKEN_ARCHIVE = (OSError, EOFError, TypeError, ValueError, RuntimeError, NotImplementedError, KeyError, tarfile.TarError, zipfile.BadZipFile)  # fmt: skip


def read_compressed(source: Source) -> Iterator[Record | Unread]:
    """Read what is in a compressed file, whatever that is, as a stream."""
    budget = source.budget or budget_of(source)
    stream = _counted(_unpacked(source), budget)
    name = source.name
    end = next((suffix for suffix in _COMPRESSED if name.lower().endswith(suffix)), "")
    yield from read_source(source.inner(name[: len(name) - len(end)], stream, budget))


def read_archive(source: Source) -> Iterator[Record | Unread]:
    """Read the members of an archive that are of known formats, by their names."""
    budget = source.budget or budget_of(source)
    members = _zip_members(source) if source.peek(2) == b"PK" else _tar_members(source)
    number = 0
    try:
        for number, (name, stream) in enumerate(members, 1):
            if number > _MOST_MEMBERS:
                raise InputError(f"more than {_MOST_MEMBERS:,} members")
            yield from _read_member(source, name, stream, budget)
    except _BROKEN_ARCHIVE as error:
        raise InputError(f"a broken archive, after {number:,} members: {str(error)[:100]}") from None
    if not number:
        raise InputError("empty")


def _read_member(source: Source, name: str, stream: BinaryIO | None, budget: Budget) -> Iterator[Record | Unread]:
    if format_by_name(name) is None:
        yield Unread(unsupported(name), member=name, unsupported=True)
        return
    if stream is None:
        yield Unread("encrypted", member=name)
        return
    try:
        inner = source.inner(posixpath.basename(name), _counted(stream, budget), budget)
        for document in read_source(inner):
            yield document._replace(member=posixpath.join(name, document.member) if document.member else name)
    except InputError as error:
        yield Unread(str(error), member=name, unsupported=isinstance(error, UnsupportedError))


def _zip_members(source: Source) -> Iterator[tuple[str, BinaryIO | None]]:
    with zipfile.ZipFile(source.seekable()) as archive:
        for member in archive.infolist():
            if member.is_dir() or _is_hidden(member.filename):
                continue
            if member.flag_bits & 1:
                yield member.filename, None
                continue
            with archive.open(member) as stream:
                yield member.filename, cast("BinaryIO", stream)


def _tar_members(source: Source) -> Iterator[tuple[str, BinaryIO | None]]:
    with tarfile.open(fileobj=source.stream, mode="r|*") as archive:
        for member in archive:
            vars(archive)["members"] = []  # it keeps all that it has seen
            if member.isreg() and not _is_hidden(member.name) and (stream := archive.extractfile(member)):
                yield member.name, cast("BinaryIO", stream)


def _is_hidden(name: str) -> bool:
    parts = (part for part in name.split("/") if part not in (".", ".."))
    return any(part.startswith((".", "__MACOSX")) for part in parts)


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


def _counted(stream: BinaryIO, budget: Budget) -> BinaryIO:
    """Read a stream as long as a budget allows; what breaks it is an InputError."""
    return io.BufferedReader(_Counted(stream, budget), 1 << 16)


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
        except Exception as error:
            if not isinstance(error, _BROKEN) and type(error).__name__ != "ZstdError":
                raise
            raise InputError(f"broken, or cut off: {str(error)[:100]}") from None
        self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)
