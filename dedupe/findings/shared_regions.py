"""Where in their files articles share text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dedupe.align.alignment import Alignment, Change
from dedupe.article import Article
from dedupe.comparison.pair_result import PairResult

_MOST = 10


@dataclass(frozen=True, slots=True)
class Region:
    """Lines of a file, and the words in them that are meant.

    Attributes:
        start_line: 1-based.
        end_line: inclusive.
        words: as in the article, on one line; empty where the lines as such are meant.
    """

    path: str
    start_line: int
    end_line: int
    words: str = ""


def region_of(article: Article, first: int, last: int | None = None, words: str = "") -> Region:
    """Locate paragraphs of an article from one index to another, and words in them; in a corpus it is its line there."""
    if article.line is not None:
        return Region(article.path, article.line, article.line, words)
    start, end = article.paragraphs[first], article.paragraphs[first if last is None else last]
    return Region(article.path, start.start_line, end.end_line, words)


def first_line(region: Region) -> Region:
    """Reduce a region to its first line, as a change shows only what lies in it wholly."""
    return Region(region.path, region.start_line, region.start_line, region.words)


def first_copied_paragraph(compared: PairResult) -> int:
    """Return the index of the target's first paragraph that has text of the source; else 0."""
    shared = (
        paragraph.index for paragraph in compared.alignment.target if _is_shared(paragraph.change, paragraph.partners)
    )
    return next(shared, 0)


def copied_regions(compared: PairResult) -> tuple[Region, ...]:
    """Locate the source's paragraphs that stand in the target, successive ones as one region, the first ten of these.

    It is all of the source if there are none.
    """
    source = compared.source
    runs = [region_of(source, first, last) for first, last in _runs(compared.alignment)]
    return tuple(runs[:_MOST]) or (region_of(source, 0, len(source.paragraphs) - 1),)


def _runs(alignment: Alignment) -> Iterator[tuple[int, int]]:
    """Yield first and last index of successive source paragraphs that the target has."""
    first = last = -2
    for paragraph in alignment.source:
        if not _is_shared(paragraph.change, paragraph.partners):
            continue
        if paragraph.index > last + 1:
            if last >= 0:
                yield first, last
            first = paragraph.index
        last = paragraph.index
    if last >= 0:
        yield first, last


def _is_shared(change: Change, partners: tuple[int, ...]) -> bool:
    return change in (Change.KEPT, Change.REWRITTEN) and bool(partners)
