"""Articles read again and prepared for being compared, by whichever process compares them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import NamedTuple
from weakref import WeakValueDictionary

import numpy as np
from numpy.typing import NDArray

from dedupe.comparison.comparable_article import ComparableArticle, ComparableText
from dedupe.errors import Failure, attempt
from dedupe.furniture.furniture_file import UNKNOWN
from dedupe.index.article_record import ArticleRecord, reread
from dedupe.judge.credit.known_publishers import Publishers
from dedupe.prepare.prepared_text import prepare_batch
from dedupe.prepare.token_columns import Texts
from dedupe.read.article_draft import Draft
from dedupe.sketch.sorted_arrays import HashSet

KEPT = 1 << 16  # tokens of articles that are kept, of some 220 bytes with all that is found out
_BARE = 100  # tokens that weigh as much as an article without any
_BATCH = 1 << 20  # characters of articles that are prepared together


class KnownPassages(NamedTuple):
    """What all articles together say of words in a row."""

    k: int  # words in a row, as many as a shingle has
    quotations: NDArray[np.uint64]  # [q], ascending, hashes of those that some article quotes
    stock: NDArray[np.uint64]  # [s], ascending, hashes of those that unrelated articles have
    own_stock: Mapping[str, NDArray[np.uint64]]  # the same as `stock`, of outlets with lists of furniture of their own


class ArticleRequest(NamedTuple):
    """An article on disk, and what the folder taught about its paragraphs."""

    record: ArticleRecord
    listed: tuple[int, ...]  # indices of its paragraphs that are known to be furniture
    kept: tuple[int, ...]  # indices of those that are known to be none


class Reread(NamedTuple):
    """An article that was read again."""

    request: ArticleRequest
    draft: Draft


class LoadedArticle(NamedTuple):
    """An article ready to be compared."""

    article: ComparableArticle  # with all that is found out about it once
    raw: bytes  # the bytes of its file, or of its line in a corpus

    @property
    def size(self) -> int:
        """Its tokens, and some for what it takes without any."""
        return _BARE + int(self.article.text.tokens.hashes.size)


class _TextKey(NamedTuple):
    """What a prepared text depends on."""

    paragraphs: tuple[str, ...]
    listed: tuple[int, ...]
    kept: tuple[int, ...]
    owner: str | None  # the outlet whose lists of furniture count, None where there are none of its own


class ArticleLoader:
    """Reads and prepares articles, those with the same text once, and keeps the latest of them."""

    def __init__(self, known: KnownPassages, publishers: Publishers) -> None:
        self._known, self._publishers = known, publishers
        self._quotations = HashSet(known.quotations)
        self._latest: dict[str, LoadedArticle] = {}  # by identity
        self._texts = WeakValueDictionary[_TextKey, ComparableText]()

    def __call__(self, request: ArticleRequest) -> ComparableArticle:
        """Return an article ready to be compared, or raise an InputError if it has changed since it was read."""
        return self.load(request).article

    def load(self, request: ArticleRequest) -> LoadedArticle:
        """Return the same with its bytes, or raise an InputError if it has changed since it was read."""
        name = request.record.id
        if name not in self._latest:
            self._keep([Reread(request, reread(request.record))], {name})
        return self._latest[name]

    def prepare(self, requests: Iterable[ArticleRequest]) -> None:
        """Read and prepare articles together, and keep them all; what cannot be is left to be tried alone."""
        asked = {request.record.id: request for request in requests}
        wanted = list[Reread]()
        size = 0
        for name, request in asked.items():
            draft = None if name in self._latest else attempt(reread, request.record)
            if draft is None or isinstance(draft, Failure):
                continue
            wanted.append(Reread(request, draft))
            size += sum(map(len, draft.paragraphs.texts))
            if size > _BATCH:
                attempt(self._keep, wanted, asked)
                wanted, size = [], 0
        attempt(self._keep, wanted, asked)

    def _keep(self, articles: Sequence[Reread], asked: Container[str]) -> None:
        """Prepare and keep articles, and let those go that were not asked for, the oldest first."""
        names = (article.request.record.id for article in articles)
        self._latest.update(zip(names, self._loaded(articles), strict=True))
        size = sum(article.size for article in self._latest.values())
        for name in [name for name in self._latest if name not in asked]:
            if size <= KEPT:
                break
            size -= self._latest.pop(name).size

    def _loaded(self, articles: Sequence[Reread]) -> list[LoadedArticle]:
        keys = [self._text_key(*article) for article in articles]
        texts = {key: self._texts[key] for key in keys if key in self._texts}
        new = [key for key in dict.fromkeys(keys) if key not in texts]
        texts |= zip(new, self._prepared(new), strict=True)
        self._texts.update(texts)
        return [
            LoadedArticle(texts[key].printed_as(draft.article()), draft.raw)
            for key, (_, draft) in zip(keys, articles, strict=True)
        ]

    def _text_key(self, request: ArticleRequest, draft: Draft) -> _TextKey:
        outlet = request.record.outlet or UNKNOWN
        owner = outlet if outlet in self._known.own_stock else None
        return _TextKey(tuple(draft.paragraphs.texts), request.listed, request.kept, owner)

    def _prepared(self, keys: Sequence[_TextKey]) -> list[ComparableText]:
        """Prepare texts, those with the same stock text together."""
        alike = defaultdict[str | None, list[_TextKey]](list)
        for key in keys:
            alike[key.owner].append(key)
        prepared: dict[_TextKey, ComparableText] = {}
        for owner, own in alike.items():
            stock = self._known.stock if owner is None else self._known.own_stock[owner]
            texts = [Texts(key.paragraphs, key.listed, key.kept) for key in own]
            found = prepare_batch(texts, self._known.k, self._quotations, stock)
            prepared |= {key: ComparableText(text, self._publishers) for key, text in zip(own, found, strict=True)}
        return [prepared[key] for key in keys]
