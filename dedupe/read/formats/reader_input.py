"""What the reader of a format is given, and what it yields."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from importlib import import_module
from typing import Any, BinaryIO, NamedTuple, Self

import xxhash

from dedupe.article import Suppression
from dedupe.errors import InputError, UnsupportedError
from dedupe.read.file_bytes import RegularFile
from dedupe.read.metadata import NO_METADATA, Metadata
from dedupe.read.paragraph_splitter import NO_PARAGRAPHS, ParagraphColumns

_CHUNK = 1 << 20
_BUFFER = 1 << 16
_DEEPEST = 3  # archives in archives
_EXPANSION = 200  # times its own size that a file may unpack to; news unpacks to three to ten times


class Record(NamedTuple):
    """One article as a reader found it."""

    metadata: Metadata = NO_METADATA
    paragraphs: ParagraphColumns = NO_PARAGRAPHS  # with lines of the file, or where its format has none, numbers
    line: int | None = None  # on which the record stands, in a file with several; a row of a table without lines
    id: str | None = None  # what the file calls it, None where it does not
    member: str = ""  # path of the member of an archive that it is in
    encoding: str | None = None  # of the text where it had to be guessed
    digest: bytes = b""  # of everything that it was made from
    has_lines: bool = False  # whether the paragraphs of one of several have lines of the file
    raw: bytes = b""  # the bytes of the file, where it is text with one article
    suppressions: tuple[Suppression, ...] = ()  # findings about it that it declares to be wanted


class Unread(NamedTuple):
    """What is no article, with the reason in words."""

    reason: str
    line: int | None = None  # as in `Record`
    member: str = ""  # as in `Record`
    unsupported: bool = False  # whether no reader takes it


class Budget:
    """How much an archive may unpack to."""

    def __init__(self, most: int) -> None:
        self._left = self._most = most

    def spend(self, size: int) -> None:
        """Remove what was unpacked, or raise an InputError if it is too much."""
        self._left -= size
        if self._left < 0:
            raise InputError(f"unpacks to more than {self._most:,} bytes")


@dataclass(frozen=True)
class Source:
    """A file, or a member of an archive, that is to be read once.

    Attributes:
        file: at its beginning, buffered if it is a member of an archive.
        fields: by field the name that a table or JSON has for it, if the user says so.
    """

    name: str  # of the file, without folders
    file: RegularFile | BinaryIO
    max_size: int  # bytes held in memory for an article, or for a file that must be read whole
    size: int = 0
    fields: Mapping[str, str] = field(default_factory=dict)
    budget: Budget | None = None  # how much it may unpack to, None for a file that is not unpacked yet
    depth: int = 0  # in how many archives it lies

    @cached_property
    def stream(self) -> BinaryIO:
        """What is left of it, to be read a part at a time."""
        return io.BufferedReader(self.file, _BUFFER) if isinstance(self.file, RegularFile) else self.file

    def __enter__(self) -> Self:
        """Close it at the end of a `with` block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        (self.stream if "stream" in vars(self) else self.file).close()

    def peek(self, size: int) -> bytes:
        """Return the next bytes, and leave them to be read."""
        stream = self.stream
        if not isinstance(stream, io.BufferedReader):
            raise TypeError("a buffered stream is wanted")
        return stream.peek(size)[:size]

    def whole(self) -> bytes:
        """Read all that is left, or raise an InputError if it is larger than `max_size`."""
        if self.size > self.max_size and self.budget is None:
            raise InputError(f"{self.size:,} bytes, over the limit of {self.max_size:,}")
        is_begun = "stream" in vars(self) or not isinstance(self.file, RegularFile)
        read = self.stream.read if is_begun else partial(os.read, self.file.fileno())
        data = read(min(self.size, self.max_size) + 1)
        while len(data) <= self.max_size and (more := read(_CHUNK)):
            data += more
        if len(data) > self.max_size:
            raise InputError(f"{len(data):,} bytes or more, over the limit of {self.max_size:,}")
        return data

    def seekable(self) -> BinaryIO:
        """Return a stream in which any place can be gone to.

        An InputError says that it must be held in memory for that, and is larger than `max_size`.
        """
        return self.stream if self.budget is None else io.BytesIO(self.whole())

    def inner(self, name: str, stream: BinaryIO, budget: Budget) -> Source:
        """Make the source of a member, or raise an InputError if it lies too deep."""
        if self.depth == _DEEPEST:
            raise InputError(f"in more than {_DEEPEST} archives")
        return replace(self, name=name, file=stream, budget=budget, depth=self.depth + 1)


def budget_of(source: Source) -> Budget:
    """Make the budget of a file that is not in another one."""
    return Budget(max(source.max_size, _EXPANSION * source.size))


def require(module: str, extra: str) -> Any:  # noqa: ANN401 - a module
    """Import a library that an extra of `pyproject.toml` installs; an UnsupportedError names the command for it."""
    try:
        return import_module(module)
    except ImportError:
        name, command = module.partition(".")[0], f"pip install 'dedupe-news[{extra}]'"
        raise UnsupportedError(f"read by {name}, which is not installed: {command}") from None


def digest_of(*parts: bytes | str) -> bytes:
    """Digest what an article was made from."""
    hashed = xxhash.xxh3_128()
    for part in parts:
        hashed.update(part if isinstance(part, bytes) else part.encode("utf-8", "replace"))
        hashed.update(b"\0")
    return hashed.digest()
