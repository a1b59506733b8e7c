"""The first and the last moment of a run: whatever happens in between, the exit code is right."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import NoReturn

from dedupe.cli.app import app
from dedupe.cli.exits import Exit
from dedupe.errors import DedupeError
from dedupe.report.safe import printable


def main() -> NoReturn:
    """Run the command that the process was started with, and exit."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(_run())


def _run() -> int:
    """Run the command; a crash, a full disk or a reader gone must never look like a finding."""
    try:
        return _call()
    except DedupeError as error:
        return _fail(str(error))
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except BrokenPipeError:
        _let_go_of_output()
        return Exit.BROKEN_PIPE
    except OSError as error:
        _let_go_of_output()
        where = f"{error.filename}: " if error.filename else ""
        return _fail(f"{where}{error.strerror or error}")
    except BaseException as error:
        return _fail(_bug(error))


def _call() -> int:
    try:
        app(prog_name="dedupe")
    except SystemExit as stop:
        if isinstance(stop.__context__, BrokenPipeError):
            raise stop.__context__ from None
        code = stop.code
    else:
        code = Exit.NOTHING
    if sys.stdout is not None:
        sys.stdout.flush()
    return code if isinstance(code, int) else Exit.NOTHING


def _bug(error: BaseException) -> str:
    if {"-v", "--verbose"} & set(sys.argv):
        import traceback

        traceback.print_exception(error)
    words = " ".join(f"{type(error).__name__}: {error}".split())
    return f"{words} (this is a bug; -v shows where)"


def _fail(message: str) -> int:
    with suppress(OSError):
        print(f"dedupe: error: {printable(message)}", file=sys.stderr)
    return Exit.FAILED


def _let_go_of_output() -> None:
    """Keep the interpreter from trying again, on its way out, what just failed."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
