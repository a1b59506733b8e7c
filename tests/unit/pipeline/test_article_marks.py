"""What is marked in articles, found out again only where it may have changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dedupe.cache.packed_arrays import pack_arrays, unpack_arrays
from dedupe.cache.store import Store
from dedupe.index.build_index import Index, build_index
from dedupe.index.find_pieces import find_input
from dedupe.index.read_and_sketch import read_and_sketch
from dedupe.pipeline import article_marks as module
from dedupe.pipeline.article_loader import KnownPassages
from dedupe.pipeline.article_marks import article_marks
from dedupe.read.file_selection import ALL_FILES
from dedupe.sketch.shingles import prefix_hashes
from dedupe.sketch.sorted_arrays import unique_sorted
from tests.unit.pipeline.stories import FERRY, MAYOR, ORCHARD, write

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

K = 5
STORIES: dict[str, tuple[str, ...] | list[str] | str] = {
    "a.txt": FERRY,
    "b.txt": FERRY[2:],
    "c.txt": MAYOR,
    "d.txt": ORCHARD,
    "e.txt": "Four words, no more.",
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = write(tmp_path_factory.mktemp("articles"), STORIES)
    return build_index(read_and_sketch(find_input([folder], K), K), ALL_FILES)[0]


@pytest.fixture(scope="module")
def hashes(index: Index) -> NDArray[np.uint64]:
    """Of every five words in a row of the articles, and of some that none of them has."""
    others = prefix_hashes(np.arange(40, dtype=np.uint64) << np.uint64(50)).k_grams(K)
    own = prefix_hashes(index.catalogue.words(range(len(STORIES))).hashes).k_grams(K)
    return unique_sorted(np.append(own, others))


def passages(quotations: NDArray[np.uint64], stock: NDArray[np.uint64]) -> KnownPassages:
    return KnownPassages(K, quotations, stock, {})


def marks(index: Index, known: KnownPassages, store: Store, articles: list[int]) -> list[bytes]:
    return article_marks(index, np.array(articles, np.int64), known, store, 0)


chosen = st.lists(st.integers(0, 400), max_size=12)
rows = st.lists(st.integers(0, len(STORIES) - 1), unique=True).map(sorted)


@given(st.lists(st.tuples(chosen, chosen, rows), min_size=2, max_size=4))
@settings(max_examples=20, deadline=None)
def test_what_is_remembered_is_what_is_found_anew(
    index: Index,
    hashes: NDArray[np.uint64],
    tmp_path_factory: pytest.TempPathFactory,
    runs: list[tuple[list[int], list[int], list[int]]],
) -> None:
    store = Store(tmp_path_factory.mktemp("cache"))
    for quoted, stock, articles in runs:
        known = passages(*(hashes[sorted({at % hashes.size for at in own})] for own in (quoted, stock)))
        assert marks(index, known, store, articles) == marks(index, known, Store(None), articles)
    store.close()


def test_only_articles_that_the_change_can_be_about_are_read_again(
    index: Index, hashes: NDArray[np.uint64], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []

    def record(index: Index, articles: NDArray[np.int64], *others: Any) -> Any:  # noqa: ANN401 - as of the function
        asked.append(sorted(index.catalogue.records.ids[at].rpartition("/")[2] for at in articles.tolist()))
        return original(index, articles, *others)

    original = module._mark
    monkeypatch.setattr(module, "_mark", record)
    store, everything = Store(tmp_path / "cache"), list(range(len(STORIES)))
    names = [index.catalogue.records.ids[at].rpartition("/")[2] for at in everything]
    marks(index, passages(hashes[:0], hashes[:0]), store, everything)
    mayor = prefix_hashes(index.catalogue.words([names.index("c.txt")]).hashes).k_grams(K)
    marks(index, passages(unique_sorted(mayor[3:5]), hashes[:0]), store, everything)
    marks(index, passages(unique_sorted(mayor[3:5]), unique_sorted(mayor[3:4])), store, everything[1:])
    ferry = prefix_hashes(index.catalogue.words([names.index("b.txt")]).hashes).k_grams(K)
    marks(index, passages(ferry[9:10], unique_sorted(mayor[3:4])), store, everything)
    assert asked == [sorted(STORIES), ["c.txt"], ["c.txt"], sorted({"a.txt", "b.txt", "c.txt", names[0]})]


@pytest.mark.parametrize("column", range(6))
@pytest.mark.parametrize("damage", ["short", "long", "negative", "kind"])
def test_columns_that_do_not_fit_together_are_left_aside(
    index: Index, hashes: NDArray[np.uint64], tmp_path: Path, column: int, damage: str
) -> None:
    known, everything = passages(hashes[:9], hashes[5:12]), list(range(len(STORIES)))
    store = Store(tmp_path / "cache")
    expected = marks(index, known, store, everything)
    (name,) = store._new
    arrays = [array.copy() for array in unpack_arrays(store._new[name])]
    old = arrays[column]
    if damage == "short":
        arrays[column] = old[:-2]
    elif damage == "long":
        arrays[column] = np.concatenate([old, old])
    elif damage == "negative":
        arrays[column] = old * np.array(-1).astype(old.dtype)
    else:
        arrays[column] = old.astype(np.int64 if old.dtype == np.uint64 else np.uint64)
    store.put(name, pack_arrays(arrays))
    assert len(marks(index, known, store, everything)) == len(expected)
