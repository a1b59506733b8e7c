"""What was not understood of articles, in words, with what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dedupe.article import NoteKind, NoteSummary

_WORDS: Mapping[NoteKind, tuple[str, str]] = {
    "front-matter": (
        "front matter is not valid",
        "it was read line by line; put values with a colon or sign in quotation marks",
    ),
    "date": ("a date is not understood", "it counts as unknown; write it as 2031-03-09"),
    "date-order": ("day or month first?", "the date counts as unknown; set date-order"),
    "field": (
        "a name in the front matter is not known",
        "it was left out; known are title, outlet, author, date and credit",
    ),
}


def note_sentences(notes: Iterable[NoteSummary]) -> tuple[str, ...]:
    """Describe for each kind what was not understood where, and what can be done."""
    return tuple(map(_sentence, notes))


def _sentence(note: NoteSummary) -> str:
    what, remedy = _WORDS[note.kind]
    more = f" and {note.articles - 1:,} more" if note.articles > 1 else ""
    return f"{note.first}{more}: {what} ({note.value}); {remedy}"
