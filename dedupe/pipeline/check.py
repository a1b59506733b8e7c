"""Check a folder of articles: which are copies of which. The pipeline, stage by stage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from dedupe.article import Skipped
from dedupe.cache.store import Store
from dedupe.comparison.criteria import USUAL, Criteria, Depth
from dedupe.index.build_index import build_index
from dedupe.index.file_texts import RawTexts
from dedupe.index.read_and_sketch import read_and_sketch
from dedupe.map_chunks import Progress, no_progress, processors
from dedupe.pipeline.cached_results import load_run, run_key
from dedupe.pipeline.judgement import Judgement, judge
from dedupe.read.discovered_file import Found
from dedupe.read.file_selection import ALL_FILES, FileSelection


def check(
    paths: Iterable[str | Path | Found],
    *,
    criteria: Criteria = USUAL,
    jobs: int | None = None,
    against: Iterable[str | Path | Found] = (),
    since: str | None = None,
    selection: FileSelection = ALL_FILES,
    progress: Progress = no_progress,
    cache: Path | None = None,
    depth: Depth = Depth.ALIGNMENTS,
) -> Judgement:
    """Find the copies among articles.

    Args:
        paths: files, folders and corpora.
        criteria: what makes a copy.
        jobs: processes at most beside this one, by default as many as there are processors; 0 for none, so that
            an article that ends its process ends this one. The answer is the same.
        against: files, folders, corpora and archives; the paths are checked against these, not each other.
        since: the first day that counts of these, ISO 8601, None for all; what has no date counts anyway.
        selection: what is known of the files: which to leave out, whose they are, which are wire.
        progress: told how far it is.
        cache: folder in which is kept what the next run need not find out again; None to keep nothing.
        depth: how much is to be found out of pairs, which can take several times the time of finding the
            copies; which findings there are of copies does not depend on it.

    Raises:
        InputError: nothing at all could be read.
    """
    parameters = criteria.parameters
    jobs = processors() if jobs is None else jobs
    with Store(cache) as store:
        read = read_and_sketch(
            paths,
            criteria.k,
            against=against,
            since=since,
            selection=selection,
            store=store,
            jobs=jobs,
            progress=progress,
        )
        index, sketches = build_index(read, selection)
        del read  # it has the sketches as well, a large part of the memory
        if any(known.suppressions for known in index.catalogue.records.remarks.values()):
            depth = max(depth, Depth.RELATIONS)  # else one would look unused
        run = run_key(index, parameters, criteria, depth) if store.is_open else b""
        texts = RawTexts(store)
        failed: tuple[Skipped, ...] = ()
        if (results := load_run(store, run)) is None:
            from dedupe.pipeline.propose_pairs import share_sketches
            from dedupe.pipeline.search_and_compare import search_and_compare

            progress("searching for candidates", 0, None)
            shared = share_sketches(index, sketches, parameters)
            del sketches
            compared = search_and_compare(index, shared, criteria, depth, store, texts, jobs=jobs, progress=progress)
            results, failed = compared.results, compared.failed
            if compared.keys is not None:
                store.put(run, compared.keys)
        if index.estimates:
            from dedupe.pipeline.estimated_results import estimated_results

            results = (*results, *estimated_results(index, criteria.outlets))
        progress("judging", 0, None)
        report = judge(index, results, failed, parameters, texts)
        store.finish()
    return replace(report, cache_trouble=store.trouble)
