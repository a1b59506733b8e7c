"""One immutable file of named arrays, memory-mapped: the arrays, and behind them a table of contents.

The file begins and ends with a mark. Before the last mark stand the length and the checksum of the table,
which is JSON: of each array its name, type, offset, length and checksum (xxh3). Nothing in a file is
trusted: types come from a fixed list, and every range must lie within the file.
"""

from __future__ import annotations

import mmap
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Self

import msgspec
import numpy as np
import xxhash
from numpy.typing import NDArray

from dedupe.errors import InputError

_MARK = b"dedupe arrays 1\n"
_TAIL = 24  # bytes between the table and the last mark: length of the table, and its checksum
_ALIGNED = 4096
_PORTION = 1 << 20  # bytes that are checked at a time
_LARGEST_TABLE = 1 << 20
_TYPES = ("<u8", "<i8", "<u4", "|u1")


class BrokenArchiveError(InputError):
    """A file of an archive is damaged, missing, or none of ours."""


class _Entry(msgspec.Struct, array_like=True, frozen=True):
    """One array in the table."""

    name: str
    kind: str
    offset: int
    length: int
    checksum: int


class ArrayFileWriter:
    """Writes a file, which must not be there, array by array, each in as many blocks as it comes in."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("xb", buffering=1 << 20)
        self._file.write(_MARK)
        self._end = len(_MARK)
        self._entries: list[_Entry] = []

    def __enter__(self) -> Self:
        """Finish the file at the end of a `with` block."""
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        """Finish the file, or delete it after an error."""
        try:
            if kind is None:
                self._finish()
        except BaseException:
            self._discard()
            raise
        if kind is not None:
            self._discard()

    def add(self, name: str, kind: str, blocks: Iterable[NDArray[Any]]) -> None:
        """Write an array of one of `_TYPES`."""
        self._write(b"\0" * (-self._end % _ALIGNED))
        offset, checksum = self._end, xxhash.xxh3_64()
        for block in blocks:
            data = np.ascontiguousarray(block, dtype=kind).tobytes()
            checksum.update(data)
            self._write(data)
        length = (self._end - offset) // np.dtype(kind).itemsize
        self._entries.append(_Entry(name, kind, offset, length, checksum.intdigest()))

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._end += len(data)

    def _finish(self) -> None:
        table = msgspec.json.encode(self._entries)
        tail = len(table).to_bytes(8, "little") + xxhash.xxh3_128_digest(table)
        self._write(table + tail + _MARK)
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def _discard(self) -> None:
        self._file.close()
        self._path.unlink(missing_ok=True)


class ArrayFile:
    """A file of arrays, mapped into memory, and the arrays with their types that it must have.

    A BrokenArchiveError says that it is no such file, a FileNotFoundError that it is not there.
    """

    def __init__(self, path: Path, expected: Mapping[str, str]) -> None:
        self.path = path
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size < 2 * len(_MARK) + _TAIL:
                raise BrokenArchiveError(f"{path}: too short, it was cut off")
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._entries = {entry.name: entry for entry in self._table()}
        for name, kind in expected.items():
            if name not in self._entries or self._entries[name].kind != kind:
                raise BrokenArchiveError(f"{path}: has no array {name} of type {kind}")

    def _table(self) -> list[_Entry]:
        data, end = self._map, len(self._map) - len(_MARK)
        if data[: len(_MARK)] != _MARK or data[end:] != _MARK:
            raise BrokenArchiveError(f"{self.path}: no file of an archive, or it was cut off")
        size = int.from_bytes(data[end - _TAIL : end - 16], "little")
        start = end - _TAIL - size
        if size > _LARGEST_TABLE or start < len(_MARK):
            raise BrokenArchiveError(f"{self.path}: its table of contents is damaged")
        table = data[start : end - _TAIL]
        if xxhash.xxh3_128_digest(table) != data[end - 16 : end]:
            raise BrokenArchiveError(f"{self.path}: its table of contents is damaged")
        try:
            entries = msgspec.json.decode(table, type=list[_Entry])
        except (msgspec.MsgspecError, ValueError, RecursionError):
            raise BrokenArchiveError(f"{self.path}: its table of contents is damaged") from None
        for entry in entries:
            if not self._is_within(entry, start):
                raise BrokenArchiveError(f"{self.path}: array {entry.name} is out of bounds")
        return entries

    @staticmethod
    def _is_within(entry: _Entry, end: int) -> bool:
        if entry.kind not in _TYPES or entry.offset % _ALIGNED or min(entry.offset, entry.length) < 0:
            return False
        return entry.offset + entry.length * np.dtype(entry.kind).itemsize <= end

    def array(self, name: str) -> NDArray[Any]:
        """Return an array, of which only what is looked at is read."""
        entry = self._entries[name]
        return np.frombuffer(self._map, np.dtype(entry.kind), entry.length, entry.offset)

    def let_go(self) -> None:
        """Give memory back that only holds what stands in the file."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)

    def damaged(self) -> list[str]:
        """Read all arrays, and return the names of those whose bytes are not those that were written."""
        found = []
        for entry in self._entries.values():
            end = entry.offset + entry.length * np.dtype(entry.kind).itemsize
            checksum = xxhash.xxh3_64()
            for start in range(entry.offset, end, _PORTION):
                checksum.update(self._map[start : min(start + _PORTION, end)])
            if checksum.intdigest() != entry.checksum:
                found.append(entry.name)
            self.let_go()
        return found
