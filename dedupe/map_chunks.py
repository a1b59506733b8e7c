"""Work in chunks, on several processes, with the answers in the order of the chunks."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from typing import Any, Generic, Protocol, TypeVar

from dedupe.errors import WorkerError
from dedupe.freed_memory import keep_freed_memory
from dedupe.worker_pool import RARE_COLLECTIONS, Died, Job, WorkerPool, may_start_processes

Seed = TypeVar("Seed")
State = TypeVar("State")
Chunk = TypeVar("Chunk")
Answer = TypeVar("Answer")
Units = TypeVar("Units", list[Any], tuple[Any, ...])


class Progress(Protocol):
    """Whoever wants to know how far a run is."""

    def __call__(self, stage: str, done: float, total: float | None) -> None:
        """Receive how much of a stage is done.

        Args:
            stage: what is being done, such as "comparing".
            done: how much of it, in whatever the stage expects its work to grow with.
            total: how much there is, None if that is not known.
        """


def no_progress(stage: str, done: float, total: float | None) -> None:
    """Show nothing."""


def with_progress(work: Iterable[Answer], stage: str, weights: Sequence[float], progress: Progress) -> Iterator[Answer]:
    """Yield the answers, and report the progress of a stage by the work that each is expected to take."""
    done, total = 0.0, sum(weights)
    if weights:
        progress(stage, done, total)
    for answer, weight in zip(work, weights, strict=True):
        done += weight
        progress(stage, done, total)
        yield answer


def processors() -> int:
    """Count the processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Recovery(Generic[Chunk, Answer]):
    """What to do with a chunk that ended the process that did it, as one that exhausts memory can."""

    parts: Callable[[Chunk], Sequence[Chunk]]  # divides a chunk; one of a single unit has none
    merge: Callable[[Sequence[Answer]], Answer]  # puts the answers of the parts together
    lost: Callable[[Chunk], Answer]  # answers for a unit that ends its process even alone


def halves(units: Units) -> Sequence[Units]:
    """Divide a list or a tuple in two; one of a single unit has no parts.

    >>> halves([1, 2, 3]), halves([1])
    (([1], [2, 3]), ())
    """
    middle = len(units) // 2
    return (units[:middle], units[middle:]) if middle else ()


def map_chunks(
    begin: Callable[[Seed], State],
    work: Callable[[State, Chunk], Answer],
    seed: Seed,
    chunks: Sequence[Chunk],
    jobs: int,
    recovery: Recovery[Chunk, Answer] | None = None,
) -> Iterator[Answer]:
    """Yield the answer to each chunk of a piece of work, in their order, whatever the number of processes.

    Args:
        begin: makes of the seed what the work needs, once in each process; a module's function.
        work: does one chunk; a module's function.
        jobs: processes at most beside this one; 0 to do everything in this one, which a chunk that ends its process then
            ends. Where there is no recovery, a single process does not pay.
        recovery: what to do with a chunk that ends its process even alone; None to give up.

    Raises:
        WorkerError: a process died of its chunk, and there is no recovery; or none can be started.
    """
    count = min(jobs, len(chunks))
    keep_freed_memory()
    with _fewer_collections():
        if count > (0 if recovery else 1) and may_start_processes():
            yield from _on_processes(Job(begin, work, seed, chunks), count, recovery)
        else:
            state = begin(seed)
            yield from (work(state, chunk) for chunk in chunks)


def _on_processes(job: Job[Chunk, Answer], count: int, recovery: Recovery[Chunk, Answer] | None) -> Iterator[Answer]:
    with closing(WorkerPool(job, count)) as pool:
        for number, chunk in enumerate(job.chunks):
            answer = pool.answer(number)
            if isinstance(answer, Died):
                pool.settle()
                answer = _recovered(job, chunk, recovery)
            yield answer


def _recovered(job: Job[Chunk, Answer], chunk: Chunk, recovery: Recovery[Chunk, Answer] | None) -> Answer:
    """Do a chunk in a process of its own and, if that ends too, each half of it, down to single units."""
    with closing(WorkerPool(replace(job, chunks=[chunk]), 1)) as pool:
        answer = pool.answer(0)
    if not isinstance(answer, Died):
        return answer
    if recovery is None:
        raise WorkerError("a worker process died, for want of memory perhaps")
    parts = recovery.parts(chunk)
    if not parts:
        return recovery.lost(chunk)
    return recovery.merge([_recovered(job, part, recovery) for part in parts])


@contextmanager
def _fewer_collections() -> Iterator[None]:
    """Look for cycles less often: articles by the thousand make few, and looking takes a third of the time."""
    usual = gc.get_threshold()
    gc.set_threshold(*RARE_COLLECTIONS)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def unchanged(seed: Seed) -> Seed:
    """Begin with the seed itself."""
    return seed
