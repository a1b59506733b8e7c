"""Articles as lines of a corpus and back, for `dedupe convert` and for what takes long to read again in a run."""

from __future__ import annotations

import json
import shutil
import tempfile
import uuid
import weakref
from pathlib import Path
from typing import Any, BinaryIO, Self

from dedupe.errors import InputError
from dedupe.read.article_draft import Draft, expect_paragraphs
from dedupe.read.discovered_file import FoundFile, Place
from dedupe.read.formats.article_from_mapping import record_from
from dedupe.read.formats.registry import MARKDOWN, TEXT, format_by_name
from dedupe.read.metadata import Metadata
from dedupe.read.suppression_comments import declaration_of


def line_of(draft: Draft, name: str | None = None) -> bytes:
    """Write an article as a line of JSON with a line end, under another `name` than its file gives it if any."""
    metadata = draft.metadata
    values: dict[str, Any] = {
        "id": name or draft.id,
        "path": draft.file.id,
        "line": draft.line,
        "outlet": draft.outlet,
        "date": _date(metadata),
        "title": metadata.title,
        "author": metadata.author,
        "credit": metadata.credit,
        "encoding": draft.encoding,
        "details": dict(metadata.details),
        "dedupe": declaration_of(draft.suppressions),
        "paragraphs": [
            {"text": text, "start_line": start, "end_line": end}
            for text, start, end in zip(*draft.paragraphs, strict=True)
        ],
    }
    kept = {key: value for key, value in values.items() if value not in (None, {}, [])}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def draft_from_line(line: bytes, file: FoundFile) -> Draft:
    """Read an article that this run has written, or raise an InputError if it is not there any more."""
    try:
        values = json.loads(line)
        record = record_from(values, {})
    except (ValueError, AttributeError):
        raise InputError("the copy made of it in this run is gone or broken") from None
    return expect_paragraphs(
        Draft(values["id"], file, record.metadata, record.paragraphs, values.get("encoding"), values.get("line"))
    )


def _date(metadata: Metadata) -> str | None:
    """Return the date; one that may be either way round as it was written, day and month in numbers."""
    if metadata.unsettled is None:
        return metadata.date
    year, month, day = metadata.unsettled[0][:10].split("-")
    return f"{day}/{month}/{year}{metadata.unsettled[0][10:].replace('T', ' ')}"


class CopyFolder:
    """A folder that is gone when nobody needs it any more; it is made when something is written."""

    def __init__(self) -> None:
        self.path = str(Path(tempfile.gettempdir(), f"dedupe-{uuid.uuid4().hex}"))
        weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)


class Copier:
    """Writes articles of one piece of work into a file of a folder.

    A disk that is full costs time only: such an article is read again from its own file.
    """

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._path = str(Path(folder, f"{uuid.uuid4().hex}.jsonl"))
        self._file: BinaryIO | None = None
        self._end = 0

    def __enter__(self) -> Self:
        """Close it at the end of a `with` block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()

    def copy(self, draft: Draft, place: Place) -> Place:
        """Write an article down, unless it is read again as soon from where it stands; return its place."""
        if place.offset is not None or _is_quick(place):
            return place
        try:
            return self.write(line_of(draft), place)
        except OSError:
            return place

    def write(self, line: bytes, place: Place) -> Place:
        """Write down an article that is a line already, and return its place; an OSError if it cannot be written."""
        if self._file is None:
            Path(self._folder).mkdir(mode=0o700, exist_ok=True)
            self._file = Path(self._path).open("wb", buffering=0)  # noqa: SIM115 - closed at the exit
        self._file.write(line)
        start, self._end = self._end, self._end + len(line)
        return place._replace(offset=start, size=len(line), copy=self._path)


def _is_quick(place: Place) -> bool:
    """Return whether a place is a file of text with one article."""
    return not place.line and not place.record and format_by_name(place.file.id) in (TEXT, MARKDOWN)
