"""Holders of keys on several key indexes, as a naive search finds them on one list."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from dedupe.archive.array_file import BrokenArchiveError
from dedupe.archive.key_lookup import KeyIndex, SortedKeys, find_holders, sorted_keys
from dedupe.sketch.packed_postings import pack

NOTHING = np.empty(0, np.uint64)


def test_places_of_values_as_in_one_search() -> None:
    random = Random(1)
    for size in (0, 1, 511, 512, 513, 5000):
        values = np.array(sorted(random.randrange(4000) for _ in range(size)), np.uint64)
        wanted = np.array(sorted(random.randrange(4010) for _ in range(300)), np.uint64)
        found = sorted_keys(values).places(wanted)
        assert found.tolist() == np.searchsorted(values, wanted).tolist()


def test_fences_that_do_not_fit_are_refused() -> None:
    with pytest.raises(BrokenArchiveError):
        SortedKeys(np.arange(600, dtype=np.uint64), np.zeros(1, np.uint64))


@pytest.mark.parametrize("most", [1, 4, 12])
@pytest.mark.parametrize("key_indexes", [1, 3])
def test_holders_are_all_or_the_earliest_and_the_latest(key_indexes: int, most: int) -> None:
    random = Random(f"{key_indexes} {most}")
    articles = [(random.randrange(20), random.randrange(1 << 60), random.choices(range(12), k=5)) for _ in range(120)]
    parts = [sorted(articles[at::key_indexes]) for at in range(key_indexes)]
    removed = {articles[at][1] for at in range(0, 120, 11)}
    built, first = [], 0
    for part in parts:
        built.append(key_index(part, removed, first))
        first += len(part)
    numbers = [article for part in parts for article in part]

    keys = np.arange(13, dtype=np.uint64)
    found = find_holders(built, [key_index.samples for key_index in built], keys, most)

    for key in range(13):
        expected = sorted(article for article in articles if key in article[2] and article[1] not in removed)
        shown = [numbers[at] for at in found.articles[found.keys == key].tolist()]
        ends = expected if len(expected) <= 2 * most else expected[:most] + expected[-most:]
        assert shown == ends
        assert found.counts[key] == len(expected)


def test_articles_that_are_too_old_do_not_count() -> None:
    old = key_index([(1, 5, [3]), (2, 6, [3]), (3, 7, [3])], set(), 10, earliest=1)
    found = find_holders([old], [old.samples], np.array([3], np.uint64), 12)
    assert found.articles.tolist() == [11, 12]


def test_an_owner_that_is_not_there_is_refused() -> None:
    broken = key_index([(1, 5, [3])], set(), 0)
    lookup = sorted_keys(pack(np.array([3 << 24], np.uint64), np.array([9])))
    with pytest.raises(BrokenArchiveError, match="dedupe archive verify"):
        find_holders([broken], [lookup], np.array([3], np.uint64), 12)


def key_index(articles: list[tuple[int, int, list[int]]], removed: set[int], first: int, earliest: int = 0) -> KeyIndex:
    keys = [(key << 24, row) for row, (_, _, held) in enumerate(articles) for key in set(held)]
    packed = pack(np.array([key for key, _ in keys], np.uint64), np.array([row for _, row in keys]))
    return KeyIndex(
        [],
        sorted_keys(np.sort(packed)),
        sorted_keys(np.empty(0, np.uint64)),
        np.array([time for time, *_ in articles], np.uint64),
        np.array([name for _, name, _ in articles], np.uint64),
        np.full(len(articles), 200, np.uint32),
        np.array([name in removed for _, name, _ in articles], np.bool_),
        first,
        earliest,
    )
