"""Processes that do chunks of work, each at the end of a pipe of its own."""

from __future__ import annotations

import gc
import os
import pickle
import traceback
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from dedupe.errors import WorkerError, fails_alone, reason_of
from dedupe.process_signals import end_with_parent, held_signals

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.connection import Connection

RARE_COLLECTIONS = (100_000, 10, 10)  # thresholds of the collector of cycles
_AT_ONCE = 2  # chunks that a process has, one at hand and one to go on with
_AHEAD = 8  # chunks a process that are given out before the first answer is there
Chunk = TypeVar("Chunk")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Job(Generic[Chunk, Answer]):
    """What there is to do."""

    begin: Callable[[Any], Any]  # makes of the seed what the work needs, once in each process; a module's function
    work: Callable[[Any, Chunk], Answer]  # does one chunk; a module's function
    seed: Any  # what every process is given
    chunks: Sequence[Chunk]  # the work, which processes have with all memory of this one, where the system can fork


def may_start_processes() -> bool:
    """Return whether this process may have children, which those of another pool may not."""
    from multiprocessing import current_process

    return not current_process().daemon


class Died(NamedTuple):
    """The process of a chunk ended before it had answered."""


class _Raised(NamedTuple):
    """A chunk came to an error."""

    error: BaseException


class WorkerPool(Generic[Chunk, Answer]):
    """Processes that do the chunks of a job.

    Chunks are given out one by one, in their order. Nobody but a process holds its end of its pipe, so one that is
    killed, be it in the middle of an answer, is at once known to be gone; what it had not begun goes to others.

    Args:
        job: what there is to do.
        count: processes, at least one.
    """

    def __init__(self, job: Job[Chunk, Answer], count: int) -> None:
        self._job = job
        self._count = count
        self._workers: list[_Worker] = []
        self._left = deque(range(len(job.chunks)))
        self._done: dict[int, Answer | Died | _Raised] = {}

    def answer(self, number: int) -> Answer | Died:
        """Wait for the answer to a chunk, after those to all before it were taken.

        Args:
            number: of the chunk, from 0 on.

        Raises:
            WorkerError: no process can be started.
            BaseException: what the work on the chunk raised.
        """
        self._take(0)
        self._give_out(number)
        while number not in self._done:
            self._take(None)
            self._give_out(number)
        answer = self._done.pop(number)
        if isinstance(answer, _Raised):
            raise answer.error
        return answer

    def settle(self) -> None:
        """Wait for the answers to all that was given out, so that no process is at work."""
        while any(worker.given for worker in self._workers):
            self._take(None)

    def close(self) -> None:
        """End all processes, whatever they do."""
        while self._workers:
            self._workers.pop().end()

    def _give_out(self, number: int) -> None:
        """Give every process what it has room for, not too far ahead of the chunk that is waited for."""
        while self._left and len(self._workers) < self._count:
            self._workers.append(_Worker(self._job))
        for room in range(_AT_ONCE if len(self._left) > self._count else 1):
            for worker in self._workers:
                if len(worker.given) <= room and self._left and self._left[0] < number + _AHEAD * self._count:
                    worker.give(self._left.popleft())

    def _take(self, seconds: float | None) -> None:
        """Take what processes answer, after waiting for one at most so long; None for as long as it takes."""
        from multiprocessing.connection import wait

        ends: dict[Any, _Worker] = {end: worker for worker in self._workers for end in worker.ends}
        for worker in dict.fromkeys(ends[end] for end in wait(ends, seconds)):
            try:
                answer = worker.receive()
            except (EOFError, OSError):
                self._workers.remove(worker)
                worker.end()
                if worker.given:
                    self._done[worker.given.popleft()] = Died()
                self._left.extendleft(reversed(worker.given))
            else:
                self._done[worker.given.popleft()] = answer


class _Worker:
    """A process.

    Attributes:
        given: numbers of the chunks that it was given and has not answered, the one at hand first.
    """

    def __init__(self, job: Job[Any, Any]) -> None:
        from multiprocessing import Pipe, Process

        self.given: deque[int] = deque()
        self._pipe, theirs = Pipe()
        self._process = Process(target=_work, args=(theirs, job), daemon=True)
        with held_signals():
            try:
                self._process.start()
            except OSError as error:
                raise WorkerError(f"no process can be started: {reason_of(error)}") from None
            finally:
                theirs.close()

    @property
    def ends(self) -> tuple[Connection[Any, Any], int]:
        """What there is to read from when it has answered or ended."""
        return self._pipe, self._process.sentinel

    def give(self, number: int) -> None:
        """Have it do a chunk; whether it is still there shows when it does not answer."""
        self.given.append(number)
        with suppress(OSError):
            self._pipe.send(number)

    def receive(self) -> Any:  # noqa: ANN401
        """Return the next answer; an EOFError or OSError says that it has ended."""
        if not self._pipe.poll():
            raise EOFError
        return pickle.loads(self._pipe.recv_bytes())

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self._process.close()
        self._pipe.close()


def _work(pipe: Connection[Any, Any], job: Job[Any, Any]) -> None:
    """Do the chunks whose numbers come through the pipe, as long as there is somebody at its other end."""
    end_with_parent()
    gc.freeze()  # what was there before is shared memory as long as nobody touches it
    gc.set_threshold(*RARE_COLLECTIONS)
    state = cache(partial(job.begin, job.seed))

    def done(number: int) -> object:
        return job.work(state(), job.chunks[number])

    with suppress(EOFError, OSError):
        while True:
            pipe.send_bytes(_packed(done, pipe.recv()))


def _packed(work: Callable[[int], object], number: int) -> bytes:
    """Do a chunk, and return its pickled answer; who has not enough memory for it ends, as the system would do."""
    try:
        return pickle.dumps(work(number), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        os._exit(1)
    except BaseException as error:
        if not fails_alone(error):
            raise
        error.add_note("".join(traceback.format_exception(error)))
        return _packed_error(error)


def _packed_error(error: BaseException) -> bytes:
    try:
        packed = pickle.dumps(_Raised(error))
        pickle.loads(packed)
    except Exception:  # not every error can be pickled
        return pickle.dumps(_Raised(WorkerError(reason_of(error))))
    return packed
