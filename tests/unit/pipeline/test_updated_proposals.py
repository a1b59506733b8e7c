"""What an earlier search proposed, updated, is what all sketches propose, whatever changed.

The sketches are made up, of few keys each: many of these are of just as many articles as are paired, or of one more or
fewer, and stories are joined, divided, and lose their first article.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from itertools import pairwise
from operator import attrgetter
from random import Random
from typing import NamedTuple

import numpy as np
import pytest
from numpy.typing import NDArray

from dedupe.cache.keys import key
from dedupe.cache.packed_arrays import pack_arrays
from dedupe.cache.store import Store
from dedupe.candidates import shared_word_pairs
from dedupe.furniture import learn_stock_text, recurring_shingles
from dedupe.furniture.recurring_shingles import RecurringShingles
from dedupe.index import article_postings
from dedupe.index.article_postings import ArticlePostings, Batches
from dedupe.index.batch_cache import postings_key
from dedupe.index.build_index import CandidateSketches
from dedupe.pipeline import propose_pairs, search_memory, shared_sketches, updated_sketches
from dedupe.pipeline.common_numbering import number_together
from dedupe.pipeline.common_postings import CommonPostings
from dedupe.pipeline.propose_pairs import share_all
from dedupe.pipeline.search_memory import FIRST_BAND, MemoryWriter, Proposals, load_memory
from dedupe.pipeline.shared_sketches import Articles, Shared, Told
from dedupe.pipeline.updated_sketches import UpdatedSketches
from dedupe.sketch import word_pairs
from dedupe.sketch.packed_postings import keys_of, pack
from dedupe.sketch.sketches import Postings
from dedupe.sketch.sorted_arrays import NO_HASHES
from dedupe.text.batch.hashing import mix

_PLACES = 40  # in the order of publication
_STORIES = 4
_KEYS = 16  # sampled shingles, and pairs of words, that there are
_A_BATCH = 3  # articles
_BANDS = 2
FOUND = (
    "near",
    "loose",
    "by_text",
    "standing",
    "reworded",
    *(f"recurring.{one.name}" for one in fields(RecurringShingles)),
)


class Sketched(NamedTuple):
    """An article, by numbers of what it has."""

    samples: tuple[int, ...]
    pairs: tuple[int, ...]
    bands: tuple[int, ...]
    is_brief: bool
    is_fit: bool
    size: int


class Folder(NamedTuple):
    """Articles by their places, ascending, in the order of publication."""

    articles: Mapping[int, Sketched]
    stories: Mapping[int, int]  # near-duplicates have the same; by place, where not alone
    stock: tuple[int, ...]
    page: tuple[int, ...]


def some(chance: Random, share: float) -> tuple[int, ...]:
    """Choose some keys."""
    return tuple(number for number in range(_KEYS) if chance.random() < share)


def sketched(chance: Random, share: float) -> Sketched:
    """Make up an article that has a share of all keys."""
    bands = tuple(chance.randrange(6) for _ in range(_BANDS))
    return Sketched(
        some(chance, share),
        some(chance, share),
        bands,
        is_brief=chance.random() < 0.15,
        is_fit=chance.random() < 0.9,
        size=chance.choice([20, 60]),
    )


def folder_of(chance: Random, share: float) -> Folder:
    articles = {place: sketched(chance, share) for place in range(_PLACES) if place == 0 or chance.random() < 0.75}
    alone = chance.random() * 0.8
    stories = {place: chance.randrange(_STORIES) for place in range(_PLACES) if chance.random() > alone}
    return Folder(articles, stories, some(chance, 0.1), some(chance, 0.1))


def changed(folder: Folder, chance: Random, share: float) -> Folder:
    """Let a few articles come, be written anew or go, or be of other stories, and stock text appear or disappear."""
    written = {chance.randrange(_PLACES): sketched(chance, share) for _ in range(chance.randrange(3))}
    gone = {chance.randrange(1, _PLACES) for _ in range(chance.randrange(3))}
    articles = {**folder.articles, **written}
    stories = {chance.randrange(_PLACES): chance.randrange(_STORIES) for _ in range(chance.randrange(4))}
    return Folder(
        {place: articles[place] for place in sorted(articles) if place not in gone},
        {**folder.stories, **stories},
        chance.choice([folder.stock, some(chance, 0.1)]),
        chance.choice([folder.page, some(chance, 0.1)]),
    )


@pytest.fixture(autouse=True, scope="module")
def _small() -> Iterator[None]:
    """Let what is decided among hundreds of articles be decided among few."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (propose_pairs, shared_sketches, updated_sketches):
            patch.setattr(module, "MAX_BUCKET", 3)
        patch.setattr(shared_sketches, "MIN_SHARED_SAMPLES", 2)
        for module in (word_pairs, shared_word_pairs):
            patch.setattr(module, "LEAST_SHARED", 2)
        patch.setattr(recurring_shingles, "MAX_STORY", 4)
        patch.setattr(recurring_shingles, "_MOST_PAIRED", 3)
        patch.setattr(learn_stock_text, "MOST_HOLDERS", 3)
        patch.setattr(search_memory, "_PART", 4)
        patch.setattr(search_memory, "_LISTS", FIRST_BAND + _BANDS)
        patch.setattr(updated_sketches, "BANDS", _BANDS)
        patch.setattr(article_postings, "NO_POSTINGS", Postings(np.empty((0, _BANDS), np.uint64), NO_HASHES, NO_HASHES))
        yield


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store(tmp_path_factory.mktemp("cache")) as store:
        yield store


