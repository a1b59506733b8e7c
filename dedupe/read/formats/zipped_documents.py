"""What documents of word processors have in common: parts in a zip archive, paragraphs without lines."""

from __future__ import annotations

import zipfile
import zlib
from typing import TYPE_CHECKING

from dedupe.errors import InputError
from dedupe.read.formats.detect_export import split_export
from dedupe.read.formats.html_in_text import columns, one_line
from dedupe.read.formats.reader_input import Record, digest_of
from dedupe.read.metadata import replace_unencodable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dedupe.read.formats.reader_input import Source, Unread

_BROKEN = (OSError, EOFError, ValueError, RuntimeError, NotImplementedError, KeyError, zipfile.BadZipFile, zlib.error)  # fmt: skip


def member(source: Source, name: str) -> bytes:
    """Read a part of a document that is a zip archive.

    Raises:
        InputError: it is not there, broken, or unpacks to more than `max_size`.
    """
    try:
        with zipfile.ZipFile(source.seekable()) as archive, archive.open(name) as part:
            data = part.read(source.max_size + 1)
    except KeyError:
        raise InputError(f"no document: {name} is missing") from None
    except _BROKEN as error:
        raise InputError(f"a broken document: {str(error)[:100]}") from None
    if len(data) > source.max_size:
        raise InputError(f"a document of over {source.max_size:,} bytes, the limit")
    return data


def read_paragraphs(texts: Sequence[str], data: bytes) -> Iterator[Record | Unread]:
    """Read an article, or those of an export, from the paragraphs of a document.

    Args:
        texts: of its paragraphs; a break in one of them divides it.
        data: what it was read from.

    Raises:
        InputError: there is no text.
    """
    lines = [replace_unencodable(line) for text in texts for line in text.split("\n")]
    if (articles := split_export("\n".join(lines))) is not None:
        yield from articles
        return
    paragraphs = columns((one_line(line), at, at) for at, line in enumerate(lines, 1))
    if not paragraphs.texts:
        raise InputError("empty")
    yield Record(paragraphs=paragraphs, digest=digest_of(data))
