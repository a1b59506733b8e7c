"""Articles read again and prepared for being compared, by whichever process compares them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedupe.comparison.comparable_article import ComparableArticle
from dedupe.errors import Failure, attempt
from dedupe.furniture.listed_furniture import UNKNOWN
from dedupe.index.article_record import ArticleRecord, reread
from dedupe.judge.credit.known_publishers import Publishers
from dedupe.prepare.prepared_article import Unprepared, prepare_batch
from dedupe.read.article_draft import Draft
from dedupe.sketch.sorted_arrays import HashSet

NO_LISTS: Mapping[str, NDArray[np.uint64]] = MappingProxyType({})
_KEPT = 256  # prepared articles, of some 150 KB
_BATCH = 1 << 20  # characters of articles that are prepared together


class ArticleRequest(NamedTuple):
    """An article on disk, and what the folder taught about its paragraphs.

    Attributes:
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
        own_stock: the same as `stock` of the outlets that have lists of furniture of their own.
    """

    def __init__(
        self,
        quotations: NDArray[np.uint64],
        stock: NDArray[np.uint64],
        k: int,
        max_file_size: int,
        publishers: Publishers,
        own_stock: Mapping[str, NDArray[np.uint64]] = NO_LISTS,
    ) -> None:
        self._quotations, self._stock = HashSet(quotations), stock
        self._k, self._max_file_size = k, max_file_size
        self._publishers, self._own_stock = publishers, own_stock
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
        alike = defaultdict[str | None, list[ArticleRequest]](list)
        for request in drafts:
            outlet = request.record.outlet or UNKNOWN
            alike[outlet if outlet in self._own_stock else None].append(request)
        for owner, requests in alike.items():
            stock = self._stock if owner is None else self._own_stock[owner]
            unprepared = [
                Unprepared(drafts[request].article(), request.listed, request.kept)
                for request in requests
            ]
            prepared = prepare_batch(unprepared, self._k, self._quotations, stock)
            for request, text in zip(requests, prepared, strict=True):
                article = ComparableArticle(text, self._publishers)
                self._latest[request] = LoadedArticle(article, drafts[request].raw)
        for request in list(self._latest)[: max(0, len(self._latest) - _KEPT)]:
            del self._latest[request]
