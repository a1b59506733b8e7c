"""The first and the last moment of a run: whatever happens in between, the exit code is right."""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn

from dedupe import signals
from dedupe.cli.app import app
from dedupe.cli.exits import Exit
from dedupe.cli.terminal import drop_output, open_streams, tell
from dedupe.errors import DedupeError

# Objects by the hundred thousand, hardly any in a cycle: looking for these took a quarter of the time.
_RARE = (1_000_000, 10, 10)


def run() -> NoReturn:
    """Run the command that the process was started with, and exit."""
    _use_utf_8()
    gc.set_threshold(*_RARE)
    open_streams()
    signals.raise_when_signalled()
    try:
        code = _run()
    finally:
        signals.exit_at_once()
    sys.exit(code)


def _use_utf_8() -> None:
    """Start again with UTF-8 for names of files and arguments, whatever the locale: reports have them."""
    if sys.getfilesystemencoding() != "utf-8" and not sys.flags.utf8_mode:
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])


def _run() -> int:
    """Run the command; a crash, a full disk or a reader gone must never look like a finding."""
    try:
        return _call()
    except DedupeError as error:
        return _fail(str(error))
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except signals.StoppedError as stop:
        return signals.exit_code(stop.number)
    except BrokenPipeError:
        drop_output()
        return Exit.BROKEN_PIPE
    except OSError as error:
        drop_output()
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
    sys.stdout.flush()
    return code if isinstance(code, int) else Exit.NOTHING


def _bug(error: BaseException) -> str:
    if {"-v", "--verbose"} & set(sys.argv):
        import traceback

        traceback.print_exception(error)
    words = " ".join(f"{type(error).__name__}: {error}".split())
    return f"{words} (this is a bug; -v shows where)"


def _fail(message: str) -> int:
    tell(f"error: {message}")
    return Exit.FAILED
