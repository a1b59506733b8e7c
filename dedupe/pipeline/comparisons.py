"""The candidates of a survey compared, on all processors, but for those compared before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dedupe.judge.credit.outlet_credits import find_outlet_credit
from dedupe.judge.credit.publishers import publisher_key
from dedupe.judge.origin.versions import is_own
from dedupe.judge.pair import Pair
from dedupe.judge.relation import Relation
from dedupe.pipeline.article_loader import ArticleLoader
from dedupe.pipeline.compare import Comparison, describe, relate_directed
from dedupe.pipeline.pair_cache import UNRELATED, CachedResult, load_result, pair_keys
from dedupe.pipeline.pair_result import PackedResult, PairResult, pack, result_codec, without_text
from dedupe.pipeline.workers import map_chunks, with_progress

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from dedupe.cache.codec import Codec
    from dedupe.cache.store import Store
    from dedupe.pipeline.article_loader import ArticleRequest
    from dedupe.pipeline.survey import Survey
    from dedupe.pipeline.workers import Progress

    Forms = Mapping[str, Sequence[str]]

_CHUNK = 32  # pairs that a process compares at a time


class _PairTask(NamedTuple):
    """A pair to be compared, the earlier article first."""

    earlier: ArticleRequest
    later: ArticleRequest
    from_source: bool  # known to be its direction
    from_archive: bool


class _SharedInput(NamedTuple):
    """What every process must know to compare."""

    quotations: NDArray[np.uint64]
    k: int
    max_file_size: int
    least_narrative: int
    forms: Forms
    is_encoded: bool  # whether results are wanted as a store keeps them


def compare_candidates(
    found: Survey, forms: Forms, store: Store, *, jobs: int, progress: Progress
) -> Iterator[CachedResult]:
    """Compare the candidates.

    Args:
        found: the survey.
        forms: by the key of an outlet the words by which it credits its sources.
        store: where results are remembered.
        jobs: processes at most.
        progress: told how far it is.

    Yields:
        What became of each candidate, in order.
    """
    pairs = [(a, b) for a, b in found.candidates.tolist()]
    seed = _seed(found, forms, is_encoded=store.is_open)
    keys: list[bytes] | list[None] = [None] * len(pairs)
    if store.is_open:
        keys = pair_keys(found, seed.quotations, pairs, forms, jobs)
    codec = result_codec()
    known = [load_result(store, codec, it) if it else None for it in keys]
    left = [pair for pair, recalled in zip(pairs, known, strict=True) if recalled is None]
    chunks = [_tasks(found, left[at : at + _CHUNK]) for at in range(0, len(left), _CHUNK)]
    work = map_chunks(_begin, _compare_chunk, seed, chunks, jobs)
    compared = (
        it for chunk in with_progress(work, "compared", len(chunks), progress) for it in chunk
    )
    for name, recalled in zip(keys, known, strict=True):
        if recalled is not None:
            yield recalled
            continue
        packed, encoded = next(compared)
        if name:
            store.put(name, encoded)
        yield CachedResult(packed, name)


def _tasks(found: Survey, pairs: Iterable[tuple[int, int]]) -> list[_PairTask]:
    archive, wire = found.index.archive, found.index.wire
    return [
        _PairTask(
            found.request(a),
            found.request(b),
            bool(wire[a] and not wire[b]),
            bool(archive[a]),
        )
        for a, b in pairs
    ]


def _seed(found: Survey, forms: Forms, *, is_encoded: bool) -> _SharedInput:
    return _SharedInput(
        found.index.quoted(),
        found.parameters.k,
        found.index.catalogue.max_file_size,
        found.parameters.least_narrative,
        forms,
        is_encoded,
    )


class _State(NamedTuple):
    """A process ready to compare."""

    text: ArticleLoader
    seed: _SharedInput
    codec: Codec | None


def _begin(seed: _SharedInput) -> _State:
    text = ArticleLoader(seed.quotations, seed.k, seed.max_file_size)
    return _State(text, seed, result_codec() if seed.is_encoded else None)


def _compare_chunk(
    state: _State, tasks: Iterable[_PairTask]
) -> list[tuple[PackedResult | None, bytes]]:
    return [_compare(task, state) for task in tasks]


def _compare(task: _PairTask, state: _State) -> tuple[PackedResult | None, bytes]:
    """Give the result of a pair, and the same as a store keeps it if that is wanted."""
    related = relate_directed(
        state.text(task.earlier),
        state.text(task.later),
        state.seed.least_narrative,
        from_source=task.from_source,
        from_archive=task.from_archive,
    )
    if related.relation is Relation.NONE:
        return None, UNRELATED
    result = _result(describe(related), state.seed.forms)
    return pack(result), state.codec.encode(result) if state.codec else b""


def _result(comparison: Comparison, forms: Forms) -> PairResult:
    return PairResult(
        _pair(comparison, forms),
        without_text(comparison.source),
        without_text(comparison.target),
        comparison.alignment,
        comparison.edits,
    )


def _pair(comparison: Comparison, forms: Forms) -> Pair:
    copy, credit = comparison.target, comparison.credit
    if copy.outlet and (credit.exactness == "none" or credit.place == "text"):
        credit = find_outlet_credit(copy, forms.get(publisher_key(copy.outlet), ())) or credit
    return Pair(
        comparison.source.id,
        comparison.target.id,
        comparison.relation,
        comparison.measures,
        comparison.origin,
        credit,
        is_own(comparison.source, comparison.target),
    )
