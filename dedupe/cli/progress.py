"""How far a check is, on a terminal: stage by stage, each by the work that it is expected to take."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO, cast

from dedupe.cli.terminal import write_error
from dedupe.workers import no_progress

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

    from dedupe.workers import Progress

_PATIENCE = 0.5  # seconds in which most checks are done
_CLEAR = "\r\x1b[2K\x1b[?25h"  # the line gone, and the cursor that the bar hides back


class Meter:
    """One line on the standard error for the stage at hand."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._stage = ""
        self._bar: ProgressBar[int] | None = None
        self._is_shown = False

    def __call__(self, stage: str, done: float, total: float | None) -> None:
        """Show how far a stage is."""
        if stage != self._stage:
            self._stage, self._bar = stage, None
        if time.monotonic() - self._begun < _PATIENCE:
            return
        if not total:
            write_error(f"\r\x1b[2K{stage} ...")
        else:
            self._bar = self._bar or _bar(stage)
            self._bar.update(int(done * 1000 / total) - self._bar.pos)
        self._is_shown = True

    def clear(self) -> None:
        """Leave nothing behind."""
        if self._is_shown:
            write_error(_CLEAR)


class _ErrorStream:
    """The standard error as click wants it, which a device that is full does not stop."""

    def write(self, text: str) -> None:
        write_error(text)

    def flush(self) -> None:
        """Do nothing: it is flushed already."""

    def isatty(self) -> bool:
        return True


def _bar(stage: str) -> ProgressBar[int]:
    """Return a bar of thousandths, with the time left at the pace so far."""
    import click

    write_error("\r\x1b[2K")
    return click.progressbar(length=1000, label=stage, width=24, file=cast("TextIO", _ErrorStream()))


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
