"""What ends a run from outside: Ctrl-C, a request to end, a terminal that hangs up, the death of the parent."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

Handler = Callable[[int, FrameType | None], object]

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")
_IMPORTER = "<frozen importlib"  # file names of frames of the import system begin so
_SOON = 0.01  # seconds after which a signal that could not raise is tried again
SIGNALS = tuple(getattr(signal, name) for name in _NAMES if hasattr(signal, name))
_received: int | None = None


class StoppedError(BaseException):
    """The process was told to end by a signal other than Ctrl-C, which is a `KeyboardInterrupt`."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def exit_code(number: int) -> int:
    """Return what shells give for a program that a signal ended."""
    return 128 + number


def received() -> int | None:
    """Return the signal that told this process to end, if one did: any error after it may be of its making.

    What a signal raises can end as another error, as where a library calls back into Python and reports that it failed.
    """
    return _received


@contextmanager
def ended_by_interrupt() -> Iterator[None]:
    """Have Ctrl-C end a block, and not the run."""
    global _received
    try:
        yield
    except KeyboardInterrupt:
        _received = None


def exit_at_once() -> None:
    """End the process when a signal comes: while it starts or ends there is nothing to put in order."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, 0)
    _handle(lambda number, _: os._exit(exit_code(number)))


def raise_when_signalled() -> None:
    """Have signals raise, so that what is open is closed, and what is half written is taken back.

    One that comes during an import raises after it: the import system drops what is raised in some of its functions, and
    classes make another error of it. What a finaliser raises is dropped as well, and raised again after that.
    """
    if hasattr(signal, "setitimer"):
        sys.unraisablehook = _raise_again
    _handle(_raise)


def _raise(number: int, frame: FrameType | None) -> None:
    global _received
    _received = number
    if hasattr(signal, "setitimer") and _is_importing(frame):
        _raise_soon(number)
        return
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    raise StoppedError(number)


def _raise_soon(number: int) -> None:
    signal.signal(signal.SIGALRM, lambda _, frame: _raise(number, frame))
    signal.setitimer(signal.ITIMER_REAL, _SOON)


def _raise_again(dropped: sys.UnraisableHookArgs) -> None:
    if isinstance(dropped.exc_value, KeyboardInterrupt):
        _raise_soon(signal.SIGINT)
    elif isinstance(dropped.exc_value, StoppedError):
        _raise_soon(dropped.exc_value.number)
    else:
        sys.__unraisablehook__(dropped)


def _is_importing(frame: FrameType | None) -> bool:
    while frame is not None and not frame.f_code.co_filename.startswith(_IMPORTER):
        frame = frame.f_back
    return frame is not None


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
