from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import closing
from errno import EAGAIN
from pathlib import Path
from unittest.mock import patch

import pytest

from dedupe.errors import InputError, WorkerError
from dedupe.map_chunks import Recovery, halves, map_chunks, processors, unchanged
from dedupe.worker_pool import Died, Job, WorkerPool

needs_proc = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs Linux")
SEPARATE: Recovery[int, int] = Recovery(parts=lambda _: (), merge=sum, lost=lambda chunk: -chunk)


def begin(seed: int) -> int:
    return seed * 10


def add(state: int, chunk: int) -> int:
    return state + chunk


def die(state: int, chunk: int) -> int:
    os._exit(state + chunk)


def process_of(_: None, __: int) -> int:
    return os.getpid()


@pytest.mark.parametrize("jobs", [0, 1, 2, 3])
def test_answers_come_in_the_order_of_the_chunks(jobs: int) -> None:
    answers = list(range(10, 130))
    assert list(map_chunks(begin, add, 1, list(range(120)), jobs)) == answers
    assert list(map_chunks(begin, add, 1, list(range(120)), jobs, SEPARATE)) == answers
    assert list(map_chunks(begin, add, 1, [], jobs, SEPARATE)) == []


@pytest.mark.parametrize("jobs", [0, 1, 2])
def test_everything_is_done_here_or_nothing(jobs: int) -> None:
    done_here = {pid == os.getpid() for pid in map_chunks(unchanged, process_of, None, list(range(9)), jobs, SEPARATE)}
    assert done_here == {jobs == 0}


def test_a_worker_that_dies_is_an_error_and_no_hang() -> None:
    with pytest.raises(WorkerError, match="died"):
        list(map_chunks(begin, die, 1, [1, 2, 3], 2))


def die_of_seven(state: int, chunk: list[int]) -> list[int]:
    if 7 in chunk:
        os._exit(1)
    return [state + number for number in chunk]


RECOVERY: Recovery[list[int], list[int]] = Recovery(
    parts=halves,
    merge=lambda answers: [number for answer in answers for number in answer],
    lost=lambda chunk: [-number for number in chunk],
)


@pytest.mark.parametrize("jobs", [1, 2, 5])
@pytest.mark.parametrize("size", [2, 30, 120])
def test_only_the_unit_that_ends_its_process_is_lost(jobs: int, size: int) -> None:
    chunks = [list(range(start, start + size)) for start in range(0, 120, size)]
    answers = map_chunks(begin, die_of_seven, 1, chunks, jobs, RECOVERY)
    assert [number for answer in answers for number in answer] == [
        -7 if number == 7 else 10 + number for number in range(120)
    ]


def fail_for_memory(state: int, chunk: list[int]) -> list[int]:
    if 7 in chunk:
        raise MemoryError
    return [state + number for number in chunk]


def test_who_has_not_enough_memory_is_tried_with_less() -> None:
    (answer,) = map_chunks(begin, fail_for_memory, 1, [[6, 7, 8]], 1, RECOVERY)
    assert answer == [16, -7, 18]


def die_once(marker: Path, chunk: int) -> int:
    if chunk == 7 and not marker.exists():
        marker.touch()
        os._exit(1)
    return chunk


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_worker_that_is_killed_costs_time_only(tmp_path: Path, jobs: int) -> None:
    numbers = list(range(40))
    answers = map_chunks(unchanged, die_once, tmp_path / "died", numbers, jobs, SEPARATE)
    assert list(answers) == numbers


def raise_at_three(_: None, chunk: int) -> int:
    if chunk == 3:
        raise InputError("three")
    return chunk


class UnpicklableError(Exception):
    def __init__(self, first: str, second: str) -> None:
        super().__init__(f"{first} {second}")


def raise_unpicklable(_: None, chunk: int) -> int:
    raise UnpicklableError("number", str(chunk))


def return_unpicklable(_: None, chunk: int) -> threading.Lock:
    return threading.Lock()


def test_an_error_comes_in_its_turn_as_it_would_here() -> None:
    answers = map_chunks(unchanged, raise_at_three, None, [0, 1, 2, 3, 4], 2)
    assert [next(answers), next(answers), next(answers)] == [0, 1, 2]
    with pytest.raises(InputError, match="three") as caught:
        next(answers)
    assert "raise_at_three" in caught.value.__notes__[0]  # where it came from


