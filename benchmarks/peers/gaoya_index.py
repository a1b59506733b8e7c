"""gaoya's index of strings, which cuts words, signs and confirms pairs by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaoya.minhash import MinHashStringIndex

from benchmarks.peers.files import RESEMBLANCE, K, read, run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


def find(folder: Path) -> Iterator[Sequence[str]]:
    """Pairs that the index gives."""
    index = MinHashStringIndex(
        hash_size=32,
        jaccard_threshold=RESEMBLANCE,
        num_bands=25,
        band_size=5,
        analyzer="word",
        lowercase=True,
        ngram_range=(K, K),
        id_container="smallvec",
    )
    names, texts = map(list, zip(*read(folder), strict=True))
    index.par_bulk_insert_docs(list(range(len(names))), texts)
    for at, others in enumerate(index.par_bulk_query(texts)):
        yield from ((names[other], names[at]) for other in others if other < at)


if __name__ == "__main__":
    run(find)
