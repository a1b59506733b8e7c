from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from dedupe.cache.keys import key, program_key
from dedupe.cache.remembered_rows import FoundRows, remembered_rows
from dedupe.cache.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

KIND = "squares"


class Asked:
    """Squares of keys, with a note of those that were asked for."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.keys: list[int] = []

    def rows(self, *keys: int, passing: int = -1, kind: str = KIND) -> list[list[int]]:
        self.keys.clear()
        column = np.array(keys, np.uint64)

        def find(missing: NDArray[np.int64]) -> FoundRows:
            chosen = column[missing]
            self.keys += chosen.tolist()
            rows = np.stack([chosen, chosen**2], axis=1)
            return FoundRows(rows, chosen != passing)

        store = Store(self.folder)
        found = remembered_rows(store, (kind,), column, 2, find)
        store.finish()
        return [list(map(int, row)) for row in found]


def test_only_what_no_run_has_found_out_is_asked_for(tmp_path: Path) -> None:
    asked = Asked(tmp_path)
    assert asked.rows(7, 3, 7) == [[7, 49], [3, 9], [7, 49]]
    assert asked.rows(3, 5, 7) == [[3, 9], [5, 25], [7, 49]]
    assert asked.keys == [5]
    assert asked.rows(5, 3) == [[5, 25], [3, 9]]
    assert asked.keys == []


def test_what_may_be_something_else_next_time_is_asked_for_again(tmp_path: Path) -> None:
    asked = Asked(tmp_path)
    asked.rows(2, 4, passing=4)
    assert asked.rows(2, 4) == [[2, 4], [4, 16]]
    assert asked.keys == [4]


def test_much_that_nobody_asks_for_is_forgotten_with_the_next_that_is_new(tmp_path: Path) -> None:
    asked = Asked(tmp_path)
    asked.rows(*range(10))
    asked.rows(1, 11)
    asked.rows(2)
    assert asked.keys == [2]


def test_rows_of_other_kinds_and_shapes_are_not_taken_for_these(tmp_path: Path) -> None:
    asked = Asked(tmp_path)
    asked.rows(2)
    asked.rows(2, kind="other")
    assert asked.keys == [2]
    store = Store(tmp_path)
    store.put(key(program_key(), KIND), b"noise")
    store.finish()
    assert asked.rows(2) == [[2, 4]]
    assert asked.keys == [2]


def test_without_a_cache_everything_is_asked_for_and_nothing_of_nothing(tmp_path: Path) -> None:
    assert Asked(None).rows(2, 2) == [[2, 4], [2, 4]]
    assert Asked(tmp_path).rows() == []
