"""Corpora whose true pairs are known: how many of them a check reports."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.tables import Table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from benchmarks.tables import Row
    from dedupe.pipeline.judgement import Judgement

BANDS = (0.05, 0.1, 0.15, 0.2, 0.3, 0.5)


@dataclass(frozen=True, slots=True)
class Shared:
    """A true pair and the share of the shorter article's shingles that the other has."""

    pair: frozenset[str]
    containment: float


def truth_of(corpus: Path) -> Path:
    """The file of true pairs beside a corpus."""
    return corpus.with_name(re.sub(r"\.jsonl(\.gz)?$", ".pairs.jsonl", corpus.name))


def read_pairs(path: Path) -> list[Shared]:
    """True pairs with their containment, shingles that many articles have left out."""
    pairs = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [
        Shared(frozenset((pair["a"], pair["b"])), pair.get("containment_rare", pair.get("containment5_rare")))
        for pair in pairs
    ]


@contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """Unpack a corpus, for as long as it is needed where it is compressed."""
    if path.suffix != ".gz":
        yield path
        return
    with TemporaryDirectory() as folder:
        plain = Path(folder) / path.stem
        with gzip.open(path) as packed, plain.open("wb") as unpacked:
            shutil.copyfileobj(packed, unpacked)
        yield plain


def read_texts(path: Path, ids: Collection[str]) -> dict[str, str]:
    """Read the texts of some articles of a plain corpus, by identity, a blank line between paragraphs."""
    with path.open(encoding="utf-8") as lines:
        records = (record for record in map(json.loads, lines) if record["id"] in ids)
        return {record["id"]: _with_blank_lines(record["text"]) for record in records}


def scores(report: Judgement, truth: Sequence[Shared], title: str) -> tuple[Table, Table]:
    """Recall from each containment on, and pairs reported per article."""
    found = {frozenset((pair.a, pair.b)) for pair in report.pairs}
    rows: tuple[Row, ...] = tuple(_recall(truth, found, low) for low in BANDS)
    columns = ("containment from", "true pairs", "found", "recall")
    kinds = Counter(str(pair.relation) for pair in report.pairs)
    totals = (*kinds.most_common(), ("all", len(report.pairs)))
    reported: tuple[Row, ...] = tuple((kind, count, count / report.checked) for kind, count in totals)
    return (
        Table(f"Recall, {title}", columns, rows),
        Table(f"Pairs reported, {title}", ("relation", "pairs", "per article"), reported),
    )


def _recall(truth: Sequence[Shared], found: set[frozenset[str]], low: float) -> tuple[str, int, int, float | None]:
    band = [it.pair for it in truth if it.containment >= low]
    hits = sum(pair in found for pair in band)
    return f"{low:.2f}", len(band), hits, hits / len(band) if band else None


def _with_blank_lines(text: str) -> str:
    paragraphs = text.split("\n\n" if "\n\n" in text else "\n")
    return "\n\n".join(it for it in paragraphs if it.strip()) + "\n"
