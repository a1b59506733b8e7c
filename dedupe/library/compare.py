"""`dedupe.compare`."""

from __future__ import annotations

from dedupe.align.alignment import LEAST_NARRATIVE
from dedupe.comparison import compare_articles as pipeline
from dedupe.comparison.criteria import Criteria, K
from dedupe.furniture.listed_furniture import NO_FURNITURE, Furniture
from dedupe.library.given_articles import Given, article_from
from dedupe.library.results import CompareResult
from dedupe.read import MAX_FILE_SIZE


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
    comparison = pipeline.compare(
        article_from(source),
        article_from(target),
        criteria=Criteria(k, least_narrative, furniture),
        max_file_size=max_file_size,
    )
    return CompareResult.of(comparison)
