"""Work in chunks, on several processors, with the answers in the order of the chunks."""

from __future__ import annotations

import gc
import os
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from dedupe.errors import WorkerError
from dedupe.signals import end_with_parent, held_signals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Future, ProcessPoolExecutor

_RARE = (1_000_000, 10, 10)
_DIED = "a worker process died, for want of memory perhaps"
_AHEAD = 8  # chunks a process, done or being done, whose answers nobody has taken yet
Seed = TypeVar("Seed")
State = TypeVar("State")
Chunk = TypeVar("Chunk")
Answer = TypeVar("Answer")
Unit = TypeVar("Unit")


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


def with_progress(
    work: Iterable[Answer], stage: str, weights: Sequence[float], progress: Progress
) -> Iterator[Answer]:
    """Pass answers on, and tell of each.

    Args:
        work: the answers.
        stage: what makes them.
        weights: the work that each is expected to take.
    """
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
    """What to do with a chunk that ended the process that did it, as one that exhausts memory can.

    Attributes:
        parts: divides a chunk; one of a single unit has none.
        merge: puts the answers of the parts together.
        lost: answers for a unit that ends its process even alone.
    """

    parts: Callable[[Chunk], Sequence[Chunk]]
    merge: Callable[[Sequence[Answer]], Answer]
    lost: Callable[[Chunk], Answer]


def halves(units: list[Unit]) -> Sequence[list[Unit]]:
    """Divide a list in two; one of a single unit has no parts.

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
    """Do each chunk of a piece of work, in this process if one is enough.

    Args:
        begin: makes of the seed what the work needs, once in each process; a module's function.
        work: does one chunk; a module's function.
        seed: what every process is given.
        chunks: what there is to do.
        recovery: what to do with a chunk that ends its process even alone; None to give up.

    Yields:
        The answers, in the order of the chunks, whatever the number of processes.

    Raises:
        WorkerError: a process died of its chunk, and there is no recovery.
    """
    if jobs < 2 or len(chunks) < 2:
        with _fewer_collections():
            state = begin(seed)
            yield from (work(state, chunk) for chunk in chunks)
        return
    yield from _on_processes(begin, work, seed, chunks, jobs, recovery)


def _on_processes(
    begin: Callable[[Seed], State],
    work: Callable[[State, Chunk], Answer],
    seed: Seed,
    chunks: Sequence[Chunk],
    jobs: int,
    recovery: Recovery[Chunk, Answer] | None,
) -> Iterator[Answer]:
    """Do chunks on several processes; where one dies, do what was being done then chunk by chunk."""
    from concurrent.futures.process import BrokenProcessPool

    done = 0
    waiting: deque[Future[Answer]] = deque()
    try:
        with _pool(min(jobs, len(chunks)), begin, work, seed) as pool:
            for answer in _answers(pool, chunks, _AHEAD * jobs, waiting):
                done += 1
                yield answer
    except BrokenProcessPool:
        if not waiting:
            raise WorkerError(_DIED) from None
    else:
        return
    rest = done + len(waiting)
    for chunk in chunks[done:rest]:
        yield _recovered(partial(_in_own_process, begin, work, seed), chunk, recovery)
    yield from map_chunks(begin, work, seed, chunks[rest:], jobs, recovery)


def _answers(
    pool: ProcessPoolExecutor, chunks: Iterable[Chunk], ahead: int, waiting: deque[Future[Answer]]
) -> Iterator[Answer]:
    """Submit chunks, some of them ahead of the answers that are taken, and yield the answers in order."""
    for chunk in chunks:
        with held_signals():
            waiting.append(pool.submit(_do, chunk))
        if len(waiting) > ahead:
            answer = waiting[0].result()
            waiting.popleft()
            yield answer
    while waiting:
        answer = waiting[0].result()
        waiting.popleft()
        yield answer


def _recovered(
    work: Callable[[Chunk], Answer | None], chunk: Chunk, recovery: Recovery[Chunk, Answer] | None
) -> Answer:
    """Do a chunk once more and, if that ends the process again, each half of it, down to single units."""
    if (answer := work(chunk)) is not None:
        return answer
    if recovery is None:
        raise WorkerError(_DIED)
    parts = recovery.parts(chunk)
    if not parts:
        return recovery.lost(chunk)
    return recovery.merge([_recovered(work, part, recovery) for part in parts])


def _in_own_process(
    begin: Callable[[Seed], State], work: Callable[[State, Chunk], Answer], seed: Seed, chunk: Chunk
) -> Answer | None:
    """Do a chunk in a process of its own; None if that dies."""
    from concurrent.futures.process import BrokenProcessPool

    try:
        with _pool(1, begin, work, seed) as pool:
            with held_signals():
                future = pool.submit(_do, chunk)
            answer: Answer = future.result()
    except BrokenProcessPool:
        return None
    return answer


@contextmanager
def _pool(
    count: int, begin: Callable[[Any], Any], work: Callable[[Any, Any], Any], seed: object
) -> Iterator[ProcessPoolExecutor]:
    """Start processes, which end as soon as their answers are not wanted any more."""
    from concurrent.futures import ProcessPoolExecutor

    with (
        _fewer_collections(),
        ProcessPoolExecutor(count, initializer=_start, initargs=(begin, work, seed)) as pool,
        _ended_workers(pool),
    ):
        yield pool


@contextmanager
def _ended_workers(pool: ProcessPoolExecutor) -> Iterator[None]:
    """End the processes that were started here as soon as their answers are not wanted any more.

    One that is killed in the middle of an answer leaves the pool waiting for the rest of it, until nobody has the
    other end of the pipe any more; this process has it too.
    """
    from multiprocessing import active_children

    before = set(active_children())
    try:
        yield
    except BaseException:
        for process in set(active_children()) - before:
            process.kill()
        answers = getattr(pool, "_result_queue", None)
        if (end := getattr(answers, "_writer", None)) is not None:
            end.close()
        raise


@contextmanager
def _fewer_collections() -> Iterator[None]:
    """Look for cycles less often: articles by the thousand make few, and looking takes a third of the time."""
    usual = gc.get_threshold()
    gc.set_threshold(*_RARE)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def unchanged(seed: Seed) -> Seed:
    """Begin with the seed itself."""
    return seed


_at_work: tuple[Callable[[Any, Any], Any], Any] | None = None


def _start(begin: Callable[[Any], Any], work: Callable[[Any, Any], Any], seed: object) -> None:
    global _at_work
    end_with_parent()
    gc.freeze()  # what was there before is shared memory as long as nobody touches it
    gc.set_threshold(*_RARE)
    _at_work = work, begin(seed)


def _do(chunk: object) -> Any:  # noqa: ANN401
    if _at_work is None:
        raise RuntimeError("the process was not started")
    work, state = _at_work
    return work(state, chunk)
