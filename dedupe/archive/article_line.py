"""An article as a line of JSON that says all that is needed to have it again when its file is gone."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from dedupe.archive.array_file import BrokenArchiveError
from dedupe.read.article_draft import Draft
from dedupe.read.corpus import Place
from dedupe.read.found_file import Found
from dedupe.read.metadata import Metadata
from dedupe.read.paragraph_splitter import ParagraphColumns


class StoredText(NamedTuple):
    """An article of an archive with its text.

    Attributes:
        place: where it was read from.
    """

    draft: Draft
    place: Place


class _Line(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The article as it is written; names and meanings are those of `Draft` and `Place`."""

    id: str
    path: str
    outlet: str | None
    metadata: Metadata
    texts: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    content: bytes
    encoding: str | None = None
    line: int | None = None
    place_line: int = 0
    record: int = 0


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(_Line)


def write_text(draft: Draft, place: Place) -> bytes:
    """Write an article as a line of JSON, with a line end."""
    line = _Line(
        draft.id,
        draft.found.id,
        draft.found.outlet,
        draft.metadata,
        tuple(draft.blocks.texts),
        tuple(draft.blocks.starts),
        tuple(draft.blocks.ends),
        draft.content,
        draft.encoding,
        draft.line,
        place.line,
        place.record,
    )
    return _encoder.encode(line) + b"\n"


def with_id(line: bytes, name: str) -> bytes:
    """Return a line with another identity."""
    return _encoder.encode(msgspec.structs.replace(_decoder.decode(line), id=name)) + b"\n"


def read_text(line: bytes) -> StoredText:
    """Read an article that was written.

    Raises:
        BrokenArchiveError: the line is none that `write_text` writes.
    """
    try:
        known = _decoder.decode(line)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise BrokenArchiveError("a text in an archive is no article") from None
    sizes = {len(known.texts), len(known.starts), len(known.ends)}
    if len(sizes) > 1 or not known.texts or any("\n" in text for text in known.texts):
        raise BrokenArchiveError("a text in an archive has no paragraphs")
    found = Found(known.path, known.path, known.outlet)
    blocks = ParagraphColumns(known.texts, known.starts, known.ends)
    draft = Draft(
        known.id, found, known.metadata, blocks, known.encoding, known.line, known.content
    )
    return StoredText(draft, Place(found, line=known.place_line, record=known.record))