class Search:
    """A folder, sketched.

    Args:
        store: where its postings are put.
    """

    def __init__(self, folder: Folder, store: Store) -> None:
        places, articles = [*folder.articles], [*folder.articles.values()]
        self.names = np.array([hash(named) % (1 << 63) for named in folder.articles.items()], np.uint64)
        self.stock, self.page = (keys_of(_keys(own)) for own in (folder.stock, folder.page))
        self.fit = np.array([article.is_fit for article in articles])
        firsts = dict[int, int]()
        groups = [firsts.setdefault(folder.stories.get(place, ~place), at) for at, place in enumerate(places)]
        brief, sizes = [article.is_brief for article in articles], [article.size for article in articles]
        self.articles = Articles(np.array(groups), np.array(brief), np.array(sizes))
        read = articles[::-1]
        cuts = [*range(0, len(read), _A_BATCH), len(read)]
        contents = tuple(_put(read[start:end], store) for start, end in pairwise(cuts))
        rows = np.arange(len(read))[::-1]
        self.sketches = CandidateSketches(ArticlePostings(Batches(contents, np.array(cuts)), None, store), rows, rows)

    def share_all(self, writer: MemoryWriter | None = None) -> Shared:
        """Find what the articles have in common, without any earlier search."""
        return share_all(self.sketches.postings.all(), self.sketches.ranks_of(self.fit), writer)

    def proposals(self, shared: Shared) -> Proposals:
        """Find all that is proposed by what the articles have in common."""
        loose = shared.partial(Told.ALL, self.articles, NO_HASHES)
        return Proposals(
            self.articles.groups,
            shared.near,
            loose,
            shared.partial(Told.NO_STOCK, self.articles, self.stock),
            shared.partial(Told.STANDING, self.articles, self.page),
            shared.reworded(self.articles),
            self.stock,
            self.page,
            shared.recurring(self.articles.groups, loose),
        )


def _put(articles: list[Sketched], store: Store) -> bytes:
    """Store the postings of a batch, and return the key of its sketches."""
    content = key(articles)
    samples, pairs = (
        np.sort(np.concatenate([pack(_keys(own), np.full(len(own), at)) for at, own in enumerate(lists)]))
        for lists in zip(*((article.samples, article.pairs) for article in articles), strict=True)
    )
    bands = mix(np.array([article.bands for article in articles], np.uint64))
    store.put(postings_key(content), pack_arrays(Postings(bands, samples, pairs)))
    return content


def _keys(numbers: tuple[int, ...]) -> NDArray[np.uint64]:
    return np.sort(mix(np.array(numbers, np.uint64)))


@pytest.mark.parametrize("seed", range(50))
def test_what_an_earlier_search_proposed_is_updated(seed: int, store: Store) -> None:
    chance = Random(seed)
    share = chance.choice([0.08, 0.15, 0.25])
    folder = folder_of(chance, share)
    then = Search(folder, store)
    writer = MemoryWriter(store, b"search", then.names, then.sketches.postings.batches, then.sketches.rows)
    writer.finish(then.proposals(then.share_all(writer)))
    memory = load_memory(store, b"search")
    assert memory is not None
    for _ in range(3):
        folder = changed(folder, chance, share)
        now = Search(folder, store)
        numbering = number_together(memory.names, now.names)
        assert numbering is not None
        postings = CommonPostings(memory, numbering, now.sketches, now.fit, store)
        updated = now.proposals(UpdatedSketches(memory.found, numbering, postings))
        anew = now.proposals(now.share_all())
        for name in FOUND:
            np.testing.assert_array_equal(attrgetter(name)(updated), attrgetter(name)(anew), name)
