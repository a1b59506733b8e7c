"""A corpus, JSON with one article a line, read as a stream."""

from __future__ import annotations

import codecs
import json
from io import BufferedReader, FileIO
from typing import TYPE_CHECKING

from dedupe.article import Skipped
from dedupe.errors import InputError
from dedupe.read.assemble import assemble
from dedupe.read.content import open_file, reason
from dedupe.read.decode import wide_encoding
from dedupe.read.metadata import clean, metadata_from, take_leading_date
from dedupe.read.paragraphs import split_paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dedupe.article import Article
    from dedupe.read.found import Found

_BUFFER = 1 << 18


def read_corpus(found: Found, max_line_size: int) -> Iterator[Article | Skipped]:
    """Read the articles of a corpus in their order.

    Args:
        found: the file; it may be of any size.
        max_line_size: in bytes; a longer line is skipped, and never held in memory.

    Yields:
        An article for each line that is one, and a reason, under `corpus path:line`, for each that
        is not. Blank lines are nothing.
    """
    number, blank = 0, True
    try:
        descriptor, _ = open_file(found.path)
        with BufferedReader(FileIO(descriptor), _BUFFER) as corpus:
            for number, line in enumerate(_lines(corpus, max_line_size), 1):
                if line is None or line.strip():
                    blank = False
                    yield _read_line(found, number, line, max_line_size)
        if blank:
            yield Skipped(found.id, "empty")
    except OSError as error:
        yield Skipped(found.id, f"{reason(error)}, after line {number}")
    except InputError as error:
        yield Skipped(found.id, str(error))


def _lines(corpus: BufferedReader[FileIO], max_size: int) -> Iterator[bytes | None]:
    """Yield each line, None in place of one that is too long."""
    if encoding := wide_encoding(corpus.peek(4)):
        raise InputError(f"{encoding}, where a corpus is UTF-8")
    while line := corpus.readline(max_size + 1):
        if len(line) <= max_size or line.endswith(b"\n"):
            yield line
        else:
            _skip_rest(corpus)
            yield None


def _skip_rest(corpus: BufferedReader[FileIO]) -> None:
    while (rest := corpus.readline(_BUFFER)) and not rest.endswith(b"\n"):
        pass


def _read_line(found: Found, number: int, line: bytes | None, max_size: int) -> Article | Skipped:
    place = f"{found.id}:{number}"
    try:
        return _read_object(found, number, _parse(line, max_size))
    except InputError as error:
        return Skipped(place, str(error))


def _parse(line: bytes | None, max_size: int) -> Mapping[str, object]:
    if line is None:
        raise InputError(f"a line of over {max_size:,} bytes, the limit")
    try:
        parsed = json.loads(line.removeprefix(codecs.BOM_UTF8).decode())
    except UnicodeDecodeError:
        raise InputError("not UTF-8") from None
    except RecursionError:
        raise InputError("JSON nested too deeply") from None
    except ValueError:
        raise InputError("broken JSON") from None
    if not isinstance(parsed, dict):
        raise InputError("not a JSON object")
    return parsed


def _read_object(found: Found, number: int, values: Mapping[str, object]) -> Article:
    text = values.get("text")
    if not isinstance(text, str):
        raise InputError("without text" if text is None else "its text is not a string")
    metadata, body = take_leading_date(metadata_from(values), clean(text))
    name = _name(values.get("id"), f"{found.id}:{number}")
    return assemble(found, metadata, split_paragraphs(body), name=name, line=number)


def _name(value: object, place: str) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if value is not None and not isinstance(value, str):
        raise InputError("its id is neither a string nor an integer")
    return clean(value) if value else place
