"""The candidates compared, on all processors, but for those compared in an earlier run."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from dedupe.article import Skipped
from dedupe.errors import Failure, attempt
from dedupe.judge.pair import Pair
from dedupe.judge.relation import Relation
from dedupe.pipeline.article_loader import ArticleLoader
from dedupe.pipeline.compare import credit_of, find_changes, relate_directed
from dedupe.pipeline.file_texts import RawTexts, pack_text
from dedupe.pipeline.pair_cache import UNRELATED, load_result, pair_keys
from dedupe.pipeline.pair_result import PackedResult, PairResult, pack, packed_codec, without_text
from dedupe.pipeline.work_limits import reasons_beyond_limits
from dedupe.pipeline.workers import Recovery, halves, map_chunks, with_progress

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from dedupe.cache.store import Store
    from dedupe.judge.credit.publishers import Publishers
    from dedupe.pipeline.article_loader import ArticleRequest
    from dedupe.pipeline.candidate_search import CandidateSearch
    from dedupe.pipeline.catalogue import ArticleRecord
    from dedupe.pipeline.compare import ComparableArticle, Related
    from dedupe.pipeline.workers import Progress

_CHUNK = 32  # pairs that a process compares at a time


@dataclass(frozen=True, slots=True)
class Comparisons:
    """What became of the candidates.

    Attributes:
        results: of the related pairs.
        failed: the pairs that could not be compared, by the later article, with the reason.
        keys: of the results in the cache, 16 bytes each; None where there is none, or a pair failed.
    """

    results: tuple[PackedResult, ...]
    failed: tuple[Skipped, ...] = ()
    keys: bytes | None = None


class _PairTask(NamedTuple):
    """A pair to be compared, the earlier article first."""

    earlier: ArticleRequest
    later: ArticleRequest
    from_source: bool  # known to be its direction
    from_archive: bool


class _SharedInput(NamedTuple):
    """What every process must know to compare."""

    quotations: NDArray[np.uint64]
    stock: NDArray[np.uint64]
    k: int
    max_file_size: int
    least_narrative: int
    publishers: Publishers


class _ComparedChunk(NamedTuple):
    """What became of the pairs of one chunk, None for an unrelated pair, and the texts of the others."""

    results: list[PackedResult | Failure | None]
    texts: dict[bytes, bytes]


def compare_candidates(
    found: CandidateSearch,
    publishers: Publishers,
    store: Store,
    texts: RawTexts,
    *,
    jobs: int,
    progress: Progress,
) -> Comparisons:
    """Compare the candidates.

    Args:
        found: the candidates.
        publishers: agencies and outlets that the articles can name.
        store: where results are cached.
        texts: where the texts of related articles are kept.
        jobs: processes at most.
        progress: told how far it is.
    """
    pairs = [(a, b) for a, b in found.candidates.tolist()]
    shared = _shared_input(found, publishers)
    keys = pair_keys(found, shared.quotations, pairs, publishers, jobs) if store.is_open else None
    results: list[PackedResult | Failure | None] = [None] * len(pairs)
    beyond = reasons_beyond_limits(found.candidates, found.index.sizes)
    new = []
    for at in range(len(pairs)):
        if at in beyond:
            results[at] = Failure(beyond[at], is_passing=False)
            continue
        known = load_result(store, keys[at]) if keys else None
        if known is None:
            new.append(at)
        else:
            results[at] = known.packed
    for at, result in _compare_new(found, new, shared, texts, jobs, progress):
        results[at] = result
        if keys and not isinstance(result, Failure):
            store.put(keys[at], packed_codec().encode(result) if result else UNRELATED)
    return _collected(found, pairs, results, keys)


def _collected(
    found: CandidateSearch,
    pairs: Sequence[tuple[int, int]],
    results: Sequence[PackedResult | Failure | None],
    keys: Sequence[bytes] | None,
) -> Comparisons:
    related = [
        (at, result) for at, result in enumerate(results) if isinstance(result, PackedResult)
    ]
    failed = tuple(
        _not_compared(found.records[a], found.records[b], result)
        for (a, b), result in zip(pairs, results, strict=True)
        if isinstance(result, Failure)
    )
    is_cached = keys is not None and not failed
    return Comparisons(
        tuple(result for _, result in related),
        failed,
        b"".join(keys[at] for at, _ in related) if keys is not None and is_cached else None,
    )


def _not_compared(earlier: ArticleRecord, later: ArticleRecord, failure: Failure) -> Skipped:
    return Skipped(later.id, f"not compared with {earlier.id}: {failure.reason}")


def _compare_new(
    found: CandidateSearch,
    new: Sequence[int],
    shared: _SharedInput,
    texts: RawTexts,
    jobs: int,
    progress: Progress,
) -> Iterator[tuple[int, PackedResult | Failure | None]]:
    """Compare the candidates that are not cached, and yield the index and the result of each."""
    pairs = found.candidates[list(new)]
    chunks = _chunks(pairs)
    tasks = [_tasks(found, pairs[chunk]) for chunk in chunks]
    # Aligning two articles grows with the words of both.
    words = found.index.sizes[pairs].sum(axis=1)
    weights = [float(words[chunk].sum()) for chunk in chunks]
    recovery = Recovery(halves, _merged, _lost)
    work = map_chunks(_begin, _compare_chunk, shared, tasks, jobs, recovery)
    for chunk, compared in zip(
        chunks, with_progress(work, "comparing", weights, progress), strict=True
    ):
        texts.add(compared.texts)
        yield from zip((new[at] for at in chunk), compared.results, strict=True)


def _chunks(pairs: NDArray[np.int64]) -> list[list[int]]:
    """Divide pairs, those with an article in common into one chunk as long as it stays small.

    An article is then read and prepared by one process only.
    """
    chunks: list[list[int]] = []
    for group in _connected(pairs.tolist()):
        if chunks and len(chunks[-1]) + len(group) <= _CHUNK:
            chunks[-1] += group
        else:
            chunks += [group[at : at + _CHUNK] for at in range(0, len(group), _CHUNK)]
    return chunks


def _connected(pairs: Sequence[tuple[int, int]]) -> Iterable[list[int]]:
    """Return the indices of pairs, those that are connected by articles together."""
    roots: dict[int, int] = {}

    def root(article: int) -> int:
        while (above := roots.setdefault(article, article)) != article:
            roots[article] = article = roots[above]
        return article

    for a, b in pairs:
        roots[root(b)] = root(a)
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for at, (a, _) in enumerate(pairs):
        groups[root(a)].append(at)
    return groups.values()


def _tasks(found: CandidateSearch, pairs: NDArray[np.int64]) -> list[_PairTask]:
    archive, wire = found.index.archive, found.index.wire
    return [
        _PairTask(
            found.request(a),
            found.request(b),
            bool(wire[a] and not wire[b]),
            bool(archive[a]),
        )
        for a, b in pairs.tolist()
    ]


def _shared_input(found: CandidateSearch, publishers: Publishers) -> _SharedInput:
    return _SharedInput(
        found.index.quoted(found.parameters.k),
        found.stock,
        found.parameters.k,
        found.index.catalogue.max_file_size,
        found.parameters.least_narrative,
        publishers,
    )


def _merged(chunks: Sequence[_ComparedChunk]) -> _ComparedChunk:
    return _ComparedChunk(
        [result for chunk in chunks for result in chunk.results],
        {content: text for chunk in chunks for content, text in chunk.texts.items()},
    )


def _lost(tasks: list[_PairTask]) -> _ComparedChunk:
    failure = Failure("its process died, for want of memory perhaps", is_passing=True)
    return _ComparedChunk([failure for _ in tasks], {})


class _WorkerState(NamedTuple):
    """A process ready to compare."""

    articles: ArticleLoader
    shared: _SharedInput


def _begin(shared: _SharedInput) -> _WorkerState:
    articles = ArticleLoader(
        shared.quotations, shared.stock, shared.k, shared.max_file_size, shared.publishers
    )
    return _WorkerState(articles, shared)


def _compare_chunk(state: _WorkerState, tasks: list[_PairTask]) -> _ComparedChunk:
    chunk = _ComparedChunk([], {})
    for task in tasks:
        result = attempt(_compare, task, state)
        if not isinstance(result, PairResult):
            chunk.results.append(result)
            continue
        chunk.results.append(pack(result))
        for article in (task.earlier, task.later):
            if article.record.content not in chunk.texts:
                raw = state.articles.load(article).raw
                chunk.texts[article.record.content] = pack_text(raw)
    return chunk


def _compare(task: _PairTask, state: _WorkerState) -> PairResult | None:
    return compare_pair(
        state.articles(task.earlier),
        state.articles(task.later),
        state.shared.publishers,
        state.shared.least_narrative,
        from_source=task.from_source,
        from_archive=task.from_archive,
    )


def compare_pair(
    earlier: ComparableArticle,
    later: ComparableArticle,
    publishers: Publishers,
    least_narrative: int,
    *,
    from_source: bool,
    from_archive: bool = False,
) -> PairResult | None:
    """Return the result of a pair, None for an unrelated one.

    Args:
        earlier: the article that was published first.
        later: the other one.
        publishers: agencies and outlets that the articles can name.
        least_narrative: shared words outside quotations, names aside, that make a copy.
        from_source: whether the earlier is known to be the source of whatever they share.
        from_archive: whether the later is checked against the earlier.
    """
    related = relate_directed(
        earlier, later, least_narrative, from_source=from_source, from_archive=from_archive
    )
    return None if related.relation is Relation.NONE else _result(related, publishers)


def _result(related: Related, publishers: Publishers) -> PairResult:
    """Return what a check keeps of a pair; what changed matters between a copy and its source only."""
    pair = _pair(related, publishers)
    source, target = (without_text(side.text.article) for side in (related.source, related.target))
    if not related.relation.is_copy:
        return PairResult(pair, source, target, related.alignment)
    return PairResult(pair, source, target, *find_changes(related))


def _pair(related: Related, publishers: Publishers) -> Pair:
    credit, is_due = credit_of(related, publishers)
    return Pair(
        related.source.text.article.id,
        related.target.text.article.id,
        related.relation,
        related.measures,
        related.origin,
        credit,
        is_due,
    )
