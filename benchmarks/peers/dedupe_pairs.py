"""This project from files to verified pairs: near-duplicates and partial copies, nothing said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.peers.files import RESEMBLANCE, K, name_of, run
from dedupe.numpy_settings import prepare_numpy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


def find(folder: Path) -> Iterator[Sequence[str]]:
    """Pairs by exact resemblance, among all that share text."""
    prepare_numpy()  # as the command does, before numpy is imported
    from dedupe.comparison.criteria import Criteria
    from dedupe.map_chunks import processors
    from dedupe.pipeline.candidate_counts import count_pairs
    from dedupe.pipeline.find_candidates import search_folder

    found = search_folder([folder], criteria=Criteria(k=K), jobs=processors())
    shared = count_pairs(found.candidates, found.index.catalogue, K, jobs=processors())
    for pair in found.candidates[shared.resemblance >= RESEMBLANCE].tolist():
        yield tuple(sorted(name_of(found.records[at].id, folder) for at in pair))


if __name__ == "__main__":
    run(find)
