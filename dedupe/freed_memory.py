"""What becomes of memory that is freed: kept for the next batch, where the C library can be told so."""

from __future__ import annotations

import ctypes
from contextlib import suppress
from functools import cache

# Of mallopt in the GNU C library: what is larger has pages of its own, and how much is kept at the end of the heap.
_MMAP_THRESHOLD, _TRIM_THRESHOLD = -3, -1
_LARGEST, _KEPT = 1 << 25, 1 << 28  # bytes; the library takes no more for the first


@cache
def keep_freed_memory() -> None:
    """Have this process, and those that it forks, keep some of the memory that it frees.

    Arrays of a batch are freed and made again thousands of times. What is given back in between comes as new pages,
    which the system clears, in a seventh of the time that it takes to read and sketch a batch.
    """
    with suppress(AttributeError, OSError, TypeError):  # another C library
        library = ctypes.CDLL(None)
        library.mallopt(_MMAP_THRESHOLD, _LARGEST)
        library.mallopt(_TRIM_THRESHOLD, _KEPT)
