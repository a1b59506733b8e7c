from __future__ import annotations

import subprocess
import sys

import pytest

ROUNDS, SIZE = 10, 16  # of MiB

PROGRAM = f"""
from resource import RUSAGE_SELF, getrusage
from dedupe.freed_memory import keep_freed_memory

def work():
    return [bytearray(b"x" * (1 << 20)) for _ in range({SIZE})]

if IS_KEPT:
    keep_freed_memory()
work()
before = getrusage(RUSAGE_SELF).ru_minflt
for _ in range({ROUNDS}):
    work()
print(getrusage(RUSAGE_SELF).ru_minflt - before)
"""


def pages(*, is_kept: bool) -> int:
    program = PROGRAM.replace("IS_KEPT", str(is_kept))
    return int(subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="counts what Linux counts")
def test_memory_that_was_freed_is_used_again_without_new_pages() -> None:
    assert pages(is_kept=True) < pages(is_kept=False) / 2
