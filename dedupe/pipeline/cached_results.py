"""What became of the pairs of earlier runs, all of a run at once or one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from dedupe.cache.codec import BrokenError
from dedupe.cache.keys import key, program_key
from dedupe.cache.store import Store
from dedupe.comparison.criteria import Criteria, Depth
from dedupe.comparison.pair_result import PackedResult, packed_codec

if TYPE_CHECKING:
    from dedupe.index.build_index import Index

UNRELATED = b""  # what is kept of a pair that is not related
_PORTION = 512  # pairs that are looked up at a time


class CachedResult(NamedTuple):
    """What became of a pair; None if the two are not related."""

    packed: PackedResult | None


def run_key(index: Index, criteria: Criteria, depth: Depth) -> bytes:
    """Return the key of everything that the related pairs of a run depend on."""
    records = index.catalogue.records
    columns = [records.rows[name].tobytes() for name in ("digest", "file", "line", "outlet", "date")]
    names = [found.id for found, _ in records.files], records.values
    articles = key(*columns, records.ids.data.tobytes(), records.ids.ends.tobytes(), *names)
    sorts = index.archive.tobytes(), index.wire.tobytes()
    return key("run", program_key(), articles, *sorts, sorted(index.outlets), criteria_key(criteria, depth))


def criteria_key(criteria: Criteria, depth: Depth) -> bytes:
    """Return the key of what is asked."""
    lists = [
        sorted((outlet, tuple(texts)) for outlet, texts in table.items())
        for table in (criteria.furniture.listed, criteria.furniture.kept)
    ]
    return key(criteria.parameters, lists, criteria.outlets, depth)


def load_run(store: Store, run: bytes) -> tuple[PackedResult, ...] | None:
    """Load the results of an earlier run on the same articles, None unless all of them are there.

    Under the run's key are the keys of its related pairs, 16 bytes each.
    """
    if (keys := store.get(run)) is None:
        return None
    results = []
    for cached in load_results(store, [keys[at : at + 16] for at in range(0, len(keys), 16)]):
        if cached is None or cached.packed is None:
            return None
        results.append(cached.packed)
    return tuple(results)


def load_results(store: Store, keys: Sequence[bytes]) -> Iterator[CachedResult | None]:
    """Load what became of pairs, None where it is not there or broken."""
    for at in range(0, len(keys), _PORTION):
        portion = keys[at : at + _PORTION]
        known = store.load(portion)
        yield from (_decoded(known.get(key)) for key in portion)


def _decoded(value: bytes | None) -> CachedResult | None:
    if not value:
        return None if value is None else CachedResult(None)
    try:
        return CachedResult(packed_codec().decode(value))
    except BrokenError:
        return None
