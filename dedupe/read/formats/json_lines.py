"""JSON lines that cannot be read at any place, for they are compressed or in an archive."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from dedupe.errors import InputError
from dedupe.read.formats.extended_json import parse
from dedupe.read.formats.json_articles import article_from
from dedupe.read.formats.reader_input import Unread, digest_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dedupe.read.formats.reader_input import Record, Source


def read(source: Source) -> Iterator[Record | Unread]:
    """Read an article a line, as a stream; a line that is too long is never held in memory."""
    number, limit = 0, source.max_size
    while line := source.stream.readline(limit + 1):
        number += 1
        if len(line) > limit and not line.endswith(b"\n"):
            _skip_rest(source)
            yield Unread(f"a line of over {limit:,} bytes, the limit", number)
        elif line.strip():
            try:
                yield read_line(line, source.fields, number)
            except InputError as error:
                yield Unread(str(error), number)
    if not number:
        raise InputError("empty")


def read_line(line: bytes, named: Mapping[str, str], number: int) -> Record:
    """Read the article of a line.

    Raises:
        InputError: it is none.
    """
    value, *others = parse(line.removeprefix(codecs.BOM_UTF8))
    if others:
        raise InputError("broken JSON")
    return article_from(value, named, number, digest_of(line))._replace(raw=line)


def _skip_rest(source: Source) -> None:
    while (rest := source.stream.readline(1 << 18)) and not rest.endswith(b"\n"):
        pass
