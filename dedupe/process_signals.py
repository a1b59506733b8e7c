"""What ends a run from outside: Ctrl-C, a request to end, a terminal that hangs up, the death of the parent."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

Handler = Callable[[int, FrameType | None], object]

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")
SIGNALS = tuple(getattr(signal, name) for name in _NAMES if hasattr(signal, name))


class StoppedError(BaseException):
    """The process was told to end by a signal other than Ctrl-C, which is a `KeyboardInterrupt`."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def exit_code(number: int) -> int:
    """Return what shells give for a program that a signal ended."""
    return 128 + number


def exit_at_once() -> None:
    """End the process when a signal comes: while it starts or ends there is nothing to put in order."""
    _handle(lambda number, _: os._exit(exit_code(number)))


def raise_when_signalled() -> None:
    """Have signals raise, so that what is open is closed, and what is half written is taken back."""
    _handle(_raise)


def _raise(number: int, _: FrameType | None) -> None:
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    raise StoppedError(number)


def _handle(handler: Handler) -> None:
    """Set a handler, but for signals that the process was started to ignore, as by `nohup`."""
    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, handler)


@contextmanager
def held_signals() -> Iterator[None]:
    """Block signals while a process is started, so that none reaches it before `end_with_parent`."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end_with_parent() -> None:
    """Make this worker process end when its parent ends, and leave Ctrl-C to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in SIGNALS:
        if number != signal.SIGINT and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
    threading.Thread(target=_watch_parent, daemon=True).start()


def _watch_parent() -> None:
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(exit_code(signal.SIGTERM))
