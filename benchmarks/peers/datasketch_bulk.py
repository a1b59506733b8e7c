"""datasketch at its fastest: signatures in bulk, hashed with xxHash, pairs checked by their estimate."""

from __future__ import annotations

from typing import TYPE_CHECKING

import xxhash
from datasketch import MinHash, MinHashLSH

from benchmarks.peers.files import PERMUTATIONS, RESEMBLANCE, read, run, shingles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


def find(folder: Path) -> Iterator[Sequence[str]]:
    """Pairs that the index proposes and the signatures confirm."""
    index = MinHashLSH(threshold=RESEMBLANCE, num_perm=PERMUTATIONS)
    names, texts = zip(*read(folder), strict=True)
    sets = ([shingle.encode() for shingle in shingles(text)] for text in texts)
    signed = MinHash.bulk(sets, num_perm=PERMUTATIONS, hashfunc=xxhash.xxh32_intdigest)
    minhashes = dict(zip(names, signed, strict=True))
    with index.insertion_session() as session:
        for name, minhash in minhashes.items():
            session.insert(name, minhash, check_duplication=False)
    for name, minhash in minhashes.items():
        for other in index.query(minhash):
            if other < name and minhash.jaccard(minhashes[other]) >= RESEMBLANCE:
                yield other, name


if __name__ == "__main__":
    run(find)
