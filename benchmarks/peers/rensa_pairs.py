"""rensa's R-MinHash in bulk, its index, and pairs checked by their estimate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rensa import RMinHash, RMinHashLSH

from benchmarks.peers.files import PERMUTATIONS, RESEMBLANCE, SEED, read, run, shingles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

BANDS = 32


def find(folder: Path) -> Iterator[Sequence[str]]:
    """Pairs that the index proposes and the signatures confirm."""
    names, texts = zip(*read(folder), strict=True)
    signed = RMinHash.from_token_sets(map(shingles, texts), num_perm=PERMUTATIONS, seed=SEED)
    index = RMinHashLSH(RESEMBLANCE, PERMUTATIONS, BANDS)
    index.insert_many(signed)
    for at, others in enumerate(index.query_all(signed)):
        for other in others:
            if other < at and signed[at].jaccard(signed[other]) >= RESEMBLANCE:
                yield names[other], names[at]


if __name__ == "__main__":
    run(find)
