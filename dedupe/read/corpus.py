"""A corpus, JSON with one article a line, read as a stream."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BufferedReader

from dedupe.article import Skipped, Unreadable
from dedupe.errors import Failure, InputError, attempt
from dedupe.read.article_draft import Draft, draft_of
from dedupe.read.corpus_line import draft_from_line
from dedupe.read.decode import wide_encoding
from dedupe.read.discovered_file import Found, Place
from dedupe.read.file_bytes import RegularFile, open_file, reason
from dedupe.read.formats.json_articles import AN_ARRAY, read_line

_BUFFER = 1 << 18
_OPENING = 64  # bytes of either end of a first line that show what it is
_PART = 1 << 19  # bytes that are read at a time, to the end of a line


@dataclass(frozen=True, slots=True)
class CorpusPart:
    """Successive lines of a corpus."""

    found: Found
    start: int  # offset in bytes of the first line
    end: int  # offset after the last one
    before: int  # number of lines before the first


def corpus_parts(found: Found) -> Iterator[CorpusPart | Skipped]:
    """Yield the parts of a corpus, about half a megabyte each, or why there are none, or no more of them."""
    start = position = before = lines = 0
    blank = True
    try:
        descriptor, _ = open_file(found.path)
        with RegularFile(descriptor) as corpus:
            while block := corpus.read(_PART):
                if not position:
                    _expect_lines(block)
                blank = blank and not block.strip()
                end = position + block.rfind(b"\n") + 1
                position += len(block)
                lines += block.count(b"\n")
                if end > start and end > position - len(block):
                    yield CorpusPart(found, start, end, before)
                    start, before = end, lines
        if blank:
            yield Skipped(found.id, "empty")
        elif position > start:
            yield CorpusPart(found, start, position, before)
    except OSError as error:
        yield Skipped(found.id, f"{reason(error)}, after line {lines}")
    except InputError as error:
        yield Skipped(found.id, str(error))


def halves(part: CorpusPart) -> tuple[CorpusPart, ...]:
    """Divide a part at the end of a line about its middle; one of a single line has no parts."""
    try:
        descriptor, _ = open_file(part.found.path)
        with BufferedReader(RegularFile(descriptor), _BUFFER) as corpus:
            for place in ((part.start + part.end) // 2, part.start):
                corpus.seek(place)
                middle = place + _skip_rest(corpus)
                if middle < part.end:
                    before = part.before + _count_lines(corpus, part.start, middle)
                    return replace(part, end=middle), replace(part, start=middle, before=before)
    except (OSError, InputError):
        pass  # whoever reads the part says so
    return ()


def _count_lines(corpus: BufferedReader[RegularFile], start: int, end: int) -> int:
    corpus.seek(start)
    return sum(corpus.read(min(_BUFFER, end - at)).count(b"\n") for at in range(start, end, _BUFFER))


def read_part(part: CorpusPart) -> Iterator[tuple[Draft, Place] | Skipped]:
    """Yield the articles of a part with their places, or for each other line a reason, under `path:line`.

    Blank lines are nothing, and a line that is too long is never held in memory.
    """
    found, number, offset = part.found, part.before, part.start
    try:
        descriptor, _ = open_file(found.path)
        with BufferedReader(RegularFile(descriptor), _BUFFER) as corpus:
            corpus.seek(part.start)
            while offset < part.end and (line := corpus.readline(found.max_size + 1)):
                number += 1
                fits = len(line) <= found.max_size or line.endswith(b"\n")
                size = len(line) + (0 if fits else _skip_rest(corpus))
                if not fits or line.strip():
                    place = Place(found, offset, size, number)
                    yield _read_line(place, line if fits else None)
                offset += size
    except OSError as error:
        yield Unreadable(found.id, f"{reason(error)}, after line {number}")
    except InputError as error:
        yield Unreadable(found.id, str(error))


def read_again(place: Place) -> Draft:
    """Read one article of a corpus that was read before, or raise an InputError if it is not there any more."""
    descriptor, _ = open_file(place.copy or place.found.path)
    with RegularFile(descriptor) as corpus:
        corpus.seek(place.offset or 0)
        line = corpus.read(place.size)
    if place.copy:
        return draft_from_line(line, place.found)
    return _read_object(place, line)


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


def _skip_rest(corpus: BufferedReader[RegularFile]) -> int:
    size = 0
    while rest := corpus.readline(_BUFFER):
        size += len(rest)
        if rest.endswith(b"\n"):
            break
    return size


def _read_line(place: Place, line: bytes | None) -> tuple[Draft, Place] | Skipped:
    draft = attempt(_read_object, place, line)
    if isinstance(draft, Failure):
        kind = Unreadable if draft.is_passing else Skipped
        return kind(f"{place.found.id}:{place.line}", draft.reason)
    return draft, place


def _read_object(place: Place, line: bytes | None) -> Draft:
    if line is None:
        raise InputError(f"a line of over {place.found.max_size:,} bytes, the limit")
    return draft_of(place.found, read_line(line, dict(place.found.fields), place.line))