def test_what_cannot_go_through_a_pipe_is_an_error() -> None:
    with pytest.raises(WorkerError, match="UnpicklableError: number 0"):
        list(map_chunks(unchanged, raise_unpicklable, None, [0, 1], 2))
    with pytest.raises(TypeError, match="lock"):
        list(map_chunks(unchanged, return_unpicklable, None, [0, 1], 2))


def wait_for_a_friend(folder: Path, chunk: int) -> int:
    """Leave a mark, and go on when the other chunk has left its own."""
    (folder / str(chunk)).touch()
    while not (folder / str(1 - chunk)).exists():
        time.sleep(0.01)
    return chunk


def test_chunks_are_done_at_the_same_time(tmp_path: Path) -> None:
    assert list(map_chunks(unchanged, wait_for_a_friend, tmp_path, [0, 1], 2)) == [0, 1]


def leave_a_mark(folder: Path, chunk: int) -> int:
    (folder / str(chunk)).touch()
    return chunk


def test_nobody_runs_far_ahead_of_who_takes_the_answers(tmp_path: Path) -> None:
    answers = map_chunks(unchanged, leave_a_mark, tmp_path, list(range(400)), 2)
    for taken in range(1, 21):
        next(answers)
        assert len(list(tmp_path.iterdir())) <= taken + 16
    answers.close()  # type: ignore[attr-defined]


def large(_: None, chunk: int) -> bytes:
    return bytes([chunk]) * 3_000_000


def test_answers_larger_than_a_pipe_holds() -> None:
    assert list(map_chunks(unchanged, large, None, list(range(20)), 3)) == [large(None, number) for number in range(20)]


def die_in_the_middle_of_an_answer(folder: Path, chunk: int) -> bytes:
    if chunk != 1:
        return b"whole"
    while not (folder / "nobody reads").exists():
        time.sleep(0.01)
    threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGKILL)).start()
    return bytes(50_000_000)


def test_a_worker_that_is_killed_in_the_middle_of_an_answer_holds_up_nobody(tmp_path: Path) -> None:
    job = Job(unchanged, die_in_the_middle_of_an_answer, tmp_path, [0, 1, 2, 3])
    with closing(WorkerPool(job, 2)) as pool:
        assert pool.answer(0) == b"whole"
        (tmp_path / "nobody reads").touch()
        while len(multiprocessing.active_children()) > 1:
            time.sleep(0.01)
        assert [pool.answer(number) for number in (1, 2, 3)] == [Died(), b"whole", b"whole"]


@needs_proc
def test_no_process_and_no_pipe_is_left() -> None:
    before = sorted(Path("/proc/self/fd").iterdir())
    for take in (0, 1, 5, 40):
        answers = map_chunks(begin, die_of_seven, 1, [[number] for number in range(40)], 3, RECOVERY)
        for _ in range(take):
            next(answers)
        answers.close()  # type: ignore[attr-defined]
        assert multiprocessing.active_children() == []
        assert sorted(Path("/proc/self/fd").iterdir()) == before


def check_in_a_worker(_: None, chunk: int) -> list[int]:
    return list(map_chunks(begin, add, chunk, [1, 2], 2, SEPARATE))


def test_who_may_not_have_processes_does_the_work_itself() -> None:
    assert list(map_chunks(unchanged, check_in_a_worker, None, [0, 1], 2)) == [[1, 2], [11, 12]]


def test_a_process_that_cannot_be_started_is_an_error_with_its_reason() -> None:
    refused = OSError(EAGAIN, os.strerror(EAGAIN))
    with (
        patch("multiprocessing.Process.start", side_effect=refused),
        pytest.raises(WorkerError, match="no process can be started"),
    ):
        list(map_chunks(begin, add, 1, [1, 2], 2))
    assert list(map_chunks(begin, add, 1, [1, 2], 0)) == [11, 12]


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
from dedupe.map_chunks import map_chunks, unchanged

def answer(state, chunk):
    return bytes(1 if chunk == 0 else 50_000_000)

for number in range(12):
    answers = map_chunks(unchanged, answer, None, range(6), 2)
    next(answers)
    time.sleep(0.005 * number)  # so that some end in the middle of the next one
    answers.close()
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
