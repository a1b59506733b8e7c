"""What was not understood of the articles, once a kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dedupe.article import Note, NoteKind


class NoteSummary(NamedTuple):
    """All notes of one kind.

    Attributes:
        articles: in how many articles there is one.
        first: identity of the first of these.
        value: what stands there.
    """

    kind: NoteKind
    articles: int
    first: str
    value: str


def summarise_notes(articles: Iterable[tuple[str, Sequence[Note]]]) -> tuple[NoteSummary, ...]:
    """Count the notes of articles, given by identity, by kind, and keep the first of each by identity."""
    found = {(note.kind, name): note.value for name, notes in articles for note in reversed(notes)}
    summaries: dict[NoteKind, NoteSummary] = {}
    for (kind, article), value in sorted(found.items()):
        known = summaries.get(kind)
        first = NoteSummary(kind, 1, article, value)
        summaries[kind] = known._replace(articles=known.articles + 1) if known else first
    return tuple(summaries.values())
