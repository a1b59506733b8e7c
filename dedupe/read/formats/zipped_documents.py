"""What documents of word processors have in common: parts in a zip archive, paragraphs without lines."""

from __future__ import annotations

import re
import zipfile
import zlib
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from dedupe.errors import InputError
from dedupe.read.block_quotations import quote_blocks
from dedupe.read.formats.detect_export import split_export
from dedupe.read.formats.html_in_text import columns, one_line
from dedupe.read.formats.reader_input import Record, digest_of
from dedupe.read.metadata import replace_unencodable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dedupe.read.formats.reader_input import Source, Unread

_BROKEN = (OSError, EOFError, ValueError, RuntimeError, NotImplementedError, KeyError, zipfile.BadZipFile, zlib.error)  # fmt: skip

# Styles for block quotations of Word and LibreOffice, in the languages in which they have names of their own.
_QUOTATION = re.compile(
    r"(?:intense|intensives)?(?:_20_)?(?:quot|zitat|citation|cita|citazione)", re.IGNORECASE
)


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


def is_quotation(style: str) -> bool:
    """Return whether a paragraph in a style is a block quotation, by the style's name.

    >>> is_quotation("Intense_20_Quote"), is_quotation("Body Text")
    (True, False)
    """
    return _QUOTATION.match(style) is not None


def quote_styled(texts: Sequence[str], quoted: Sequence[bool]) -> list[str]:
    """Put quotation marks around the paragraphs that are block quotations, those that follow each other as one.

    >>> quote_styled(["He wrote to all:", "It is shut.", "We laughed at him."], [False, True, False])
    ['He wrote to all:', '“It is shut.”', 'We laughed at him.']
    """
    runs = accumulate(before != after for before, after in pairwise([False, *quoted]))
    return quote_blocks(
        texts, [run if is_quoted else None for is_quoted, run in zip(quoted, runs, strict=True)]
    )


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
