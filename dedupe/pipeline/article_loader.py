"""Articles read again and made ready to be compared, by whichever process compares them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from dedupe.pipeline.catalogue import reread
from dedupe.prepare.prepared_article import prepare

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from dedupe.pipeline.catalogue import ArticleRecord
    from dedupe.prepare.prepared_article import PreparedArticle

_KEPT = 256  # texts, of some 150 KB


class ArticleRequest(NamedTuple):
    """An article on disk.

    Attributes:
        record: of the catalogue.
        listed: indices of its paragraphs that are known to be furniture.
        kept: indices of those that are known to be none.
    """

    record: ArticleRecord
    listed: tuple[int, ...]
    kept: tuple[int, ...]


class ArticleLoader:
    """Makes articles ready to be compared, and keeps the latest.

    Args:
        quotations: uint64[q], ascending, hashes of k words in a row that some article quotes.
        k: tokens a shingle.
        max_file_size: in bytes.
    """

    def __init__(self, quotations: NDArray[np.uint64], k: int, max_file_size: int) -> None:
        self._quotations, self._k, self._max_file_size = quotations, k, max_file_size
        self._text = lru_cache(_KEPT)(self._prepare)

    def __call__(self, article: ArticleRequest) -> PreparedArticle:
        """Make one ready.

        Raises:
            InputError: it has changed since it was read.
        """
        return self._text(article)

    def _prepare(self, it: ArticleRequest) -> PreparedArticle:
        article = reread(it.record, self._max_file_size).article()
        return prepare(article, self._k, it.listed, self._quotations, it.kept)
