"""Articles signed by datasketch, in one of its indexes, which a Redis server may keep; imported when used."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from dedupe.errors import InputError
from dedupe.sketch.shingles import shingle
from dedupe.sketch.sizes import BANDS, ROWS
from dedupe.text.batch.tokenize import tokenize_article

if TYPE_CHECKING:
    from collections.abc import Iterable

    from datasketch import LeanMinHash, MinHash, MinHashLSH

    from dedupe.article import Article

SEED, SCHEME, PERMUTATIONS = 1, "affine32", 128
_BATCH = 1_000  # articles that are signed and sent together
_PATIENCE = 10  # seconds for a connection


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


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from datasketch import MinHashLSH

    from dedupe.article import Article


class Pushed(NamedTuple):
    """What was handed over."""

    new: int  # number of articles that the index did not have
    replaced: int  # number of those whose signature replaced another one


def redis_index(url: str, name: str = "dedupe") -> MinHashLSH:
    """Open an index of datasketch with the bands of a check, which a Redis server keeps.

    Keys are identities as bytes, and nothing is pickled: what comes from a server is only ever read.

    Args:
        url: of the server, such as `redis://localhost:6379/0`, `rediss://` for one with TLS.
        name: of the index, before all keys that it has in the server.

    Raises:
        InputError: the server cannot be reached, the address is none, or the package redis is missing.
    """
    try:
        import redis
    except ImportError:
        raise InputError("Redis needs another package: pip install dedupe-news[redis]") from None
    from datasketch import MinHashLSH

    with _reachable(url):
        pool = redis.ConnectionPool.from_url(url, socket_connect_timeout=_PATIENCE)
        redis.Redis(connection_pool=pool).ping()
        storage = {"type": "redis", "basename": name.encode(), "redis": {"connection_pool": pool}}
        return MinHashLSH(num_perm=PERMUTATIONS, params=(BANDS, ROWS), storage_config=storage, prepickle=False)


def push_articles(articles: Iterable[Article], url: str, name: str = "dedupe", *, k: int = 5) -> Pushed:
    """Add the signatures of articles, with different identities, to an index in Redis, a batch at a time.

    An article whose identity the index has is replaced, so that whatever was cut short can be done again. An InputError
    says that the server cannot be reached, or does not do what it is asked.
    """
    index = redis_index(url, name)
    remaining, new, replaced = iter(articles), 0, 0
    with _reachable(url):
        while batch := list(islice(remaining, _BATCH)):
            known = [key for article in batch if (key := key_in(index, article.id)) in index]
            for key in known:
                index.remove(key)
            to_datasketch(batch, index, k=k)
            new, replaced = new + len(batch) - len(known), replaced + len(known)
    return Pushed(new, replaced)


@contextmanager
def _reachable(url: str) -> Iterator[None]:
    """Raise an InputError for what a server does not do; a password in its address is left out."""
    from redis import RedisError

    try:
        yield
    except (RedisError, OSError, ValueError) as error:
        server = urlsplit(url)
        place = f"{server.scheme}://{(server.netloc or server.path).rpartition('@')[2]}"
        raise InputError(f"{place}: {' '.join(str(error).split())}") from None
