"""An article from its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.article import Article, Paragraph
from dedupe.errors import InputError

if TYPE_CHECKING:
    from dedupe.read.found import Found
    from dedupe.read.metadata import Metadata


def assemble(
    found: Found,
    metadata: Metadata,
    paragraphs: tuple[Paragraph, ...],
    *,
    name: str | None = None,
    encoding: str | None = None,
    line: int | None = None,
) -> Article:
    """Make an article.

    Args:
        found: the file or corpus that it is from.
        metadata: the outlet in it goes before that of the folder.
        paragraphs: in reading order.
        name: identity of the article, where it is not that of the file.
        encoding: of the file, None for UTF-8.
        line: of the corpus, None for a file of its own.

    Raises:
        InputError: it has no paragraphs.
    """
    if not paragraphs:
        raise InputError("empty")
    return Article(
        id=found.id if name is None else name,
        path=found.id,
        paragraphs=paragraphs,
        outlet=metadata.outlet or found.outlet,
        date=metadata.date,
        title=metadata.title,
        author=metadata.author,
        credit=metadata.credit,
        encoding=encoding,
        line=line,
    )
