"""Articles read again and prepared for being compared, by whichever process compares them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from dedupe.pipeline.catalogue import reread
from dedupe.pipeline.compare import comparable
from dedupe.prepare.prepared_article import prepare
from dedupe.sketch.sorted_arrays import HashSet

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from dedupe.judge.credit.publishers import Publishers
    from dedupe.pipeline.catalogue import ArticleRecord
    from dedupe.pipeline.compare import ComparableArticle

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
        article: with all that is found out about it once.
        raw: the bytes of its file, or of its line in a corpus.
    """

    article: ComparableArticle
    raw: bytes


class ArticleLoader:
    """Reads and prepares articles, and keeps the latest of them.

    Args:
        quotations: uint64[q], ascending, hashes of k words in a row that some article quotes.
        stock: uint64[s], ascending, hashes of k words in a row that unrelated articles have.
        k: tokens a shingle.
        max_file_size: in bytes.
        publishers: agencies and outlets that articles can name.
    """

    def __init__(
        self,
        quotations: NDArray[np.uint64],
        stock: NDArray[np.uint64],
        k: int,
        max_file_size: int,
        publishers: Publishers,
    ) -> None:
        self._quotations, self._stock = HashSet(quotations), stock
        self._k, self._max_file_size = k, max_file_size
        self._publishers = publishers
        self.load = lru_cache(_KEPT)(self._load)

    def __call__(self, request: ArticleRequest) -> ComparableArticle:
        """Return an article ready to be compared.

        Raises:
            InputError: it has changed since it was read.
        """
        return self.load(request).article

    def _load(self, request: ArticleRequest) -> LoadedArticle:
        draft = reread(request.record, self._max_file_size)
        text = prepare(
            draft.article(),
            self._k,
            request.listed,
            self._quotations,
            request.kept,
            self._stock,
        )
        return LoadedArticle(comparable(text, self._publishers), draft.raw)
