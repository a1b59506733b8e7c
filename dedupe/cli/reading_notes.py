"""What a run says on the standard error beside its report: what was not read, and what was not understood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dedupe.article import NoteKind, NoteSummary
from dedupe.cli.terminal import tell

_MOST_REMARKS = 10
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


def remark(remarks: Sequence[str], elsewhere: str = "") -> None:
    """Write the first ten remarks on the standard error, and what has all of them if anything has."""
    for line in remarks[:_MOST_REMARKS]:
        tell(f"note: {line}")
    if (more := len(remarks) - _MOST_REMARKS) > 0:
        tell(f"note: and {more:,} more{elsewhere and f'; {elsewhere} have all'}")


def qualified_remark(names: Sequence[str]) -> list[str]:
    """Write once that articles have an identity that another one has; nothing if none has."""
    if not names:
        return []
    one = len(names) == 1
    return [
        f"{len(names):,} {'article has' if one else 'articles have'} an id that another has, and "
        f"{'is' if one else 'are'} named by file and line as well{':' if one else ', such as'} {names[0]}"
    ]


def note_sentences(notes: Iterable[NoteSummary]) -> tuple[str, ...]:
    """Describe for each kind what was not understood where, and what can be done."""
    return tuple(map(_sentence, notes))


def _sentence(note: NoteSummary) -> str:
    what, remedy = _WORDS[note.kind]
    more = f" and {note.articles - 1:,} more" if note.articles > 1 else ""
    return f"{note.first}{more}: {what} ({note.value}); {remedy}"
