from __future__ import annotations

import threading
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pytest
from datasketch import MinHash, MinHashLSH
from fakeredis import TcpFakeServer
from hypothesis import given, settings
from hypothesis import strategies as st
from redis import ConnectionPool

from dedupe.article import Article, Paragraph
from dedupe.candidates.lsh import near_candidates
from dedupe.sketch.affine32 import sign_affine32
from dedupe.sketch.bridge import signatures, to_datasketch
from dedupe.sketch.shingles import Shingles, shingle
from dedupe.sketch.signature import bands
from dedupe.text.batch.tokenize import tokenize_batch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

ALL_PAIRS = 10**9
hashes = st.lists(st.integers(0, 2**64 - 1), max_size=60)


def batch(articles: Sequence[Sequence[int]]) -> Shingles:
    flat = [value for article in articles for value in article]
    bounds = np.cumsum([0, *map(len, articles)])
    return Shingles(np.array(flat, dtype=np.uint64), bounds)


def minhash(values: Sequence[int], permutations: int = 128) -> MinHash:
    reference = MinHash(permutations, seed=1, scheme="affine32", hashfunc=lambda value: value)
    reference.update_batch([value & 0xFFFFFFFF for value in values])
    return reference


@settings(max_examples=60, deadline=None)
@given(st.lists(hashes, max_size=5), st.sampled_from([16, 128, 200]))
def test_signatures_are_those_of_datasketch(articles: list[list[int]], permutations: int) -> None:
    signed = sign_affine32(batch(articles), permutations)
    for values, signature in zip(articles, signed, strict=True):
        assert signature.tolist() == minhash(values, permutations).hashvalues.tolist()


@pytest.mark.parametrize(("count", "rows"), [(25, 5), (32, 4), (64, 2), (16, 8)])
def test_bands_propose_what_datasketch_proposes(count: int, rows: int) -> None:
    signed = _related(seed=count)
    index = MinHashLSH(num_perm=128, params=(count, rows))
    minhashes = to_datasketch({str(at): it for at, it in enumerate(signed)}, index)
    proposed = {
        (int(a), int(b)) for a, b in combinations(minhashes, 2) if b in index.query(minhashes[a])
    }
    assert 0 < len(proposed) < len(signed) ** 2 / 4
    assert {
        tuple(it)
        for it in near_candidates(
            [bands(signed, count, rows)], np.arange(len(signed)), ALL_PAIRS
        ).tolist()
    } == proposed


def _related(seed: int) -> NDArray[np.uint32]:
    """Sign 60 sets in groups of six that share from 95% down to 20% of their shingles."""
    draw = np.random.default_rng(seed)
    articles = []
    for _ in range(10):
        common = draw.integers(0, 2**64, 200, dtype=np.uint64).tolist()
        for share in (0.95, 0.9, 0.8, 0.6, 0.4, 0.2):
            own = draw.integers(0, 2**64, 200, dtype=np.uint64).tolist()
            cut = int(share * 200)
            articles.append(common[:cut] + own[cut:])
    return sign_affine32(batch(articles), 128)


def test_articles_are_signed_as_datasketch_signs_their_shingles() -> None:
    texts = [
        ["The ferry left Skerry at noon.", "It came back at six with nobody on board, they said."],
        ["Ein Schiff verließ am Mittag den Hafen und kam am Abend ohne Menschen zurück."],
        ["昨日、無人の船が港に戻ったと漁師たちは話している。"],
        ["Too short."],
    ]
    articles = [
        Article(f"{at}.txt", f"{at}.txt", tuple(Paragraph(text, 1, 1) for text in paragraphs))
        for at, paragraphs in enumerate(texts)
    ]
    signed = signatures(articles, k=3)
    assert list(signed) == ["0.txt", "1.txt", "2.txt", "3.txt"]
    for at, paragraphs in enumerate(texts):
        words = tokenize_batch([paragraphs])
        values = shingle(words.hashes, words.bounds, 3).hashes.tolist()
        assert signed[f"{at}.txt"].tolist() == minhash(values).hashvalues.tolist()


def test_minhashes_go_on_working_in_datasketch() -> None:
    first, second = list(range(100)), list(range(50, 150))
    signed = sign_affine32(batch([first, second]), 128)
    handed = to_datasketch({"first": signed[0], "second": signed[1]})
    assert handed["first"].jaccard(handed["second"]) == minhash(first).jaccard(minhash(second))
    assert handed["first"].jaccard(minhash(first)) == 1


def test_a_key_that_the_index_has_is_refused() -> None:
    signed = {"a.txt": sign_affine32(batch([[1, 2, 3]]), 128)[0]}
    index = MinHashLSH(num_perm=128, params=(25, 5))
    to_datasketch(signed, index)
    with pytest.raises(ValueError, match="already exists"):
        to_datasketch(signed, index)


@pytest.fixture
def redis() -> Iterator[ConnectionPool]:
    """Start a server that speaks the Redis protocol over TCP, and connect to it."""
    server = TcpFakeServer(("127.0.0.1", 0), server_type="redis")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    pool = ConnectionPool(host="127.0.0.1", port=server.server_address[1])
    yield pool
    pool.disconnect()
    server.shutdown()
    server.server_close()


def test_an_index_in_redis_is_filled_and_found_again(redis: ConnectionPool) -> None:
    storage = {"type": "redis", "basename": b"news", "redis": {"connection_pool": redis}}
    signed = sign_affine32(
        batch([list(range(100)), list(range(2, 102)), list(range(500, 600))]), 128
    )
    keys = ["wire/ferry.txt", "herald/ferry.txt", "herald/library.txt"]
    index = MinHashLSH(num_perm=128, params=(25, 5), storage_config=storage)
    minhashes = to_datasketch(dict(zip(keys, signed, strict=True)), index)

    other = MinHashLSH(num_perm=128, params=(25, 5), storage_config=storage)
    assert set(other.query(minhashes["wire/ferry.txt"])) == {"wire/ferry.txt", "herald/ferry.txt"}
    assert other.query(minhashes["herald/library.txt"]) == ["herald/library.txt"]
