"""Articles read again and prepared for being compared, by whichever process compares them."""

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

_KEPT = 256  # prepared articles, of some 150 KB


class ArticleRequest(NamedTuple):
    """An article on disk, and what the folder taught about its paragraphs.

    Attributes:
        record: of the catalogue.
        listed: indices of its paragraphs that are known to be furniture.
        kept: indices of those that are known to be none.
    """

    record: ArticleRecord
    listed: tuple[int, ...]
    kept: tuple[int, ...]


class LoadedArticle(NamedTuple):
    """An article ready to be compared.

    Attributes:
        text: prepared.
        raw: the bytes of its file, or of its line in a corpus.
    """

    text: PreparedArticle
    raw: bytes


class ArticleLoader:
    """Reads and prepares articles, and keeps the latest of them.

    Args:
        quotations: uint64[q], ascending, hashes of k words in a row that some article quotes.
        k: tokens a shingle.
        max_file_size: in bytes.
    """

    def __init__(self, quotations: NDArray[np.uint64], k: int, max_file_size: int) -> None:
        self._quotations, self._k, self._max_file_size = quotations, k, max_file_size
        self.load = lru_cache(_KEPT)(self._load)

    def __call__(self, request: ArticleRequest) -> PreparedArticle:
        """Return an article prepared.

        Raises:
            InputError: it has changed since it was read.
        """
        return self.load(request).text

    def _load(self, request: ArticleRequest) -> LoadedArticle:
        draft = reread(request.record, self._max_file_size)
        text = prepare(draft.article(), self._k, request.listed, self._quotations, request.kept)
        return LoadedArticle(text, draft.raw)
