"""Articles as lines of JSON, compressed in blocks that stand for themselves.

A line says all that is needed to have its article again when its file is gone. A block is a mark, its sizes, a checksum
and the compressed lines, so that whatever else is lost, the blocks of a file that are whole can still be found and read.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
import xxhash

from dedupe.archive.array_file import BrokenArchiveError
from dedupe.read.article_draft import Draft
from dedupe.read.discovered_file import FoundFile, Place
from dedupe.read.metadata import Metadata
from dedupe.read.paragraph_splitter import ParagraphColumns

_MARK = b"dedupe-texts\x00\x01\xff\n"
_SIZES = struct.Struct("<IIIQ")  # compressed bytes, bytes, lines, checksum of what follows
_HEADER = len(_MARK) + _SIZES.size
_LEVEL = 2
BLOCK = 1 << 15  # bytes of lines that are compressed together
_LARGEST = 1 << 30
_WINDOW = 1 << 20  # bytes of a damaged file that are searched at a time
_encoder = msgspec.json.Encoder()


class TextBlock(NamedTuple):
    """Some lines, compressed."""

    data: bytes  # as it stands in the file
    lines: int


def pack_blocks(lines: Sequence[bytes]) -> list[TextBlock]:
    """Compress lines, each with a line end, some at a time."""
    blocks, held, size = [], list[bytes](), 0
    for line in lines:
        held.append(line)
        size += len(line)
        if size >= BLOCK:
            blocks.append(pack_block(held))
            held, size = [], 0
    return [*blocks, pack_block(held)] if held else blocks


def pack_block(lines: Sequence[bytes]) -> TextBlock:
    """Compress lines, each with a line end."""
    data = b"".join(lines)
    packed = zlib.compress(data, _LEVEL)
    sizes = _SIZES.pack(len(packed), len(data), len(lines), xxhash.xxh3_64_intdigest(packed))
    return TextBlock(_MARK + sizes + packed, len(lines))


class TextFile:
    """The blocks of one segment, in a file that is there."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = path.open("rb")
        self.size = os.fstat(self._file.fileno()).st_size

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def raw(self, offset: int) -> bytes:
        """Return a block as it stands in the file, or raise a BrokenArchiveError if there is none that is whole."""
        if not 0 <= offset < self.size:
            raise self._broken(offset)
        header = os.pread(self._file.fileno(), _HEADER, offset)
        if len(header) < _HEADER or not header.startswith(_MARK):
            raise self._broken(offset)
        size, length, _, checksum = _SIZES.unpack(header[len(_MARK) :])
        if max(size, length) > _LARGEST or offset + _HEADER + size > self.size:
            raise self._broken(offset)
        packed = os.pread(self._file.fileno(), size, offset + _HEADER)
        if xxhash.xxh3_64_intdigest(packed) != checksum:
            raise self._broken(offset)
        return header + packed

    def block(self, offset: int) -> TextBlock:
        """Return a block, or raise a BrokenArchiveError if there is none that is whole."""
        data = self.raw(offset)
        return TextBlock(data, _SIZES.unpack(data[len(_MARK) : _HEADER])[2])

    def lines(self, offset: int) -> list[bytes]:
        """Return the lines of a block, or raise a BrokenArchiveError if it is damaged."""
        try:
            return lines_of(self.block(offset))
        except (zlib.error, ValueError):
            raise self._broken(offset) from None

    def blocks(self) -> Iterator[tuple[int, BrokenArchiveError | None]]:
        """Yield the offset of each block, and in its place what is damaged up to the next whole one."""
        offset = 0
        while offset < self.size:
            try:
                size = len(self.raw(offset))
            except BrokenArchiveError as error:
                yield offset, error
                offset = self._next_mark(offset + 1)
            else:
                yield offset, None
                offset += size

    def _next_mark(self, start: int) -> int:
        while start < self.size:
            window = os.pread(self._file.fileno(), _WINDOW, start)
            if (at := window.find(_MARK)) >= 0:
                return start + at
            start += max(len(window) - len(_MARK) + 1, 1)
        return self.size

    def _broken(self, offset: int) -> BrokenArchiveError:
        return BrokenArchiveError(f"{self.path}: the texts at byte {offset:,} are damaged")


def lines_of(block: TextBlock) -> list[bytes]:
    """Return the lines of a block, each with its line end; a ValueError or zlib.error if it is damaged."""
    _, length, count, _ = _SIZES.unpack(block.data[len(_MARK) : _HEADER])
    data = zlib.decompressobj().decompress(block.data[_HEADER:], length + 1)
    *lines, rest = data.split(b"\n")
    if len(data) != length or len(lines) != count or rest:
        raise ValueError("its lines are not those that were written")
    return [line + b"\n" for line in lines]


class _Line(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The article as it is written; names and meanings are those of `Draft` and `Place`."""

    id: str
    path: str
    outlet: str | None
    metadata: Metadata
    texts: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    content: bytes
    encoding: str | None = None
    line: int | None = None
    place_line: int = 0
    record: int = 0


_decoder = msgspec.json.Decoder(_Line)


def write_text(draft: Draft, place: Place) -> bytes:
    """Write an article as a line of JSON, with a line end."""
    line = _Line(
        draft.id,
        draft.file.id,
        draft.file.outlet,
        draft.metadata,
        tuple(draft.paragraphs.texts),
        tuple(draft.paragraphs.starts),
        tuple(draft.paragraphs.ends),
        draft.digest,
        draft.encoding,
        draft.line,
        place.line,
        place.record,
    )
    return _encoder.encode(line) + b"\n"


def with_id(line: bytes, name: str) -> bytes:
    """Return a line with another identity."""
    return _encoder.encode(msgspec.structs.replace(_decoder.decode(line), id=name)) + b"\n"


def read_text(line: bytes) -> tuple[Draft, Place]:
    """Read an article that `write_text` wrote, and where it was read from; a BrokenArchiveError if it did not."""
    try:
        known = _decoder.decode(line)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise BrokenArchiveError("a text in an archive is no article") from None
    sizes = {len(known.texts), len(known.starts), len(known.ends)}
    if len(sizes) > 1 or not known.texts or any("\n" in text for text in known.texts):
        raise BrokenArchiveError("a text in an archive has no paragraphs")
    file = FoundFile(known.path, known.path, known.outlet)
    paragraphs = ParagraphColumns(known.texts, known.starts, known.ends)
    draft = Draft(known.id, file, known.metadata, paragraphs, known.encoding, known.line, known.content)
    return draft, Place(file, line=known.place_line, record=known.record)
