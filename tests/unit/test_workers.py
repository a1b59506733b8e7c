from __future__ import annotations

import os

import pytest

from dedupe.errors import WorkerError
from dedupe.pipeline.workers import map_chunks, processors


def begin(seed: int) -> int:
    return seed * 10


def add(state: int, chunk: int) -> int:
    return state + chunk


def die(state: int, chunk: int) -> int:
    os._exit(state + chunk)


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_answers_come_in_the_order_of_the_chunks(jobs: int) -> None:
    assert list(map_chunks(begin, add, 1, list(range(20)), jobs)) == list(range(10, 30))


def test_a_worker_that_dies_is_an_error_and_no_hang() -> None:
    with pytest.raises(WorkerError, match="died"):
        list(map_chunks(begin, die, 1, [1, 2, 3], 2))


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="needs Linux")
def test_only_the_processors_that_the_process_may_use_count() -> None:
    usual = os.sched_getaffinity(0)
    try:
        os.sched_setaffinity(0, {min(usual)})
        assert processors() == 1
    finally:
        os.sched_setaffinity(0, usual)
    assert processors() == len(usual)
