"""Changes that matter in real copies, against those that readers list.

A file of listed changes has one JSON object a line, each a pair of articles of a corpus:

    pair, a, b  its name, and the identities of source and copy
    is_copy     pairs that are none are left out
    changes     for each change `kinds` (what it may be called), `s` and `t` (0-based paragraphs of the
                source and of the copy that it stands in), `sure` (whether both readers list it)

A reported change is right if a listed one of its kind stands in the same paragraph on both sides; a
sure one is found if a reported one of its kind stands in its paragraph on either side.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from benchmarks.scores.halves import by_half
from benchmarks.tables import Table
from dedupe.align.alignment import EditKind
from dedupe.comparison.compare_articles import compare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from benchmarks.tables import Row
    from dedupe.align.alignment import Edit

MATTERING = (*(EditKind.FIGURE, EditKind.QUOTE, EditKind.NAME, EditKind.ATTRIBUTION, EditKind.NEGATION),)
COLUMNS = ("reported", "right", "precision", "sure", "found", "recall")


@dataclass(frozen=True, slots=True)
class ListedChange:
    """A change that a reader lists.

    Attributes:
        kinds: what it may be called, the likeliest first.
        source: paragraphs of the source that it stands in.
        target: paragraphs of the copy that it stands in.
        is_sure: whether every reader lists it.
    """

    kinds: tuple[str, ...]
    source: frozenset[int]
    target: frozenset[int]
    is_sure: bool

    def explains(self, edit: Edit) -> bool:
        """Whether a reported edit says this."""
        return (
            str(edit.kind) in self.kinds
            and edit.source.paragraph in self.source
            and edit.target.paragraph in self.target
        )

    def is_told_by(self, edit: Edit) -> bool:
        """Whether a reader of a reported edit would come upon this."""
        return str(edit.kind) in self.kinds and (
            edit.source.paragraph in self.source or edit.target.paragraph in self.target
        )


@dataclass(frozen=True, slots=True)
class ListedCopy:
    """A copy with the changes that readers list, by the identities of source and copy."""

    name: str
    source: str
    target: str
    changes: tuple[ListedChange, ...]


@dataclass(frozen=True, slots=True)
class ComparedCopy:
    """The changes that readers list in a copy, and the changes that matter that a comparison reports."""

    listed: ListedCopy
    edits: tuple[Edit, ...]


def read_listed(path: Path) -> list[ListedCopy]:
    """Read the copies of a file of listed changes."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        ListedCopy(it["pair"], it["a"], it["b"], tuple(map(_change, it["changes"]))) for it in lines if it["is_copy"]
    ]


def compared(copies: Iterable[ListedCopy], texts: Mapping[str, str]) -> Iterator[ComparedCopy]:
    """Compare each copy with its source, both as files of text without metadata, as the readers had them.

    Args:
        copies: what to compare.
        texts: of the articles by identity, a blank line between paragraphs.
    """
    with TemporaryDirectory() as folder:
        for copy in copies:
            paths = Path(folder) / "source.txt", Path(folder) / "target.txt"
            for path, article in zip(paths, (copy.source, copy.target), strict=True):
                path.write_text(texts[article], encoding="utf-8")
            edits = compare(*paths).edits
            yield ComparedCopy(copy, tuple(it for it in edits if it.kind in MATTERING))


def scores(copies: Sequence[ComparedCopy], title: str) -> tuple[Table, Table]:
    """Score the changes that matter, by half and by kind."""
    halves = tuple((half, len(part), *_cells(part)) for half, part in by_half(copies, lambda it: it.listed.name))
    kinds: tuple[Row, ...] = tuple((str(kind), *_cells(copies, kind)) for kind in MATTERING)
    return (
        Table(f"Changes that matter, {title}", ("half", "copies", *COLUMNS), halves),
        Table(f"Changes that matter by kind, {title}", ("kind", *COLUMNS), kinds),
    )


def _cells(copies: Sequence[ComparedCopy], kind: EditKind | None = None) -> tuple[int | float | None, ...]:
    reported = [
        any(change.explains(edit) for change in copy.listed.changes)
        for copy in copies
        for edit in copy.edits
        if kind in (None, edit.kind)
    ]
    sure = [
        any(change.is_told_by(edit) for edit in copy.edits)
        for copy in copies
        for change in copy.listed.changes
        if change.is_sure and kind in (None, change.kinds[0])
    ]
    return *_shares(reported), *_shares(sure)


def _shares(hits: Sequence[bool]) -> tuple[int, int, float | None]:
    return len(hits), sum(hits), sum(hits) / len(hits) if hits else None


def _change(change: dict[str, Any]) -> ListedChange:
    sides = frozenset(change["s"]), frozenset(change["t"])
    return ListedChange(tuple(change["kinds"]), *sides, change["sure"])
