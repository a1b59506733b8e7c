"""One article as a line of a corpus, as `dedupe convert` writes it, and back."""

from __future__ import annotations

import json
from typing import Any

from dedupe.errors import InputError
from dedupe.read.article_draft import Draft, expect_paragraphs
from dedupe.read.formats.article_from_mapping import record_from
from dedupe.read.found_file import Found
from dedupe.read.metadata import Metadata
from dedupe.read.suppression_comments import declaration_of


def line_of(draft: Draft, name: str | None = None) -> bytes:
    r"""Write an article as a line of JSON, with a line end.

    Args:
        name: its identity, where it is not the one that its file gives it.
    """
    metadata = draft.metadata
    values: dict[str, Any] = {
        "id": name or draft.id,
        "path": draft.found.id,
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
            for text, start, end in zip(*draft.blocks, strict=True)
        ],
    }
    kept = {key: value for key, value in values.items() if value not in (None, {}, [])}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def draft_from_line(line: bytes, found: Found) -> Draft:
    """Read an article that this run has written.

    Raises:
        InputError: it is not there any more.
    """
    try:
        values = json.loads(line)
        record = record_from(values, {})
    except (ValueError, AttributeError):
        raise InputError("the copy made of it in this run is gone or broken") from None
    return expect_paragraphs(
        Draft(
            values["id"],
            found,
            record.metadata,
            record.paragraphs,
            values.get("encoding"),
            values.get("line"),
        )
    )


def _date(metadata: Metadata) -> str | None:
    """Return the date; one that may be either way round as it was written, day and month in numbers."""
    if metadata.unsettled is None:
        return metadata.date
    year, month, day = metadata.unsettled[0][:10].split("-")
    return f"{day}/{month}/{year}{metadata.unsettled[0][10:].replace('T', ' ')}"
