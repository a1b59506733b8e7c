"""The standard streams: reports and how they are to look, messages, and how far a run is."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, cast

from dedupe.report.escape import for_terminal
from dedupe.report.terminal import PLAIN, Terminal
from dedupe.report.write import write_atomically

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

    from dedupe.cli import options
    from dedupe.map_chunks import Progress

_PATIENCE = 0.5  # seconds in which most checks are done
_CLEAR = "\r\x1b[2K\x1b[?25h"  # the line gone, and the cursor that the bar hides back


def terminal_for(color: options.ColorWhen, output: Path | None = None) -> Terminal:
    """Find out how a text report is to look in a file, or on the standard output."""
    is_terminal = output is None and sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if is_terminal else PLAIN.width
    wanted = is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Terminal(width, color == "always" or (color == "auto" and wanted))


def write(report: str | Iterable[str], output: Path | None) -> None:
    """Write a report, whole or piece by piece, to a file, or to the standard output.

    A DedupeError says that the file, an OSError that the standard output cannot be written to.
    """
    texts = [report] if isinstance(report, str) else report
    if output is not None:
        write_atomically(output, texts)
    else:
        sys.stdout.writelines(texts)


def open_streams() -> None:
    """Open the null device in the place of each stream that was closed when the process began.

    A file opened later would take the place, and get what is written to the stream.
    """
    for descriptor, mode in ((0, "r"), (1, "w"), (2, "w")):
        name = ("stdin", "stdout", "stderr")[descriptor]
        if getattr(sys, name) is None:
            _point_at_null(descriptor)
            stream = open(descriptor, mode, encoding="utf-8", closefd=False)  # noqa: SIM115
            setattr(sys, name, stream)
    for output in (sys.stdout, sys.stderr):
        if isinstance(output, TextIOWrapper):
            output.reconfigure(encoding="utf-8", errors="backslashreplace")


def tell(line: str) -> None:
    """Write a line to the standard error, or nowhere if it cannot be written there."""
    _write_error(f"dedupe: {for_terminal(line)}\n")


def _write_error(text: str) -> None:
    """Write to the standard error, or nowhere: a device that is full there must not cost the report."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except (OSError, ValueError):
        _point_at_null(2)


def drop_output() -> None:
    """Stop the interpreter from writing again, on its way out, what could not be written."""
    _point_at_null(1)


def _point_at_null(descriptor: int) -> None:
    with suppress(OSError):
        null = os.open(os.devnull, os.O_RDWR)
        if null != descriptor:
            os.dup2(null, descriptor)
            os.close(null)


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
            _write_error(f"\r\x1b[2K{stage} ...")
        else:
            self._bar = self._bar or _bar(stage)
            self._bar.update(int(done * 1000 / total) - self._bar.pos)
        self._is_shown = True

    def clear(self) -> None:
        """Leave nothing behind."""
        if self._is_shown:
            _write_error(_CLEAR)


class _ErrorStream:
    """The standard error as click wants it, which a device that is full does not stop."""

    def write(self, text: str) -> None:
        _write_error(text)

    def flush(self) -> None:
        """Do nothing: it is flushed already."""

    def isatty(self) -> bool:
        return True


def _bar(stage: str) -> ProgressBar[int]:
    """Return a bar of thousandths, with the time left at the pace so far."""
    import click

    _write_error("\r\x1b[2K")
    return click.progressbar(length=1000, label=stage, width=24, file=cast("TextIO", _ErrorStream()))


@contextmanager
def shown_progress(*, wanted: bool) -> Iterator[Progress]:
    """Show progress while something is done, if the standard error is a terminal."""
    from dedupe.map_chunks import no_progress

    if not wanted or not sys.stderr.isatty():
        yield no_progress
        return
    meter = Meter()
    try:
        yield meter
    finally:
        meter.clear()
