"""The candidates of a folder found and compared: half of the program, which a run does without that knows its answer."""

from __future__ import annotations

from dedupe.cache.store import Store
from dedupe.comparison.criteria import Criteria, Depth
from dedupe.index.build_index import Index
from dedupe.index.file_texts import RawTexts
from dedupe.judge.credit.known_publishers import Publishers
from dedupe.map_chunks import Progress
from dedupe.pipeline.compare_candidates import Comparisons, compare_candidates
from dedupe.pipeline.find_candidates import find_candidates
from dedupe.pipeline.search_memory import MemoryWriter
from dedupe.pipeline.shared_sketches import Shared


def search_and_compare(
    index: Index,
    shared: Shared,
    writer: MemoryWriter | None,
    criteria: Criteria,
    depth: Depth,
    store: Store,
    texts: RawTexts,
    *,
    jobs: int,
    progress: Progress,
) -> Comparisons:
    """Find the pairs worth comparing, and compare them.

    Args:
        shared: what the sketches of the articles have in common.
        writer: what the search is remembered by, if it is.
        criteria: what makes a copy.
        depth: how much is to be found out of pairs that are no copies.
        store: where counts and results of pairs are cached.
        texts: where the texts of related articles are kept.
    """
    parameters, furniture = criteria.parameters, criteria.furniture
    found = find_candidates(index, shared, parameters, furniture=furniture, store=store, writer=writer, jobs=jobs)
    publishers = Publishers(index.outlets, criteria.outlets)
    return compare_candidates(found, publishers, store, texts, jobs=jobs, progress=progress, depth=depth)
