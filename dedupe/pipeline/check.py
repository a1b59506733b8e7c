"""Check a folder of articles: which are copies of which; or look the answer up, if an earlier run found it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from dedupe.cache.store import Store
from dedupe.comparison.criteria import USUAL, Criteria, Depth
from dedupe.index.find_pieces import find_input
from dedupe.map_chunks import Progress, no_progress, processors
from dedupe.pipeline.cached_judgement import answer_key, load_judgement
from dedupe.pipeline.judgement import Judgement
from dedupe.read.discovered_file import FoundFile
from dedupe.read.file_selection import ALL_FILES, FileSelection


def check(
    paths: Iterable[str | Path | FoundFile],
    *,
    criteria: Criteria = USUAL,
    jobs: int | None = None,
    against: Iterable[str | Path | FoundFile] = (),
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
    jobs = processors() if jobs is None else jobs
    with Store(cache) as store:
        found = find_input(paths, criteria.k, against=against, selection=selection, store=store)
        answer = answer_key(found, criteria, since, selection, depth) if store.is_open else None
        report = load_judgement(store, answer) if answer else None
        if report is None:
            from dedupe.pipeline.full_check import full_check  # most of the program, numpy included

            report = full_check(
                found, criteria, since, selection, depth, store=store, answer=answer, jobs=jobs, progress=progress
            )
        store.finish()
    return replace(report, cache_trouble=store.trouble)
