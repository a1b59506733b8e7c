"""A bridge to datasketch, for users who keep one of its indexes; datasketch is imported when used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.sketch.affine32 import SEED, sign_affine32
from dedupe.sketch.shingles import shingle
from dedupe.text.batch.tokenize import tokenize_batch

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import numpy as np
    from datasketch import LeanMinHash, MinHashLSH
    from numpy.typing import NDArray

    from dedupe.article import Article

SCHEME = "affine32"
PERMUTATIONS = 128
_BATCH = 128  # articles signed at a time


def signatures(articles: Iterable[Article], *, k: int = 5) -> dict[str, NDArray[np.uint32]]:
    """Sign articles by the shingles that a check signs them by, in the scheme of datasketch.

    Args:
        articles: with different identities.
        k: tokens a shingle.

    Returns:
        uint32[128] for each article's identity; all bits set where it has fewer than k tokens.
    """
    listed = list(articles)
    signed: dict[str, NDArray[np.uint32]] = {}
    for start in range(0, len(listed), _BATCH):
        batch = listed[start : start + _BATCH]
        texts = [[paragraph.text for paragraph in article.paragraphs] for article in batch]
        words = tokenize_batch(texts)
        rows = sign_affine32(shingle(words.hashes, words.bounds, k), PERMUTATIONS)
        signed |= zip((article.id for article in batch), rows, strict=True)
    return signed


def to_datasketch(
    signatures: Mapping[str, NDArray[np.uint32]], index: MinHashLSH | None = None
) -> dict[str, LeanMinHash]:
    """Hand signatures over to datasketch, and put them into one of its indexes.

    They are bit for bit those that `datasketch.MinHash(num_perm=128, seed=1, scheme="affine32")` has
    after an update with the low 32 bits of each shingle's hash. An index in memory or in Redis is
    made by the caller; the one with the bands of a check is `MinHashLSH(params=(25, 5))`, with
    `storage_config={"type": "redis", "basename": b"news", "redis": {"host": "localhost"}}` in Redis.

    Args:
        signatures: uint32[permutations] for each key, as `signatures` gives them.
        index: to insert them into under their keys, if any.

    Raises:
        ValueError: the index has one of the keys already, or is for another number of permutations.
    """
    from datasketch import LeanMinHash

    minhashes = {
        key: LeanMinHash(seed=SEED, hashvalues=signature, scheme=SCHEME)
        for key, signature in signatures.items()
    }
    if index is not None:
        with index.insertion_session() as session:
            for key, minhash in minhashes.items():
                session.insert(key, minhash)
    return minhashes
