"""Files that were met and that no reader takes, counted by kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dedupe.article import Skipped
from dedupe.errors import InputError
from dedupe.read.formats.registry import suffix


@dataclass(frozen=True, slots=True)
class UnreadKind:
    """Files of one kind that were not read for one reason."""

    kind: str  # their suffix, such as ".pdf"; empty for files without one
    reason: str  # in words, with what can be done
    files: int
    example: str  # the first of them

    @property
    def name(self) -> str:
        """The kind, as a word."""
        return self.kind or "without suffix"

    def __str__(self) -> str:
        """Return this as a sentence.

        >>> str(UnreadKind(".pdf", "no format that is read", 9, "a.pdf"))
        '9 .pdf not read: no format that is read (such as a.pdf)'
        """
        such = "such as " if self.files > 1 else ""
        return f"{self.files:,} {self.name} not read: {self.reason} ({such}{self.example})"


def count_unread(skipped: Iterable[Skipped]) -> tuple[UnreadKind, ...]:
    """Count what no reader takes, most frequent kinds first."""
    groups: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for file in skipped:
        if file.unsupported:
            groups[suffix(file.id), file.reason].append(file.id)
    kinds = [UnreadKind(*key, len(names), min(names)) for key, names in groups.items()]
    return tuple(sorted(kinds, key=lambda kind: (-kind.files, kind.kind, kind.reason)))


def nothing_read(skipped: Sequence[Skipped]) -> InputError:
    """Return the error for a run that has no article, with why the first three things met are none."""
    reasons = [f"{file.id}: {file.reason}" for file in skipped if not file.unsupported]
    said = [*reasons, *map(str, count_unread(skipped))][:3]
    left_out = "all files that were met, if any, are hidden, ignored or left out by the configuration"
    return InputError(f"nothing could be read: {'; '.join(said) or left_out}")
