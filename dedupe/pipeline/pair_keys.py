"""The keys by which it is remembered what became of pairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import xxhash

from dedupe.cache.keys import key, program_key
from dedupe.cache.store import Store
from dedupe.furniture.furniture_file import UNKNOWN
from dedupe.pipeline.article_marks import article_marks
from dedupe.pipeline.compare_chunk import CompareSeed
from dedupe.pipeline.found_candidates import CandidateSearch
from dedupe.sketch.sorted_arrays import unique_sorted


def pair_keys(
    found: CandidateSearch, seed: CompareSeed, pairs: Sequence[tuple[int, int]], store: Store, jobs: int
) -> list[bytes]:
    """Make a key of everything that the result of each candidate pair depends on.

    The store has what earlier runs found out of what is marked in the articles.
    """
    articles, passages = unique_sorted(found.candidates), seed.passages
    marks = article_marks(found.index, articles, passages, store, jobs)
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
    return record.digest, record.id, place, record.outlet, flags, sort, marked, listed
