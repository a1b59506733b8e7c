"""Articles signed by datasketch, for users who keep one of its indexes; it is imported when used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.sketch.shingles import shingle
from dedupe.text.batch.tokenize import tokenize_article

if TYPE_CHECKING:
    from collections.abc import Iterable

    from datasketch import LeanMinHash, MinHash, MinHashLSH

    from dedupe.article import Article

SEED, SCHEME, PERMUTATIONS = 1, "affine32", 128


def to_datasketch(
    articles: Iterable[Article], index: MinHashLSH | None = None, *, k: int = 5
) -> dict[str, LeanMinHash]:
    """Sign articles with datasketch by the shingles of a check, and put them into one of its indexes.

    They are signed by `datasketch.MinHash(num_perm=128, seed=1, scheme="affine32")`, updated with the low
    32 bits of each shingle's hash. An index in memory is made by the caller; the one with the bands of a
    check is `MinHashLSH(params=(25, 5))`. One in Redis is opened by `redis_index`.

    Args:
        articles: with different identities.
        index: to insert them into under their identities, if any; as bytes where it wants these.
        k: tokens a shingle.

    Returns:
        The signature of each article by its identity; an empty one where it has fewer than k tokens.

    Raises:
        ValueError: the index has one of the identities already, or is for another number of permutations.
    """
    from datasketch import LeanMinHash

    signed = {article.id: LeanMinHash(_sign(article, k)) for article in articles}
    if index is not None:
        with index.insertion_session() as session:
            for name, signature in signed.items():
                session.insert(key_in(index, name), signature)
    return signed


def key_in(index: MinHashLSH, name: str) -> str | bytes:
    """Return the key of an article in an index: its identity, as bytes where keys are kept as they are."""
    from datasketch.storage import DictListStorage

    in_memory = isinstance(index.keys, DictListStorage)
    return name if in_memory or index.prepickle else name.encode("utf-8", "replace")


def _sign(article: Article, k: int) -> MinHash:
    from datasketch import MinHash

    words = tokenize_article(article.texts)
    hashes = shingle(words.hashes, words.bounds, k).hashes & 0xFFFFFFFF
    signature = MinHash(PERMUTATIONS, seed=SEED, scheme=SCHEME, hashfunc=int)
    signature.update_batch(hashes.tolist())
    return signature
