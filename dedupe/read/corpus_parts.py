"""A corpus, JSON with one article a line, divided at the ends of lines."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BufferedReader
from typing import BinaryIO

from dedupe.article import Skipped
from dedupe.errors import InputError
from dedupe.read.decode import wide_encoding
from dedupe.read.discovered_file import FoundFile
from dedupe.read.file_bytes import RegularFile, open_file, reason

AN_ARRAY = "a JSON array, and not an object a line; a file that is one array is called .json"
_BUFFER = 1 << 18
_OPENING = 64  # bytes of either end of a first line that show what it is
_PART = 1 << 19  # bytes that are read at a time, to the end of a line


@dataclass(frozen=True, slots=True)
class CorpusPart:
    """Successive lines of a corpus."""

    file: FoundFile
    start: int  # offset in bytes of the first line
    end: int  # offset after the last one
    before: int  # number of lines before the first


def corpus_parts(file: FoundFile) -> Iterator[CorpusPart | Skipped]:
    """Yield the parts of a corpus, about half a megabyte each, or why there are none, or no more of them."""
    start = position = before = lines = 0
    blank = True
    try:
        descriptor, _ = open_file(file.path)
        with RegularFile(descriptor) as corpus:
            while block := corpus.read(_PART):
                if not position:
                    _expect_lines(block)
                blank = blank and not block.strip()
                end = position + block.rfind(b"\n") + 1
                position += len(block)
                lines += block.count(b"\n")
                if end > start and end > position - len(block):
                    yield CorpusPart(file, start, end, before)
                    start, before = end, lines
        if blank:
            yield Skipped(file.id, "empty")
        elif position > start:
            yield CorpusPart(file, start, position, before)
    except OSError as error:
        yield Skipped(file.id, f"{reason(error)}, after line {lines}")
    except InputError as error:
        yield Skipped(file.id, str(error))


def halves(part: CorpusPart) -> tuple[CorpusPart, ...]:
    """Divide a part at the end of a line about its middle; one of a single line has no parts."""
    try:
        descriptor, _ = open_file(part.file.path)
        with BufferedReader(RegularFile(descriptor), _BUFFER) as corpus:
            for place in ((part.start + part.end) // 2, part.start):
                corpus.seek(place)
                middle = place + skip_rest(corpus)
                if middle < part.end:
                    before = part.before + _count_lines(corpus, part.start, middle)
                    return replace(part, end=middle), replace(part, start=middle, before=before)
    except (OSError, InputError):
        pass  # whoever reads the part says so
    return ()


def _count_lines(corpus: BufferedReader[RegularFile], start: int, end: int) -> int:
    corpus.seek(start)
    return sum(corpus.read(min(_BUFFER, end - at)).count(b"\n") for at in range(start, end, _BUFFER))


def _expect_lines(beginning: bytes) -> None:
    """Make sure that a file may be a corpus, or raise an InputError if it is in another encoding, or an array."""
    if encoding := wide_encoding(beginning):
        raise InputError(f"{encoding}, where a corpus is UTF-8")
    if _begins_array(beginning):
        raise InputError(AN_ARRAY)


def _begins_array(beginning: bytes) -> bool:
    """Return whether a file begins with an array that goes on behind its first line."""
    opening = beginning[:_OPENING].removeprefix(codecs.BOM_UTF8).lstrip()
    if not opening.startswith(b"["):
        return False
    end = beginning.find(b"\n", beginning.index(b"["))
    is_short = opening.partition(b"\n")[0].rstrip() in (b"[", b"[{")
    return end >= 0 and (is_short or beginning[max(end - _OPENING, 0) : end].rstrip().endswith(b","))


def skip_rest(corpus: BinaryIO | BufferedReader[RegularFile]) -> int:
    """Skip the rest of a line, and return its bytes."""
    size = 0
    while rest := corpus.readline(_BUFFER):
        size += len(rest)
        if rest.endswith(b"\n"):
            break
    return size
