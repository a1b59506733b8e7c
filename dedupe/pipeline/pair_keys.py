"""The keys by which it is remembered what became of pairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import xxhash
from numpy.typing import NDArray

from dedupe.cache.keys import key, program_key
from dedupe.cache.remembered_rows import FoundRows, remembered_rows
from dedupe.cache.store import Store
from dedupe.furniture.furniture_file import UNKNOWN
from dedupe.index.build_index import Index
from dedupe.index.catalogue import TokenRequest
from dedupe.map_chunks import map_chunks
from dedupe.pipeline.article_loader import KnownPassages
from dedupe.pipeline.compare_chunk import CompareSeed
from dedupe.pipeline.found_candidates import CandidateSearch
from dedupe.sketch.shingles import prefix_hashes
from dedupe.sketch.sorted_arrays import HashSet, isin_sorted, unique_sorted
from dedupe.text.batch.tokenize import TokenBatch

_PORTION = 512  # articles whose quotations are marked at a time


def pair_keys(
    found: CandidateSearch, seed: CompareSeed, pairs: Sequence[tuple[int, int]], store: Store, jobs: int
) -> list[bytes]:
    """Make a key of everything that the result of each candidate pair depends on.

    The store has what earlier runs found out of what is marked in the articles.
    """
    articles, passages = unique_sorted(found.candidates), seed.passages
    marks = _marked(found.index, articles, passages, store, jobs)
    lists = {outlet: xxhash.xxh3_128_digest(stock.tobytes()) for outlet, stock in passages.own_stock.items()}
    own = {at: key(_known(found, at, marked, lists)) for at, marked in zip(articles.tolist(), marks, strict=True)}
    options = found.parameters.least_narrative, passages.k, seed.depth
    rest = key(program_key(), options, seed.publishers.settings)
    return [key("pair", own[a], own[b], rest) for a, b in pairs]


def _known(found: CandidateSearch, at: int, marked: bytes, lists: Mapping[str, bytes]) -> tuple[object, ...]:
    record, index = found.records[at], found.index
    flags = tuple(np.packbits(flag).tobytes() for flag in found.flags(at))
    place = (record.path, record.place.line)
    sort = (bool(index.archive[at]), bool(index.wire[at]))
    listed = lists.get(record.outlet or UNKNOWN)
    return record.content, record.id, place, record.outlet, flags, sort, marked, listed


def _marked(index: Index, articles: NDArray[np.int64], passages: KnownPassages, store: Store, jobs: int) -> list[bytes]:
    """Digest of some articles which shingles are quoted somewhere, and which are stock; 16 bytes each."""
    digests, catalogue = index.catalogue.digests[articles], index.catalogue

    def mark(missing: NDArray[np.int64]) -> FoundRows:
        wanted = articles[missing].tolist()
        portions = [catalogue.wanted(wanted[at : at + _PORTION]) for at in range(0, len(wanted), _PORTION)]
        state = passages, catalogue.kept
        parts = list(map_chunks(_begin, _marks, state, portions, jobs))
        is_there = np.concatenate([part.has_words for part in parts])
        digests = b"".join(part.digests for part in parts)
        return FoundRows(np.frombuffer(digests, np.uint64).reshape(-1, 2), is_there)

    sets = passages.quotations.tobytes(), passages.stock.tobytes()
    rows = remembered_rows(store, ("marks", passages.k, *sets), digests, 2, mark)
    return [row.tobytes() for row in rows]


class _Marks(NamedTuple):
    """What of the shingles of `n` articles is marked."""

    digests: bytes  # of each, 16 bytes
    has_words: NDArray[np.bool_]  # [n], whether it was still there


class _MarkedText(NamedTuple):
    """What marks the shingles of articles, made ready once in each process."""

    quotations: HashSet
    known: KnownPassages
    kept: TokenBatch


def _begin(seed: tuple[KnownPassages, TokenBatch]) -> _MarkedText:
    return _MarkedText(HashSet(seed[0].quotations), *seed)


def _marks(state: _MarkedText, wanted: TokenRequest) -> _Marks:
    """Digest which shingles of some articles are quoted somewhere, and which are stock."""
    words, k, stock = wanted.words(state.kept), state.known.k, state.known.stock
    windows = prefix_hashes(words.hashes).k_grams(k)
    marks = state.quotations.contains(windows) + np.uint8(2) * isin_sorted(stock, windows)
    bounds = pairwise(words.bounds.tolist())
    digests = [xxhash.xxh3_128_digest(marks[a : max(a, b - k + 1)].tobytes()) for a, b in bounds]
    return _Marks(b"".join(digests), np.diff(words.bounds) > 0)
