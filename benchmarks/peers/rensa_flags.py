"""rensa at its fastest, the rho pipeline of its own benchmark: which articles have a duplicate.

It does not tell of which article, so it answers less than all others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rensa import RMinHash, RMinHashLSH

from benchmarks.peers.files import PERMUTATIONS, RESEMBLANCE, SEED, read, run, shingles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

BANDS = 32


def find(folder: Path) -> Iterator[Sequence[str]]:
    """Names of the articles that are flagged."""
    names, texts = zip(*read(folder), strict=True)
    matrix = RMinHash.digest_matrix_from_token_sets_rho(map(shingles, texts), PERMUTATIONS, SEED)
    index = RMinHashLSH(RESEMBLANCE, PERMUTATIONS, BANDS)
    flags = index.query_duplicate_flags_matrix_one_shot(matrix)
    yield from ((name,) for name, flag in zip(names, flags, strict=True) if flag)


if __name__ == "__main__":
    run(find)
