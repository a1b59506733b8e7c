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
