"""Copies in a whole folder of news, judged on pairs that were drawn from it and read.

A file of drawn pairs has one JSON object a line:

    pair       its name; a letter and a number
    a, b       identities of the two articles
    is_copy    whether readers call it a copy; null where they disagree, and then it does not count
    stratum    the kind of pair that it was drawn from
    weights    on one line of the file: for each stratum, the pairs that one drawn pair stands for
    direction  what each reader takes for the source: "S->T" for a, "T->S" for b, "unclear"
    credit     what each reader says of the credit: exactness and place

Precision and recall are those of the folder, as the weights let us estimate them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from benchmarks.scores.halves import by_half
from benchmarks.tables import Table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from benchmarks.tables import Row
    from dedupe.judge.judged_pair import Pair
    from dedupe.pipeline.judgement import Judgement

COLUMNS = ("drawn", "right", "false", "missed", "precision", "recall", "F1")


@dataclass(frozen=True, slots=True)
class DrawnPair:
    """A pair that was drawn from a folder, with what readers say of it.

    Attributes:
        name: of the pair.
        articles: identities of both.
        is_copy: whether it is one, None where the readers disagree.
        weight: how many pairs of the folder it stands for.
        source: identity of the source where the readers agree on one, else None.
        exactness: how exact the readers call the credit, more than one word where they disagree.
        places: where they see it.
    """

    name: str
    articles: frozenset[str]
    is_copy: bool | None
    weight: float
    source: str | None
    exactness: frozenset[str]
    places: frozenset[str]


def read_drawn(path: Path) -> list[DrawnPair]:
    """Read a file of drawn pairs."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    weights: dict[str, float] = next((it["weights"] for it in lines if "weights" in it), {})
    return [_drawn(line, weights.get(line["stratum"], 1.0)) for line in lines]


def scores(report: Judgement, drawn: Sequence[DrawnPair], title: str) -> tuple[Table, Table, Table]:
    """Score a check of the folder: copies by half, source and credit, and the pairs that are wrong."""
    found = {frozenset((pair.a, pair.b)): pair for pair in report.pairs}
    decided = [(it, found.get(it.articles)) for it in drawn if it.is_copy is not None]
    rows = tuple((half, len(part), *_estimate(part)) for half, part in by_half(decided, lambda judged: judged[0].name))
    note = "Precision and recall are weighted by how the pairs were drawn; the counts are not."
    columns = ("half", *COLUMNS)
    return (
        Table(f"Copies in a folder of news, {title}", columns, rows, note),
        _details(decided, title),
        _wrong(decided, title),
    )


Judged = tuple[DrawnPair, "Pair | None"]


def _estimate(judged: Sequence[Judged]) -> tuple[int | float | None, ...]:
    right = [it.weight for it, pair in judged if it.is_copy and _is_called_copy(pair)]
    false = [it.weight for it, pair in judged if not it.is_copy and _is_called_copy(pair)]
    missed = [it.weight for it, pair in judged if it.is_copy and not _is_called_copy(pair)]
    total, called, true = sum(right), sum(right) + sum(false), sum(right) + sum(missed)
    counts = len(right), len(false), len(missed)
    shares = (total, called), (total, true), (2 * total, called + true)
    return *counts, *(part / whole if whole else None for part, whole in shares)


def _details(judged: Sequence[Judged], title: str) -> Table:
    copies = [(it, pair) for it, pair in judged if it.is_copy and pair and _is_called_copy(pair)]
    sourced = [(it.source, pair.source) for it, pair in copies if it.source]
    credited = [(it, pair.credit) for it, pair in copies if len(it.exactness) == 1]
    rows: tuple[Row, ...] = (
        ("source named right", sum(a == b for a, b in sourced), len(sourced)),
        ("source left open", sum(b is None for _, b in sourced), len(sourced)),
        ("credit as exact", sum(c.exactness in it.exactness for it, c in credited), len(credited)),
        (
            "credit in the same place",
            sum((credit.place or "none") in it.places for it, credit in credited),
            len(credited),
        ),
    )
    return Table(f"Source and credit, {title}", ("what", "pairs", "of"), rows)


def _wrong(judged: Sequence[Judged], title: str) -> Table:
    rows: tuple[Row, ...] = tuple(
        (it.name, "copy" if it.is_copy else "no copy", str(pair.relation) if pair else "none")
        for it, pair in judged
        if it.is_copy != _is_called_copy(pair)
    )
    return Table(f"Wrongly judged in the folder, {title}", ("pair", "readers", "found"), rows)


def _is_called_copy(pair: Pair | None) -> bool:
    return pair is not None and pair.is_copy


def _drawn(line: dict[str, Any], weight: float) -> DrawnPair:
    sides = {"S->T": line["a"], "T->S": line["b"]}
    source = sides.get(line["direction"][0]) if len(line["direction"]) == 1 else None
    return DrawnPair(
        line["pair"],
        frozenset((line["a"], line["b"])),
        line["is_copy"],
        weight,
        source,
        frozenset(it["exactness"] for it in line["credit"]),
        frozenset(it["place"] for it in line["credit"]),
    )
