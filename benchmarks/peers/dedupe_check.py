"""This project's full check: alignment, edits, origin, clusters and findings for every pair."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.peers.files import RESEMBLANCE, run
from dedupe.pipeline.check import check

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def find(folder: Path) -> Iterator[Sequence[str]]:
    """Pairs by exact resemblance, furniture left out, among all that are related."""
    for pair in check([folder]).pairs:
        if pair.measures.resemblance >= RESEMBLANCE:
            yield tuple(sorted(Path(article).stem for article in (pair.a, pair.b)))


if __name__ == "__main__":
    run(find)
