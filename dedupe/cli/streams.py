"""The standard streams: all three there, UTF-8, and the standard error never in the way of a report."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from io import TextIOWrapper

from dedupe.report.escape import for_terminal


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
    write_error(f"dedupe: {for_terminal(line)}\n")


def write_error(text: str) -> None:
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
