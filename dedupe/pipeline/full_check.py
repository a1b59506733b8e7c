"""A check of articles, stage by stage."""

from __future__ import annotations

from functools import partial

from dedupe.article import Skipped
from dedupe.cache.store import Store
from dedupe.comparison.criteria import Criteria, Depth
from dedupe.index.article_postings import SearchAnewError
from dedupe.index.build_index import build_index
from dedupe.index.file_texts import RawTexts
from dedupe.index.find_pieces import FoundInput
from dedupe.index.read_and_sketch import read_and_sketch
from dedupe.map_chunks import Progress
from dedupe.pipeline.cached_judgement import store_judgement
from dedupe.pipeline.cached_results import load_run, run_key
from dedupe.pipeline.judge_results import judge
from dedupe.pipeline.judgement import Judgement
from dedupe.read.file_selection import FileSelection


def full_check(
    found: FoundInput,
    criteria: Criteria,
    since: str | None,
    selection: FileSelection,
    depth: Depth,
    *,
    store: Store,
    answer: bytes | None,
    jobs: int,
    progress: Progress,
    whole: bool = False,
) -> Judgement:
    """Find the copies among the articles of files that were found; each argument is as in `check`.

    Args:
        store: where is remembered what the next run need not find out again.
        answer: the key under which the answer is stored; None if it is not.
        whole: whether nothing is left in the cache of what was read, nor taken over of an earlier search.

    Raises:
        InputError: nothing at all could be read.
    """
    parameters = criteria.parameters
    read = read_and_sketch(found, criteria.k, since=since, store=store, jobs=jobs, progress=progress, whole=whole)
    index, sketches = build_index(read, selection)
    del read  # it has the sketches as well, a large part of the memory
    if any(known.suppressions for known in index.catalogue.records.remarks.values()):
        depth = max(depth, Depth.RELATIONS)  # else one would look unused
    run = run_key(index, criteria, depth) if store.is_open else b""
    texts = RawTexts(store)
    failed: tuple[Skipped, ...] = ()
    if (results := load_run(store, run)) is None:
        from dedupe.pipeline.propose_pairs import share_sketches
        from dedupe.pipeline.search_and_compare import search_and_compare

        progress("searching for candidates", 0, None)
        try:
            shared, writer = share_sketches(index, sketches, parameters, store)
            del sketches
            compared = search_and_compare(
                index, shared, writer, criteria, depth, store, texts, jobs=jobs, progress=progress
            )
        except SearchAnewError:
            anew = partial(full_check, found, criteria, since, selection, depth, whole=True)
            return anew(store=store, answer=answer, jobs=jobs, progress=progress)
        results, failed = compared.results, compared.failed
        if compared.keys is not None:
            store.put(run, compared.keys)
    if index.estimates:
        from dedupe.pipeline.estimated_results import estimated_results

        results = (*results, *estimated_results(index, criteria.outlets))
    progress("judging", 0, None)
    report = judge(index, results, failed, parameters, texts)
    if answer and not failed:
        records = index.catalogue.records
        members = (records[row] for row, name in enumerate(records.ids) if name in report.members)
        store_judgement(store, answer, report, run, members)
    return report
