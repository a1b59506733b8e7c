"""One command as a process of its own: how long it takes, how much it computes, how much it holds."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from benchmarks.memory import memory

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

_INTERVAL = 0.1  # seconds between two looks at memory,
_RARELY = 10  # and at least so many times what a look takes
_UNIT = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss, bytes
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS", "POLARS_MAX_THREADS")


@dataclass(frozen=True, slots=True)
class Run:
    """A process that has ended.

    Attributes:
        wall: seconds from its start to its end.
        cpu: seconds of processor time, those of its children included.
        peak: bytes resident at most, in it and its children at one time.
        output: what it printed.
        error: the last line of what it complained of, None if it ended well.
    """

    wall: float
    cpu: float
    peak: int
    output: str
    error: str | None


def run(command: Sequence[str], *, cores: int | None = None, accepted: Collection[int] = (0,)) -> Run:
    """Runs a command to its end.

    Args:
        command: program and arguments.
        cores: how many cores it may use, where the system lets us choose; None for all.
        accepted: exit codes of one that ended well.
    """
    with TemporaryFile() as output, TemporaryFile() as complaints:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=complaints, env=_environment(cores))
        _confine(process.pid, cores)
        with _watch(process.pid) as held:
            _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        complaints.seek(0)
        said = complaints.read().decode(errors="replace").strip().splitlines() or ["no reason"]
        return Run(
            wall,
            usage.ru_utime + usage.ru_stime,
            max(held) or usage.ru_maxrss * _UNIT,
            output.read().decode(errors="replace"),
            None if process.returncode in accepted else said[-1],
        )


def _environment(cores: int | None) -> dict[str, str]:
    limits = dict.fromkeys(_THREADS, str(cores)) if cores else {}
    return {**os.environ, **limits, "HF_HUB_OFFLINE": "1"}


def _confine(process: int, cores: int | None) -> None:
    if cores and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(process, sorted(os.sched_getaffinity(0))[-cores:])


@contextmanager
def _watch(process: int) -> Iterator[list[int]]:
    """Notes every now and then the bytes that a process holds together with its children.

    The system's own account begins with what this process held when it started the other.
    """
    held = [0]
    ended = threading.Event()

    def note() -> None:
        pause = _INTERVAL
        while not ended.wait(pause):
            start = time.perf_counter()
            held.append(memory(process))
            pause = max(_INTERVAL, _RARELY * (time.perf_counter() - start))

    watcher = threading.Thread(target=note)
    watcher.start()
    try:
        yield held
    finally:
        ended.set()
        watcher.join()
