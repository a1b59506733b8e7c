"""How far a check is, on a terminal."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dedupe.cli.streams import write_error
from dedupe.pipeline.workers import no_progress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dedupe.pipeline.workers import Progress

_BAR = 24  # columns
_PAUSE = 0.1  # seconds between two looks
_PATIENCE = 0.5  # seconds in which most checks are done


class Meter:
    """A line on the standard error that is written over, with a rate and the time left."""

    def __init__(self) -> None:
        self._begun = self._shown = time.monotonic()
        self._stage_begun, self._done, self._width = self._begun, "", 0

    def __call__(self, done: str, number: int, total: int | None) -> None:
        """Show how far it is, not too often."""
        now = time.monotonic()
        if done != self._done:
            self._done, self._stage_begun = done, now
        if now - self._begun < _PATIENCE or now - self._shown < _PAUSE:
            return
        self._shown = now
        self._write(_line(done, number, total, now - self._stage_begun))

    def clear(self) -> None:
        """Leave nothing behind."""
        if self._width:
            self._write("")

    def _write(self, line: str) -> None:
        write_error(f"\r{line:<{self._width}}\r{line}")
        self._width = len(line)


@contextmanager
def shown_progress(*, wanted: bool) -> Iterator[Progress]:
    """Show progress while something is done, if the standard error is a terminal."""
    if not wanted or not sys.stderr.isatty():
        yield no_progress
        return
    meter = Meter()
    try:
        yield meter
    finally:
        meter.clear()


def _line(done: str, number: int, total: int | None, seconds: float) -> str:
    rate = number / seconds if seconds else 0.0
    if total is None:
        return f"{number:,} {done}, {rate:,.0f} a second"
    filled = _BAR * number // max(total, 1)
    left = f"{(total - number) / rate:.0f} s left" if rate else ""
    return (
        f"[{'#' * filled}{'.' * (_BAR - filled)}] {number * 100 // max(total, 1)}% {done}, {left}"
    )
