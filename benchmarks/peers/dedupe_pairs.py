"""This project from files to verified pairs: near-duplicates and partial copies, nothing said of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.peers.files import RESEMBLANCE, K, run
from dedupe.pipeline.survey import Parameters, survey
from dedupe.pipeline.workers import processors
from dedupe.verify.screen import shared_shingles, shingles_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def find(folder: Path) -> Iterator[Sequence[str]]:
    """Pairs by exact resemblance, among all that share text."""
    found = survey([folder], Parameters(k=K), jobs=processors())
    words = found.sketches.words
    counted = np.zeros(words.paragraph_starts.size - 1, dtype=np.bool_)
    resemblance = shared_shingles(found.candidates, shingles_of(words, counted, K))[1]
    for pair in found.candidates[resemblance >= RESEMBLANCE].tolist():
        yield tuple(sorted(Path(found.articles[at].id).stem for at in pair))


if __name__ == "__main__":
    run(find)
