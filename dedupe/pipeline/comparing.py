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
from dedupe.pipeline.outcome import Outcome, outcome_codec, without_text
from dedupe.pipeline.survey import prepare_texts
from dedupe.pipeline.workers import as_given, spread, tracked
from dedupe.sketch.ordered import contains
from dedupe.sketch.rolling import roll

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from dedupe.cache.codec import Codec
    from dedupe.cache.store import Store
    from dedupe.pipeline.survey import Survey
    from dedupe.pipeline.workers import Progress
    from dedupe.verify.texts import Text

    Forms = Mapping[str, Sequence[str]]
    Keyed = tuple[tuple[int, int], bytes | None]

_CHUNK = 32  # pairs that a process compares at a time
_PORTION = 512  # articles whose quotations are marked at a time
_UNRELATED = b"null"


class _Recalled(NamedTuple):
    """What is remembered of a pair: its outcome, None if the two are not related."""

    outcome: Outcome | None


def compare_candidates(
    found: Survey, forms: Forms, store: Store, *, jobs: int, progress: Progress
) -> Iterator[tuple[bytes | None, Outcome | None]]:
    """Compare the candidates.

    Args:
        found: the survey.
        forms: by the key of an outlet the words by which it credits its sources.
        store: where outcomes are remembered.
        jobs: processes at most.
        progress: told how far it is.

    Yields:
        For each candidate in order the key that it is remembered by, None without a store, and its
        outcome, None if the two are not related.
    """
    pairs = [(a, b) for a, b in found.candidates.tolist()]
    keys = _keys(found, pairs, forms, jobs) if store.is_open else [None] * len(pairs)
    codec = outcome_codec()
    known = [_recalled(store, codec, it) if it else None for it in keys]
    left = [pair for pair, recalled in zip(pairs, known, strict=True) if recalled is None]
    chunks = [left[at : at + _CHUNK] for at in range(0, len(left), _CHUNK)]
    work = spread(_begin, _compare_chunk, (found, forms), chunks, jobs)
    compared = (it for chunk in tracked(work, "compared", len(chunks), progress) for it in chunk)
    for name, recalled in zip(keys, known, strict=True):
        if recalled is not None:
            yield name, recalled.outcome
            continue
        outcome = next(compared)
        if name:
            store.put(name, _UNRELATED if outcome is None else codec.encode(outcome))
        yield name, outcome


def recall(store: Store, keys: bytes) -> list[Outcome] | None:
    """Recall the outcomes of a run, None unless all are remembered.

    Args:
        store: where they are.
        keys: of the related pairs, 16 bytes each.
    """
    codec, outcomes = outcome_codec(), []
    for at in range(0, len(keys), 16):
        recalled = _recalled(store, codec, keys[at : at + 16])
        if recalled is None or recalled.outcome is None:
            return None
        outcomes.append(recalled.outcome)
    return outcomes


def _recalled(store: Store, codec: Codec, name: bytes) -> _Recalled | None:
    """Recall what became of a pair, None if it is not remembered or broken."""
    value = store.get(name)
    if value is None:
        return None
    try:
        return _Recalled(None if value == _UNRELATED else codec.decode(value))
    except BrokenError:
        return None


def _keys(
    found: Survey, pairs: Sequence[tuple[int, int]], forms: Forms, jobs: int
) -> list[bytes | None]:
    """Make a key of everything that the outcome of each pair depends on."""
    articles = np.unique(found.candidates).tolist()
    portions = [articles[at : at + _PORTION] for at in range(0, len(articles), _PORTION)]
    marks = [it for part in spread(as_given, _quoted, found, portions, jobs) for it in part]
    own = {at: key(_known(found, at, quoted)) for at, quoted in zip(articles, marks, strict=True)}
    least = found.parameters.least_narrative, found.parameters.k
    rest = key(program_key(), least, sorted((name, tuple(it)) for name, it in forms.items()))
    return [key("pair", own[a], own[b], rest) for a, b in pairs]


def _known(found: Survey, at: int, quoted: bytes) -> tuple[object, ...]:
    entry, arranged = found.entries[at], found.arranged
    flags = tuple(np.packbits(it).tobytes() for it in found.flags(at))
    place = (entry.path, entry.place.line)
    sort = (bool(arranged.archive[at]), bool(arranged.wire[at]))
    return entry.content, entry.id, place, entry.outlet, flags, sort, quoted


def _quoted(found: Survey, articles: Sequence[int]) -> list[bytes]:
    """Digest which shingles of some articles are quoted somewhere."""
    words, k = found.arranged.catalogue.words(articles), found.parameters.k
    quoted = contains(found.quotations, roll(words.hashes).windows(k))
    bounds = pairwise(words.bounds.tolist())
    return [xxhash.xxh3_128_digest(quoted[a : max(a, b - k + 1)].tobytes()) for a, b in bounds]


_State = tuple["Callable[[int], Text]", "Survey", "Forms"]


def _begin(seed: tuple[Survey, Forms]) -> _State:
    found, forms = seed
    return prepare_texts(found), found, forms


def _compare_chunk(state: _State, pairs: Iterable[tuple[int, int]]) -> list[Outcome | None]:
    text, found, forms = state
    least, archive, wire = (
        found.parameters.least_narrative,
        found.arranged.archive,
        found.arranged.wire,
    )
    related = (
        relate_directed(
            text(a),
            text(b),
            least,
            from_source=bool(wire[a] and not wire[b]),
            from_archive=bool(archive[a]),
        )
        for a, b in pairs
    )
    return [
        None if it.relation is Relation.NONE else _outcome(describe(it), forms) for it in related
    ]


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
