"""Pairs of articles that readers have labelled: folders of source, target and gold.json."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from benchmarks.scores.counts import COLUMNS, Counts, compared, decided
from benchmarks.scores.halves import by_half
from benchmarks.tables import Table
from dedupe.comparison.compare_articles import compare

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from benchmarks.tables import Row
    from dedupe.align.alignment import AlignedParagraph
    from dedupe.comparison.comparison import Comparison

GOLD = "gold.json"
COPY = frozenset({"wholly", "partially", "common"})


@dataclass(frozen=True, slots=True)
class Case:
    """A labelled pair with what the checker says about it.

    Attributes:
        name: of its folder.
        gold: what the readers say: classes of the article and, per paragraph, labels and origins.
        comparison: what the checker says.
    """

    name: str
    gold: dict[str, Any]
    comparison: Comparison

    @property
    def has_paragraphs_of_readers(self) -> bool:
        """Whether the articles fall into as many paragraphs as the readers had."""
        alignment = self.comparison.alignment
        sides = ("sources", alignment.source), ("targets", alignment.target)
        return all(len(self.gold[side]) == len(found) for side, found in sides)

    def edges(self) -> Counts:
        """Edges, those aside that only one reader gives."""
        sure = {(s, t["t"]) for t in self.gold["targets"] for s in t.get("sure", t.get("from", ()))}
        maybe = {(s, t["t"]) for t in self.gold["targets"] for s in t.get("maybe", ())}
        target = self.comparison.alignment.target
        return compared({(s, p.index) for p in target for s in p.partners} - maybe, sure)

    def labels(self) -> tuple[int, int]:
        """How many paragraphs have a label that either reader gives, and how many there are."""
        alignment = self.comparison.alignment
        sides = (self.gold["sources"], alignment.source), (self.gold["targets"], alignment.target)
        hits = [_agrees(*it) for wanted, found in sides for it in zip(wanted, found, strict=True)]
        return sum(hits), len(hits)

    def copy(self) -> Counts:
        """Whether it is a copy; nothing where the readers disagree."""
        wanted, found = _all(self.gold["article"]), self.comparison.relation.is_copy
        if wanted & COPY and not wanted <= COPY:
            return Counts()
        return decided(wanted=wanted <= COPY, found=found)


def folders(path: Path) -> list[Path]:
    """The folder itself if it is a case, else the cases in it."""
    return [path] if (path / GOLD).exists() else sorted(p.parent for p in path.glob(f"*/{GOLD}"))


def read_cases(paths: Sequence[Path]) -> Iterator[Case]:
    """Compares the articles of each folder."""
    for path in paths:
        gold = json.loads((path / GOLD).read_text(encoding="utf-8"))
        source = path / gold.get("source", "source.txt")
        target = path / gold.get("target", "target.txt")
        yield Case(path.name, gold, compare(source, target))


def scores(cases: Sequence[Case], title: str) -> tuple[Table, Table]:
    """Copies, edges and labels of all cases, and the cases that are wrong.

    Raises:
        ValueError: there is no case.
    """
    if not cases:
        raise ValueError(f"no labelled pairs in {title}")
    rows = tuple(row for half, part in by_half(cases, _name) for row in _rows(half, part))
    others = [case.name for case in cases if not case.has_paragraphs_of_readers]
    note = "Halves by the number of the pair."
    if others:
        note += f" Other paragraphs than the readers', edges and labels left out: {', '.join(others)}."
    return (
        Table(f"{len(cases)} labelled pairs, {title}", ("what", "half", *COLUMNS), rows, note),
        _wrong(cases, title),
    )


def _rows(half: str, cases: Sequence[Case]) -> tuple[Row, ...]:
    copies = sum((case.copy() for case in cases), Counts())
    same = [case for case in cases if case.has_paragraphs_of_readers]
    edges = sum((case.edges() for case in same), Counts())
    agreed = [case.labels() for case in same]
    right, total = sum(hits for hits, _ in agreed), sum(count for _, count in agreed)
    labels = right, None, total - right, None, right / total if total else None, None
    return (("is a copy", half, *copies.cells()), ("edges", half, *edges.cells()), ("labels", half, *labels))


def _name(case: Case) -> str:
    return case.name


def _wrong(cases: Sequence[Case], title: str) -> Table:
    rows: tuple[Row, ...] = tuple(
        (case.name, "/".join(sorted(_all(case.gold["article"]))), str(case.comparison.relation))
        for case in cases
        if case.copy().false or case.copy().missed
    )
    return Table(f"Wrongly judged, {title}", ("pair", "readers", "found"), rows)


def _agrees(wanted: dict[str, Any], found: AlignedParagraph) -> bool:
    return str(found.change) in _all(wanted["label"])


def _all(value: str | list[str]) -> frozenset[str]:
    return frozenset(value if isinstance(value, list) else [value])
