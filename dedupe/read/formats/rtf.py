"""Rich Text Format: one article a file, or an export of a press database."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dedupe.errors import InputError
from dedupe.read.formats.optional_libraries import require
from dedupe.read.formats.zipped_documents import read_paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dedupe.read.formats.reader_input import Record, Source, Unread

_LINK = re.compile(
    r'\("(?:https?://|mailto:|www\.)[^"\s]{1,2000}"\)'
)  # after the words that have it


def read(source: Source) -> Iterator[Record | Unread]:
    """Read a document; its paragraphs are numbered, for it has no lines.

    Raises:
        InputError: it is broken, or too large.
        UnsupportedError: striprtf is not installed.
    """
    striprtf = require("striprtf.striprtf", "documents")
    data = source.whole()
    if not data.lstrip().startswith(b"{\\rtf"):
        raise InputError("not RTF")
    try:
        text = striprtf.rtf_to_text(data.decode("latin-1"), encoding="cp1252", errors="replace")
    except Exception as error:
        raise InputError(f"broken RTF: {str(error)[:100]}") from None
    text = _LINK.sub("", text).replace("\u2028", "\n")
    yield from read_paragraphs(text.split("\n"), data)
