"""Copies of articles for the time of a run: what takes long to read again is written down as it is read."""

from __future__ import annotations

import shutil
import tempfile
import uuid
import weakref
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Self

from dedupe.read.article_draft import Draft
from dedupe.read.corpus import Place
from dedupe.read.corpus_line import line_of
from dedupe.read.formats.registry import MARKDOWN, TEXT, format_by_name


class CopyFolder:
    """A folder that is gone when nobody needs it any more; it is made when something is written."""

    def __init__(self) -> None:
        self.path = str(Path(tempfile.gettempdir(), f"dedupe-{uuid.uuid4().hex}"))
        weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)


class Copier:
    """Writes articles of one piece of work into a file of a folder.

    A disk that is full, or that cannot be written to, costs time only: such an article is read again
    from its own file.
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
        """Write an article down, unless it is read again as soon from where it stands.

        Returns:
            The place from which it is to be read.
        """
        if place.offset is not None or _is_quick(place):
            return place
        try:
            return self.write(line_of(draft), place)
        except OSError:
            return place

    def write(self, line: bytes, place: Place) -> Place:
        """Write an article down that is a line already.

        Returns:
            The place from which it is to be read.

        Raises:
            OSError: it cannot be written.
        """
        if self._file is None:
            Path(self._folder).mkdir(mode=0o700, exist_ok=True)
            self._file = Path(self._path).open("wb", buffering=0)  # noqa: SIM115 - closed at the exit
        self._file.write(line)
        start, self._end = self._end, self._end + len(line)
        return replace(place, offset=start, size=len(line), copy=self._path)


def _is_quick(place: Place) -> bool:
    """Return whether a place is a file of text with one article."""
    return (
        not place.line and not place.record and format_by_name(place.found.id) in (TEXT, MARKDOWN)
    )
