"""A corpus, JSON with one article a line, read as a stream."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader

from dedupe.article import Skipped, Unreadable
from dedupe.errors import Failure, InputError, attempt
from dedupe.read.article_draft import Draft, draft_of
from dedupe.read.corpus_line import draft_from_line
from dedupe.read.corpus_parts import CorpusPart, skip_rest
from dedupe.read.discovered_file import Place
from dedupe.read.file_bytes import RegularFile, open_file, reason
from dedupe.read.formats.json_articles import read_line

_BUFFER = 1 << 18


def read_part(part: CorpusPart) -> Iterator[tuple[Draft, Place] | Skipped]:
    """Yield the articles of a part with their places, or for each other line a reason, under `path:line`.

    Blank lines are nothing, and a line that is too long is never held in memory.
    """
    file, number, offset = part.file, part.before, part.start
    try:
        descriptor, _ = open_file(file.path)
        with BufferedReader(RegularFile(descriptor), _BUFFER) as corpus:
            corpus.seek(part.start)
            while offset < part.end and (line := corpus.readline(file.max_size + 1)):
                number += 1
                fits = len(line) <= file.max_size or line.endswith(b"\n")
                size = len(line) + (0 if fits else skip_rest(corpus))
                if not fits or line.strip():
                    place = Place(file, offset, size, number)
                    yield _read_line(place, line if fits else None)
                offset += size
    except OSError as error:
        yield Unreadable(file.id, f"{reason(error)}, after line {number}")
    except InputError as error:
        yield Unreadable(file.id, str(error))


def read_again(place: Place) -> Draft:
    """Read one article of a corpus that was read before, or raise an InputError if it is not there any more."""
    descriptor, _ = open_file(place.copy or place.file.path)
    with RegularFile(descriptor) as corpus:
        corpus.seek(place.offset or 0)
        line = corpus.read(place.size)
    if place.copy:
        return draft_from_line(line, place.file)
    return _read_object(place, line)


def _read_line(place: Place, line: bytes | None) -> tuple[Draft, Place] | Skipped:
    draft = attempt(_read_object, place, line)
    if isinstance(draft, Failure):
        kind = Unreadable if draft.is_passing else Skipped
        return kind(f"{place.file.id}:{place.line}", draft.reason)
    return draft, place


def _read_object(place: Place, line: bytes | None) -> Draft:
    if line is None:
        raise InputError(f"a line of over {place.file.max_size:,} bytes, the limit")
    return draft_of(place.file, read_line(line, dict(place.file.fields), place.line))
