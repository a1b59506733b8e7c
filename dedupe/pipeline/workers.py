"""Work in chunks, on several processors, with the answers in the order of the chunks."""

from __future__ import annotations

import gc
import os
from collections import deque
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from dedupe.errors import WorkerError
from dedupe.signals import end_with_parent, held_signals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Future

_RARE = (1_000_000, 10, 10)
_AHEAD = 8  # chunks a process, done or being done, whose answers nobody has taken yet
Seed = TypeVar("Seed")
State = TypeVar("State")
Chunk = TypeVar("Chunk")
Answer = TypeVar("Answer")


class Progress(Protocol):
    """Whoever wants to know how far a run is."""

    def __call__(self, stage: str, done: float, total: float | None) -> None:
        """Hear how much of a stage is done.

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
        progress: told.
    """
    done, total = 0.0, sum(weights)
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


def map_chunks(
    begin: Callable[[Seed], State],
    work: Callable[[State, Chunk], Answer],
    seed: Seed,
    chunks: Sequence[Chunk],
    jobs: int,
) -> Iterator[Answer]:
    """Do each chunk of a piece of work, in this process if one is enough.

    Args:
        begin: makes of the seed what the work needs, once in each process; a module's function.
        work: does one chunk; a module's function.
        seed: what every process is given.
        chunks: what there is to do.
        jobs: processes at most.

    Yields:
        The answers, in the order of the chunks, whatever the number of processes.

    Raises:
        WorkerError: a process died.
    """
    if jobs < 2 or len(chunks) < 2:
        with _fewer_collections():
            state = begin(seed)
            yield from (work(state, chunk) for chunk in chunks)
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    count = min(jobs, len(chunks))
    try:
        with (
            _fewer_collections(),
            ProcessPoolExecutor(count, initializer=_start, initargs=(begin, work, seed)) as pool,
            _ended_workers(),
        ):
            waiting: deque[Future[Answer]] = deque()
            for chunk in chunks:
                with held_signals():
                    waiting.append(pool.submit(_do, chunk))
                if len(waiting) > _AHEAD * count:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
    except BrokenProcessPool:
        raise WorkerError("a worker process died, for want of memory perhaps") from None


@contextmanager
def _ended_workers() -> Iterator[None]:
    """End the processes that were started here as soon as their answers are not wanted any more."""
    from multiprocessing import active_children

    before = set(active_children())
    try:
        yield
    except BaseException:
        for process in set(active_children()) - before:
            process.kill()
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
