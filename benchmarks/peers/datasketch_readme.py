"""datasketch as its README shows it: one update a shingle, one insertion and one query an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datasketch import MinHash, MinHashLSH

from benchmarks.peers.files import PERMUTATIONS, RESEMBLANCE, read, run, shingles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


def find(folder: Path) -> Iterator[Sequence[str]]:
    """Pairs that the index proposes."""
    index = MinHashLSH(threshold=RESEMBLANCE, num_perm=PERMUTATIONS)
    for name, text in read(folder):
        minhash = MinHash(num_perm=PERMUTATIONS)
        for shingle in set(shingles(text)):
            minhash.update(shingle.encode("utf8"))
        for other in index.query(minhash):
            yield other, name
        index.insert(name, minhash)


if __name__ == "__main__":
    run(find)
