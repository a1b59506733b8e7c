from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from dedupe.errors import WorkerError
from dedupe.workers import Recovery, halves, map_chunks, processors, unchanged

if TYPE_CHECKING:
    from pathlib import Path


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


def die_of_seven(state: int, chunk: list[int]) -> list[int]:
    if 7 in chunk:
        os._exit(1)
    return [state + number for number in chunk]


def test_only_the_unit_that_ends_its_process_is_lost() -> None:
    chunks = [[number, number + 1] for number in range(0, 120, 2)]
    recovery: Recovery[list[int], list[int]] = Recovery(
        parts=halves,
        merge=lambda answers: [number for answer in answers for number in answer],
        lost=lambda chunk: [-number for number in chunk],
    )
    answers = list(map_chunks(begin, die_of_seven, 1, chunks, 2, recovery))
    assert [number for answer in answers for number in answer] == [
        -7 if number == 7 else 10 + number for number in range(120)
    ]


def die_once(marker: Path, chunk: int) -> int:
    if chunk == 7 and not marker.exists():
        marker.touch()
        os._exit(1)
    return chunk


def test_a_worker_that_is_killed_costs_time_only(tmp_path: Path) -> None:
    numbers = list(range(40))

    assert list(map_chunks(unchanged, die_once, tmp_path / "died", numbers, 2)) == numbers


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="needs Linux")
def test_only_the_processors_that_the_process_may_use_count() -> None:
    usual = os.sched_getaffinity(0)
    try:
        os.sched_setaffinity(0, {min(usual)})
        assert processors() == 1
    finally:
        os.sched_setaffinity(0, usual)
    assert processors() == len(usual)


def test_answers_that_are_not_wanted_any_more_are_not_waited_for_in_the_middle() -> None:
    code = """
import time
from dedupe.workers import map_chunks, unchanged

def answer(state, chunk):
    return bytes(1 if chunk == 0 else 50_000_000)

for number in range(12):
    answers = map_chunks(unchanged, answer, None, range(6), 2)
    next(answers)
    time.sleep(0.005 * number)  # so that some end in the middle of the next one
    answers.close()
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
