"""`dedupe.check`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dedupe.align.alignment import LEAST_NARRATIVE
from dedupe.comparison.criteria import Criteria, K
from dedupe.furniture.listed_furniture import NO_FURNITURE, Furniture
from dedupe.library.given_articles import Articles, readable
from dedupe.library.results import CheckResult
from dedupe.pipeline import check as pipeline
from dedupe.read import MAX_FILE_SIZE
from dedupe.read.file_selection import ALL_FILES, FileSelection
from dedupe.read.found_file import Found


def check(
    articles: Articles,
    *,
    against: Articles = (),
    since: str | None = None,
    k: int = K,
    max_file_size: int = MAX_FILE_SIZE,
    furniture: Furniture = NO_FURNITURE,
    least_narrative: int = LEAST_NARRATIVE,
    jobs: int | None = None,
    selection: FileSelection = ALL_FILES,
    cache: Path | None = None,
) -> CheckResult:
    """Find the copies among articles.

    >>> wire = "Nine sailors were pulled from the water off Skerry by a trawler that happened to pass."
    >>> rows = [{"id": "wire", "text": wire * 2, "date": "2031-03-04"}, {"id": "daily", "text": wire * 2}]
    >>> check(rows).findings[0].source
    'wire'

    Args:
        articles: a path (of a file, a folder or a corpus), an `Article`, a mapping, several of these, or a
            data frame of pandas or polars with an article a row. Mappings and columns may have the names
            that README lists under formats; what has no `id` is called by its place, from 0.
        against: the same, or folders of archives; the articles are checked against these, not each other.
        since: the first day that counts of these, ISO 8601, None for all; what has no date counts anyway.
        k: tokens a shingle.
        max_file_size: in bytes.
        furniture: what is furniture beside what is learned, and what is none.
        least_narrative: shared words outside quotations, names aside, that make a copy.
        jobs: processes at most beside this one, by default as many as there are processors; 0 for none, so that
            an article that ends its process ends this one. The answer is the same.
        selection: what is known of the files: which to leave out, whose they are, which are wire.
        cache: folder in which is kept what the next run need not find out again; None to keep nothing.

    Raises:
        InputError: nothing at all could be read, or something given is no article.
    """
    with readable(articles) as paths, readable(against, "against.jsonl") as archive:
        report = pipeline.check(
            paths,
            criteria=Criteria(k, least_narrative, furniture),
            against=archive,
            since=since,
            jobs=jobs,
            selection=replace(selection, max_file_size=max_file_size),
            cache=cache,
        )
        in_memory = {path.id for path in (*paths, *archive) if isinstance(path, Found)}
        if in_memory:  # their corpus is gone when this returns
            texts = {path: report.texts[path] for path in report.texts if path not in in_memory}
            report = replace(report, texts=texts)
    return CheckResult.of(report)
