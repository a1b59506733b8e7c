"""Signals raise in the main program, never where what is raised is dropped."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import time
from dedupe.process_signals import StoppedError, raise_when_signalled

raise_when_signalled()
try:
    import stopped_in_between
    time.sleep(60)
except KeyboardInterrupt:
    print("interrupted", stopped_in_between.IS_WHOLE)
except StoppedError as stop:
    print("stopped", stop.number, stopped_in_between.IS_WHOLE)
"""
MODULE = "import os, signal\nos.kill(os.getpid(), signal.{name})\nIS_WHOLE = True\n"


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize(("name", "expected"), [("SIGINT", "interrupted True"), ("SIGTERM", "stopped 15 True")])
def test_what_comes_during_an_import_is_raised_after_it(tmp_path: Path, name: str, expected: str) -> None:
    (tmp_path / "stopped_in_between.py").write_text(MODULE.format(name=name), "utf-8")
    (tmp_path / "program.py").write_text(PROGRAM, "utf-8")
    done = subprocess.run(
        [sys.executable, "program.py"], cwd=tmp_path, capture_output=True, text=True, timeout=30, check=False
    )
    assert (done.stdout.strip(), done.stderr) == (expected, "")


FINALISER = """
import os, signal, time
from dedupe.process_signals import StoppedError, raise_when_signalled

class Dying:
    def __del__(self):
        os.kill(os.getpid(), signal.{name})

raise_when_signalled()
try:
    del [Dying()][0]
    time.sleep(60)
except (KeyboardInterrupt, StoppedError) as stop:
    print(type(stop).__name__)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize(("name", "expected"), [("SIGINT", "KeyboardInterrupt"), ("SIGTERM", "StoppedError")])
def test_what_a_finaliser_drops_is_raised_again(name: str, expected: str) -> None:
    program = [sys.executable, "-c", FINALISER.format(name=name)]
    done = subprocess.run(program, capture_output=True, text=True, timeout=30, check=False)
    assert (done.stdout.strip(), done.stderr) == (expected, "")


MADE_ANOTHER_ERROR = """
import os, signal, time
from dedupe.cli import app
from dedupe.process_signals import StoppedError

def call():
    try:
        os.kill(os.getpid(), signal.{name})
        time.sleep(60)
    except (KeyboardInterrupt, StoppedError):
        raise {error} from None

app._call = call
app.run()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
@pytest.mark.parametrize("error", ["SystemError('of a library')", "OSError(5, 'cut short')", "ValueError"])
def test_an_error_that_a_signal_became_is_not_reported(name: str, code: int, error: str) -> None:
    program = [sys.executable, "-c", MADE_ANOTHER_ERROR.format(name=name, error=error)]
    done = subprocess.run(program, capture_output=True, text=True, timeout=30, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (code, "", "")


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_ctrl_c_that_ended_a_block_does_not_end_the_run() -> None:
    program = """
import os, signal, time
from dedupe.process_signals import ended_by_interrupt, raise_when_signalled, received

raise_when_signalled()
with ended_by_interrupt():
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(60)
print(received())
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=30, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "None\n", "")
