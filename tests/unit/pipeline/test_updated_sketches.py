"""A search that takes over what an earlier one knew finds what one made anew does, whatever changed since."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

import numpy as np
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from dedupe.cache.store import Store
from dedupe.comparison.criteria import USUAL
from dedupe.index import find_pieces
from dedupe.index.build_index import build_index
from dedupe.index.find_pieces import find_input
from dedupe.index.read_and_sketch import read_and_sketch
from dedupe.pipeline import propose_pairs, search_memory, shared_sketches, updated_sketches
from dedupe.pipeline.common_numbering import number_together
from dedupe.pipeline.find_candidates import find_candidates, search_folder
from dedupe.pipeline.found_candidates import CandidateSearch
from dedupe.pipeline.propose_pairs import share_sketches
from dedupe.pipeline.updated_sketches import UpdatedSketches
from dedupe.read.file_selection import ALL_FILES

SYLLABLES = [first + last for first in "krlmtz" for last in ("an", "el", "iv", "or")]
NAMES = st.sampled_from([f"{outlet}/{number}.txt" for outlet in ("herald", "ledger", "post") for number in range(9)])
STOCK = st.integers(0, 3)  # sentences that most articles have, in the same order
COMMON = st.integers(4, 15)
OWN = st.integers(16, 400)
ARTICLES = st.tuples(st.lists(OWN, min_size=1, max_size=5), st.lists(COMMON, max_size=4), st.sets(STOCK)).map(
    lambda parts: (*parts[0], *parts[1], *sorted(parts[2]))
)
COPIES = st.dictionaries(NAMES, st.tuples(NAMES, STOCK), max_size=5)  # by name; of which, and what stands at its end
FOLDERS = st.tuples(st.dictionaries(NAMES, ARTICLES, min_size=4, max_size=16), COPIES)
# Articles that come or are written anew, are copied, and go.
CHANGES = st.tuples(st.dictionaries(NAMES, ARTICLES, max_size=2), COPIES, st.sets(NAMES, max_size=2))
Articles: TypeAlias = dict[str, tuple[int, ...]]
Copies: TypeAlias = dict[str, tuple[str, int]]
FOUND = ("groups", "near", "reworded", "stock", "partial", "candidates")


@pytest.fixture(autouse=True, scope="module")
def _small() -> object:
    """Let what is decided among hundreds of articles be decided among few."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (propose_pairs, shared_sketches, updated_sketches):
            patch.setattr(module, "MAX_BUCKET", 3)
        patch.setattr(propose_pairs, "_LEAST_REMEMBERED", 1)
        patch.setattr(propose_pairs, "_MOST_CHANGED", 1000)
        patch.setattr(search_memory, "_PART", 16)
        patch.setattr(find_pieces, "_SETTLED", 0)
        yield


def sentence(number: int) -> str:
    chance = random.Random(number)
    words = ["".join(chance.choices(SYLLABLES, k=3)) for _ in range(20)]
    return " ".join(words).capitalize() + "."


def write(folder: Path, articles: Mapping[str, tuple[int, ...]]) -> None:
    for name, numbers in articles.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("\n\n".join(map(sentence, numbers)))


def search(folder: Path, cache: Path) -> tuple[CandidateSearch, bool]:
    """Search as a check does, and return whether an earlier search was taken over."""
    with Store(cache) as store:
        read = read_and_sketch(find_input([folder], 5, store=store), 5, store=store, jobs=0)
        index, sketches = build_index(read, ALL_FILES)
        shared, writer = share_sketches(index, sketches, USUAL.parameters, store)
        found = find_candidates(index, shared, USUAL.parameters, store=store, writer=writer, jobs=0)
        store.finish()
    return found, isinstance(shared, UpdatedSketches)


def with_copies(articles: Articles, copies: Copies) -> Articles:
    return articles | {name: (*articles[of], last) for name, (of, last) in copies.items() if of in articles}


@settings(max_examples=20, deadline=None)
@given(FOLDERS, st.lists(CHANGES, min_size=1, max_size=2))
def test_a_search_taken_over_finds_what_one_made_anew_does(
    first: tuple[Articles, Copies], changes: list[tuple[Articles, Copies, set[str]]]
) -> None:
    with TemporaryDirectory() as place:
        folder, cache = Path(place, "articles"), Path(place, "cache")
        articles = with_copies(*first)
        write(folder, articles)
        search(folder, cache)
        for written, copies, gone in changes:
            articles = with_copies(articles | written, copies)
            for name in sorted(gone & articles.keys())[: len(articles) - 1]:
                del articles[name]
                (folder / name).unlink(missing_ok=True)
            write(folder, articles)
            taken_over, is_taken_over = search(folder, cache)
            anew = search_folder([folder])
            assert is_taken_over
            for name in FOUND:
                np.testing.assert_array_equal(getattr(taken_over, name), getattr(anew, name), name)
            event(f"stock text: {anew.stock.size > 0}, near: {anew.near.size > 0}, reworded: {anew.reworded.size > 0}")


@given(st.lists(st.integers(0, 30), unique=True), st.sets(st.integers(0, 30)), st.sets(st.integers(31, 60), min_size=1))
def test_articles_of_two_searches_are_numbered_in_the_order_of_both(
    earlier: list[int], gone: set[int], new: set[int]
) -> None:
    now = [name for name in earlier if name not in gone]
    for name in sorted(new):
        now.insert(name % (len(now) + 1), name)
    found = number_together(np.array(earlier, np.uint64), np.array(now, np.uint64))
    assert found is not None
    numbers = dict(zip(earlier, found.earlier.tolist(), strict=True))
    assert found.earlier.tolist() == sorted(found.earlier.tolist())
    assert found.now.tolist() == sorted(found.now.tolist())
    assert [
        numbers.get(name, number) for name, number in zip(now, found.now.tolist(), strict=True)
    ] == found.now.tolist()
    assert {*found.earlier.tolist(), *found.now.tolist()} == {*range(found.size)}
    assert number_together(np.array([1, 2], np.uint64), np.array([2, 1], np.uint64)) is None
