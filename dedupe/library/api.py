"""`dedupe.check` and `dedupe.compare`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dedupe.align.alignment import LEAST_NARRATIVE
from dedupe.comparison import compare_articles
from dedupe.comparison.criteria import Criteria, K
from dedupe.furniture.furniture_file import NO_FURNITURE, Furniture
from dedupe.library.given_articles import Articles, Given, article_from, readable
from dedupe.library.results import CheckResult, CompareResult
from dedupe.pipeline import check as pipeline
from dedupe.read.discovered_file import MAX_FILE_SIZE, FoundFile
from dedupe.read.file_selection import ALL_FILES, FileSelection


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
        in_memory = {path.id for path in (*paths, *archive) if isinstance(path, FoundFile)}
        if in_memory:  # their corpus is gone when this returns
            texts = {path: report.texts[path] for path in report.texts if path not in in_memory}
            report = replace(report, texts=texts)
    return CheckResult.of(report)


def compare(
    source: Given,
    target: Given,
    *,
    k: int = K,
    max_file_size: int = MAX_FILE_SIZE,
    furniture: Furniture = NO_FURNITURE,
    least_narrative: int = LEAST_NARRATIVE,
) -> CompareResult:
    """Compare two articles, paragraph by paragraph.

    >>> from dedupe import Article
    >>> told = "The ferry Marram sank off Skerry on Sunday with {} people on board, the port said."
    >>> wire, daily = (Article.from_text(told.format(number)) for number in (40, 14))
    >>> [(edit.kind.value, edit.before, edit.after) for edit in compare(wire, daily).edits]
    [('figure', '40', '14')]

    Args:
        source: the article that the other may be a copy of: its path, an `Article`, or a mapping such as a
            row of a data frame.
        target: the other one, likewise.
        k: tokens a shingle.
        max_file_size: in bytes.
        furniture: what is furniture beside what has its shape, and what is none.
        least_narrative: shared words outside quotations, names aside, that make a copy.

    Raises:
        InputError: one of them cannot be read.
    """
    comparison = compare_articles.compare(
        article_from(source),
        article_from(target),
        criteria=Criteria(k, least_narrative, furniture),
        max_file_size=max_file_size,
    )
    return CompareResult.of(comparison)
