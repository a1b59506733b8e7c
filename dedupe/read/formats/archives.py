"""Archives, zip and tar: the articles of each member."""

from __future__ import annotations

import posixpath
import tarfile
import zipfile
from typing import TYPE_CHECKING, BinaryIO, cast

from dedupe.errors import InputError, UnsupportedError
from dedupe.read.formats.compressed import budget_of, counted
from dedupe.read.formats.reader_input import Unread
from dedupe.read.formats.registry import format_by_name, read_source, unsupported

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dedupe.read.formats.reader_input import Budget, Record, Source

_MOST_MEMBERS = 1_000_000
_BROKEN = (OSError, EOFError, TypeError, ValueError, RuntimeError, NotImplementedError, KeyError, tarfile.TarError, zipfile.BadZipFile)  # fmt: skip


def read(source: Source) -> Iterator[Record | Unread]:
    """Read the members of an archive that are of known formats, by their names.

    Raises:
        InputError: it is broken, or unpacks to much more than its own size.
    """
    budget = source.budget or budget_of(source)
    members = _zip_members(source) if source.peek(2) == b"PK" else _tar_members(source)
    number = 0
    try:
        for number, (name, stream) in enumerate(members, 1):
            if number > _MOST_MEMBERS:
                raise InputError(f"more than {_MOST_MEMBERS:,} members")
            yield from _read_member(source, name, stream, budget)
    except _BROKEN as error:
        raise InputError(
            f"a broken archive, after {number:,} members: {str(error)[:100]}"
        ) from None
    if not number:
        raise InputError("empty")


def _read_member(
    source: Source, name: str, stream: BinaryIO | None, budget: Budget
) -> Iterator[Record | Unread]:
    if format_by_name(name) is None:
        yield Unread(unsupported(name), member=name, unsupported=True)
        return
    if stream is None:
        yield Unread("encrypted", member=name)
        return
    try:
        inner = source.inner(posixpath.basename(name), counted(stream, budget), budget)
        for document in read_source(inner):
            yield document._replace(
                member=posixpath.join(name, document.member) if document.member else name
            )
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
            if (
                member.isreg()
                and not _is_hidden(member.name)
                and (stream := archive.extractfile(member))
            ):
                yield member.name, cast("BinaryIO", stream)


def _is_hidden(name: str) -> bool:
    return any(
        part.startswith((".", "__MACOSX")) for part in name.split("/") if part not in (".", "..")
    )
