"""The candidates of a survey compared, on all processors, but for those compared before."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import xxhash

from dedupe.cache.codec import BrokenError
from dedupe.cache.keys import key, program_key
from dedupe.judge.house import find_house_credit
from dedupe.judge.names import publisher_key
from dedupe.judge.pair import Pair
from dedupe.judge.relation import Relation
from dedupe.judge.versions import is_own
from dedupe.pipeline.compare import Comparison, describe, relate_directed
from dedupe.pipeline.outcome import Outcome, Packed, outcome_codec, pack, without_text
from dedupe.pipeline.preparing import Preparer
from dedupe.pipeline.workers import as_given, spread, tracked
from dedupe.sketch.ordered import contains
from dedupe.sketch.rolling import roll

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from dedupe.cache.codec import Codec
    from dedupe.cache.store import Store
    from dedupe.pipeline.catalogue import Wanted
    from dedupe.pipeline.preparing import Unprepared
    from dedupe.pipeline.survey import Survey
    from dedupe.pipeline.workers import Progress
    from dedupe.text.words import Words

    Forms = Mapping[str, Sequence[str]]

_CHUNK = 32  # pairs that a process compares at a time
_PORTION = 512  # articles whose quotations are marked at a time
_UNRELATED = b"null"


class Compared(NamedTuple):
    """What became of a pair.

    Attributes:
        packed: its outcome, None if the two are not related.
        name: the key that it is remembered by, None without a store.
    """

    packed: Packed | None
    name: bytes | None


class _Task(NamedTuple):
    """A pair to be compared, the earlier article first."""

    earlier: Unprepared
    later: Unprepared
    from_source: bool  # known to be its direction
    from_archive: bool


class _Seed(NamedTuple):
    """What every process must know to compare."""

    quotations: NDArray[np.uint64]
    k: int
    max_file_size: int
    least_narrative: int
    forms: Forms
    is_encoded: bool  # whether outcomes are wanted as a store keeps them


def compare_candidates(
    found: Survey, forms: Forms, store: Store, *, jobs: int, progress: Progress
) -> Iterator[Compared]:
    """Compare the candidates.

    Args:
        found: the survey.
        forms: by the key of an outlet the words by which it credits its sources.
        store: where outcomes are remembered.
        jobs: processes at most.
        progress: told how far it is.

    Yields:
        What became of each candidate, in order.
    """
    pairs = [(a, b) for a, b in found.candidates.tolist()]
    seed = _seed(found, forms, is_encoded=store.is_open)
    keys = _keys(found, seed, pairs, jobs) if store.is_open else [None] * len(pairs)
    codec = outcome_codec()
    known = [_recalled(store, codec, it) if it else None for it in keys]
    left = [pair for pair, recalled in zip(pairs, known, strict=True) if recalled is None]
    chunks = [_tasks(found, left[at : at + _CHUNK]) for at in range(0, len(left), _CHUNK)]
    work = spread(_begin, _compare_chunk, seed, chunks, jobs)
    compared = (it for chunk in tracked(work, "compared", len(chunks), progress) for it in chunk)
    for name, recalled in zip(keys, known, strict=True):
        if recalled is not None:
            yield recalled
            continue
        packed, encoded = next(compared)
        if name:
            store.put(name, encoded)
        yield Compared(packed, name)


def recall(store: Store, keys: bytes) -> list[Packed] | None:
    """Recall the outcomes of a run, None unless all are remembered.

    Args:
        store: where they are.
        keys: of the related pairs, 16 bytes each.
    """
    codec, outcomes = outcome_codec(), []
    for at in range(0, len(keys), 16):
        recalled = _recalled(store, codec, keys[at : at + 16])
        if recalled is None or recalled.packed is None:
            return None
        outcomes.append(recalled.packed)
    return outcomes


def _recalled(store: Store, codec: Codec, name: bytes) -> Compared | None:
    """Recall what became of a pair, None if it is not remembered or broken."""
    value = store.get(name)
    if value is None:
        return None
    try:
        return Compared(None if value == _UNRELATED else pack(codec.decode(value)), name)
    except BrokenError:
        return None


def _keys(
    found: Survey, seed: _Seed, pairs: Sequence[tuple[int, int]], jobs: int
) -> list[bytes | None]:
    """Make a key of everything that the outcome of each pair depends on."""
    articles = np.unique(found.candidates).tolist()
    catalogue, starts = found.arranged.catalogue, range(0, len(articles), _PORTION)
    portions = [catalogue.wanted(articles[at : at + _PORTION]) for at in starts]
    known = seed.quotations, seed.k, catalogue.kept
    marks = [it for part in spread(as_given, _quoted, known, portions, jobs) for it in part]
    own = {at: key(_known(found, at, quoted)) for at, quoted in zip(articles, marks, strict=True)}
    least = seed.least_narrative, seed.k
    rest = key(program_key(), least, sorted((name, tuple(it)) for name, it in seed.forms.items()))
    return [key("pair", own[a], own[b], rest) for a, b in pairs]


def _known(found: Survey, at: int, quoted: bytes) -> tuple[object, ...]:
    entry, arranged = found.entries[at], found.arranged
    flags = tuple(np.packbits(it).tobytes() for it in found.flags(at))
    place = (entry.path, entry.place.line)
    sort = (bool(arranged.archive[at]), bool(arranged.wire[at]))
    return entry.content, entry.id, place, entry.outlet, flags, sort, quoted


def _quoted(state: tuple[NDArray[np.uint64], int, Words | None], wanted: Wanted) -> list[bytes]:
    """Digest which shingles of some articles are quoted somewhere."""
    quotations, k, kept = state
    words = wanted.words(kept)
    quoted = contains(quotations, roll(words.hashes).windows(k))
    bounds = pairwise(words.bounds.tolist())
    return [xxhash.xxh3_128_digest(quoted[a : max(a, b - k + 1)].tobytes()) for a, b in bounds]


def _tasks(found: Survey, pairs: Iterable[tuple[int, int]]) -> list[_Task]:
    archive, wire = found.arranged.archive, found.arranged.wire
    return [
        _Task(
            found.unprepared(a),
            found.unprepared(b),
            bool(wire[a] and not wire[b]),
            bool(archive[a]),
        )
        for a, b in pairs
    ]


def _seed(found: Survey, forms: Forms, *, is_encoded: bool) -> _Seed:
    return _Seed(
        found.arranged.quoted(),
        found.parameters.k,
        found.arranged.catalogue.max_file_size,
        found.parameters.least_narrative,
        forms,
        is_encoded,
    )


class _State(NamedTuple):
    """A process ready to compare."""

    text: Preparer
    seed: _Seed
    codec: Codec | None


def _begin(seed: _Seed) -> _State:
    text = Preparer(seed.quotations, seed.k, seed.max_file_size)
    return _State(text, seed, outcome_codec() if seed.is_encoded else None)


def _compare_chunk(state: _State, tasks: Iterable[_Task]) -> list[tuple[Packed | None, bytes]]:
    return [_compare(task, state) for task in tasks]


def _compare(task: _Task, state: _State) -> tuple[Packed | None, bytes]:
    """Give the outcome of a pair, and the same as a store keeps it if that is wanted."""
    related = relate_directed(
        state.text(task.earlier),
        state.text(task.later),
        state.seed.least_narrative,
        from_source=task.from_source,
        from_archive=task.from_archive,
    )
    if related.relation is Relation.NONE:
        return None, _UNRELATED
    outcome = _outcome(describe(related), state.seed.forms)
    return pack(outcome), state.codec.encode(outcome) if state.codec else b""


def _outcome(comparison: Comparison, forms: Forms) -> Outcome:
    return Outcome(
        _pair(comparison, forms),
        without_text(comparison.source),
        without_text(comparison.target),
        comparison.alignment,
        comparison.edits,
    )


def _pair(comparison: Comparison, forms: Forms) -> Pair:
    copy, credit = comparison.target, comparison.credit
    if copy.outlet and (credit.exactness == "none" or credit.place == "text"):
        credit = find_house_credit(copy, forms.get(publisher_key(copy.outlet), ())) or credit
    return Pair(
        comparison.source.id,
        comparison.target.id,
        comparison.relation,
        comparison.measures,
        comparison.origin,
        credit,
        is_own(comparison.source, comparison.target),
    )
