"""A comparison shown by sentence where one of the articles is a single block of text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dedupe.align.alignment import TextSpan
    from dedupe.article import Article, Paragraph
    from dedupe.comparison.compare_articles import Comparison


def by_sentence(comparison: Comparison) -> tuple[Comparison, str]:
    """Return sentences in the place of paragraphs where the comparison was made by sentence.

    Returns:
        The comparison, as it was if it was made by paragraph; and what its parts are called.
    """
    found = comparison.sentences
    if found is None:
        return comparison, "paragraph"
    by_sentence = replace(
        comparison,
        source=_cut(comparison.source, found.source),
        target=_cut(comparison.target, found.target),
        alignment=found.alignment,
        edits=found.edits,
        sentences=None,
    )
    return by_sentence, "sentence"


def _cut(article: Article, places: Iterable[TextSpan]) -> Article:
    return replace(article, paragraphs=tuple(_sentences(article, places)))


def _sentences(article: Article, places: Iterable[TextSpan]) -> Iterator[Paragraph]:
    for place in places:
        whole = article.paragraphs[place.paragraph]
        yield whole._replace(text=whole.text[place.start : place.end])
