"""The candidates compared, on all processors, but for those compared in an earlier run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from dedupe.article import Skipped
from dedupe.cache.store import Store
from dedupe.comparison.criteria import Depth
from dedupe.comparison.pair_result import PackedResult, packed_codec
from dedupe.comparison.work_limits import reasons_beyond_limits
from dedupe.errors import Failure
from dedupe.index.file_texts import RawTexts
from dedupe.judge.credit.known_publishers import Publishers
from dedupe.map_chunks import Progress, map_chunks, with_progress
from dedupe.pipeline.cached_results import UNRELATED, load_results
from dedupe.pipeline.compare_chunk import RECOVERY, CompareSeed, begin_comparing, compare_chunk
from dedupe.pipeline.found_candidates import CandidateSearch
from dedupe.pipeline.pair_keys import pair_keys

_PAIRS = 128  # that a process compares at a time,
_WORDS = 3 << 14  # of their articles but for the longest, of which many pairs may be
_LEAST_WORDS = 100_000  # among which a pair can be that ends its process, by exhausting memory


@dataclass(frozen=True, slots=True)
class Comparisons:
    """What became of the candidates."""

    results: tuple[PackedResult, ...]  # of the related pairs
    failed: tuple[Skipped, ...] = ()  # the pairs that could not be compared, by the later article, with the reason
    keys: bytes | None = None  # of the results in the cache, 16 bytes each; None where there is none, or a pair failed


def compare_candidates(
    found: CandidateSearch,
    publishers: Publishers,
    store: Store,
    texts: RawTexts,
    *,
    jobs: int,
    progress: Progress,
    depth: Depth = Depth.ALIGNMENTS,
) -> Comparisons:
    """Compare the candidates.

    Args:
        store: where results are cached.
        texts: where the texts of related articles are kept.
        depth: how much is to be found out of pairs that are no copies.
    """
    if depth is Depth.COPIES:
        found = replace(found, candidates=_between_houses(found, publishers))
    pairs = [(a, b) for a, b in found.candidates.tolist()]
    seed = CompareSeed(found, found.known_passages(), publishers, depth)
    keys = pair_keys(found, seed, pairs, store, jobs) if store.is_open else None
    results: list[PackedResult | Failure | None] = [None] * len(pairs)
    beyond = reasons_beyond_limits(found.candidates, found.index.sizes)
    remembered = list(load_results(store, keys)) if keys else [None] * len(pairs)
    new = []
    for at in range(len(pairs)):
        if at in beyond:
            results[at] = Failure(beyond[at], is_passing=False)
            continue
        known = remembered[at]
        if known is None:
            new.append(at)
        else:
            results[at] = known.packed
    for at, result in _compare_new(found, new, seed, texts, jobs, progress):
        results[at] = result
        if keys and not isinstance(result, Failure):
            store.put(keys[at], packed_codec().encode(result) if result else UNRELATED)
    return _collected(found, pairs, results, keys)


def _between_houses(found: CandidateSearch, publishers: Publishers) -> NDArray[np.int64]:
    """Return the candidates but for those of one house, of which neither is reported as a copy."""
    outlets = found.records.outlets
    houses = {outlet: publishers.house(outlet) for outlet in {*outlets} if outlet}
    numbers = {house: number for number, house in enumerate({*houses.values()})}
    own = np.array([numbers[houses[outlet]] if outlet else -1 for outlet in outlets])
    first, second = own[found.candidates].T
    apart: NDArray[np.int64] = found.candidates[(first != second) | (first < 0)]
    return apart


def _collected(
    found: CandidateSearch,
    pairs: Sequence[tuple[int, int]],
    results: Sequence[PackedResult | Failure | None],
    keys: Sequence[bytes] | None,
) -> Comparisons:
    related = [(at, result) for at, result in enumerate(results) if isinstance(result, PackedResult)]
    failed = tuple(
        not_compared(found.records[a].id, found.records[b].id, result.reason)
        for (a, b), result in zip(pairs, results, strict=True)
        if isinstance(result, Failure)
    )
    is_cached = keys is not None and not failed
    return Comparisons(
        tuple(result for _, result in related),
        failed,
        b"".join(keys[at] for at, _ in related) if keys is not None and is_cached else None,
    )


def not_compared(earlier: str, later: str, reason: str) -> Skipped:
    """Return how a pair, given by identity, the earlier first, is reported that could not be compared."""
    return Skipped(later, f"not compared with {earlier}: {reason}")


def _compare_new(
    found: CandidateSearch, new: Sequence[int], seed: CompareSeed, texts: RawTexts, jobs: int, progress: Progress
) -> Iterator[tuple[int, PackedResult | Failure | None]]:
    """Compare the candidates that are not cached, and yield the index and the result of each."""
    pairs = found.candidates[list(new)]
    chunks = _chunks(pairs.tolist(), found.index.sizes.tolist())
    weights = [float(found.index.sizes[pairs[chunk]].sum()) for chunk in chunks]  # aligning grows with both articles
    enough = jobs if len(chunks) > 1 or sum(weights) >= _LEAST_WORDS else 0
    tasks = [[(a, b) for a, b in pairs[chunk].tolist()] for chunk in chunks]
    work = map_chunks(begin_comparing, compare_chunk, seed, tasks, enough, RECOVERY)
    for chunk, compared in zip(chunks, with_progress(work, "comparing", weights, progress), strict=True):
        texts.add(compared.texts)
        yield from zip((new[at] for at in chunk), compared.results, strict=True)


class _Chunk:
    """Pairs that are compared together, and the articles that are kept for them.

    Args:
        pairs: all pairs, of articles.
        sizes: words of each article.
    """

    def __init__(self, pairs: Sequence[tuple[int, int]], sizes: Sequence[int]) -> None:
        self._pairs, self._sizes = pairs, sizes
        self._articles: set[int] = set()
        self._words = self._longest = 0
        self.indices: list[int] = []  # of the pairs in it

    def has_room(self, indices: Sequence[int]) -> bool:
        """Return whether some pairs fit into it as well; a single one always fits into an empty chunk."""
        if not self.indices and len(indices) == 1:
            return True
        words, longest = self._with(self._new(indices))
        return len(self.indices) + len(indices) <= _PAIRS and words - longest <= _WORDS

    def add(self, index: int) -> None:
        """Add a pair."""
        new = self._new([index])
        self._words, self._longest = self._with(new)
        self._articles |= new
        self.indices.append(index)

    def _with(self, new: set[int]) -> tuple[int, int]:
        """Return how many words it has with some new articles, and how many the longest of all has."""
        sizes = [self._sizes[article] for article in new]
        return self._words + sum(sizes), max(self._longest, *sizes, 0)

    def _new(self, indices: Sequence[int]) -> set[int]:
        return {article for index in indices for article in self._pairs[index]} - self._articles


def _chunks(pairs: Sequence[tuple[int, int]], sizes: Sequence[int]) -> list[list[int]]:
    """Divide pairs, given as for a chunk, those with an article in common into one as long as it has room.

    An article is then read and prepared by one process only, and all articles of a chunk are kept until it is done.
    """
    chunks = [_Chunk(pairs, sizes)]
    for group in _connected(pairs):
        if not chunks[-1].has_room(group):
            chunks.append(_Chunk(pairs, sizes))
        for index in group:
            if not chunks[-1].has_room([index]):
                chunks.append(_Chunk(pairs, sizes))
            chunks[-1].add(index)
    return [chunk.indices for chunk in chunks if chunk.indices]


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
