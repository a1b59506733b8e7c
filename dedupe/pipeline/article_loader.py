"""Articles read again and prepared for being compared, by whichever process compares them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dedupe.errors import Failure, attempt
from dedupe.pipeline.catalogue import reread
from dedupe.pipeline.relate import ComparableArticle
from dedupe.prepare.prepared_article import Unprepared, prepare_batch
from dedupe.sketch.sorted_arrays import HashSet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import numpy as np
    from numpy.typing import NDArray

    from dedupe.judge.credit.publishers import Publishers
    from dedupe.pipeline.catalogue import ArticleRecord
    from dedupe.read.draft import Draft

_KEPT = 256  # prepared articles, of some 150 KB
_BATCH = 1 << 20  # characters of articles that are prepared together


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
        self._latest: dict[ArticleRequest, LoadedArticle] = {}

    def __call__(self, request: ArticleRequest) -> ComparableArticle:
        """Return an article ready to be compared.

        Raises:
            InputError: it has changed since it was read.
        """
        return self.load(request).article

    def load(self, request: ArticleRequest) -> LoadedArticle:
        """Return the same with its bytes.

        Raises:
            InputError: it has changed since it was read.
        """
        if request not in self._latest:
            self._keep({request: self._read(request)})
        return self._latest[request]

    def prepare(self, requests: Iterable[ArticleRequest]) -> None:
        """Read and prepare articles together; what cannot be is left to be tried alone."""
        wanted: dict[ArticleRequest, Draft] = {}
        size = 0
        for request in dict.fromkeys(requests):
            draft = None if request in self._latest else attempt(self._read, request)
            if draft is None or isinstance(draft, Failure):
                continue
            wanted[request] = draft
            size += sum(map(len, draft.blocks.texts))
            if size > _BATCH:
                attempt(self._keep, wanted)
                wanted, size = {}, 0
        attempt(self._keep, wanted)

    def _read(self, request: ArticleRequest) -> Draft:
        return reread(request.record, self._max_file_size)

    def _keep(self, drafts: Mapping[ArticleRequest, Draft]) -> None:
        unprepared = [
            Unprepared(draft.article(), request.listed, request.kept)
            for request, draft in drafts.items()
        ]
        prepared = prepare_batch(unprepared, self._k, self._quotations, self._stock)
        for (request, draft), text in zip(drafts.items(), prepared, strict=True):
            article = ComparableArticle(text, self._publishers)
            self._latest[request] = LoadedArticle(article, draft.raw)
        for request in list(self._latest)[: max(0, len(self._latest) - _KEPT)]:
            del self._latest[request]
