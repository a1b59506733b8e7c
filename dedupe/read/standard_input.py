"""The standard input as a file, so that it can be read again and by other processes."""

from __future__ import annotations

import atexit
import shutil
import sys
import tempfile
from functools import cache
from pathlib import Path

NAME = "-"


@cache
def standard_input() -> str:
    """Write the standard input to a file, once, which is gone when the process ends; return its path."""
    with tempfile.NamedTemporaryFile(prefix="dedupe-", delete=False) as file:
        atexit.register(Path(file.name).unlink, missing_ok=True)
        shutil.copyfileobj(sys.stdin.buffer, file)
    return file.name
