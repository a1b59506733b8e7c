"""What was not understood of the articles, once a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dedupe.article import NoteKind
    from dedupe.pipeline.catalogue import ArticleRecord


class NoteSummary(NamedTuple):
    """All notes of one kind.

    Attributes:
        kind: of them.
        articles: in how many articles there is one.
        first: identity of the first of these.
        value: what stands there.
    """

    kind: NoteKind
    articles: int
    first: str
    value: str


def summarise_notes(records: Iterable[ArticleRecord]) -> tuple[NoteSummary, ...]:
    """Count the notes by kind, and keep the first of each by the identity of its article."""
    found = {
        (note.kind, record.id): note.value for record in records for note in reversed(record.notes)
    }
    summaries: dict[NoteKind, NoteSummary] = {}
    for (kind, article), value in sorted(found.items()):
        known = summaries.get(kind)
        first = NoteSummary(kind, 1, article, value)
        summaries[kind] = known._replace(articles=known.articles + 1) if known else first
    return tuple(summaries.values())
