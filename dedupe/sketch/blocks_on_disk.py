"""Large arrays that wait on disk for being read once, as what is kept of a million articles takes gigabytes."""

from __future__ import annotations

import mmap
from tempfile import TemporaryFile
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T", bound=np.generic)


def on_disk(block: NDArray[T]) -> NDArray[T]:
    """Write an array to a file without a name, and return it as an array that reads from there.

    The file is gone with the last array that reads from it. Where there is no room for it, the array stays as it is.
    """
    if not block.nbytes:
        return block
    try:
        with TemporaryFile(buffering=0) as file:
            file.write(block.data.cast("B"))
            if file.tell() < block.nbytes:  # a disk that is nearly full takes what fits
                return block
            pages = mmap.mmap(file.fileno(), block.nbytes, access=mmap.ACCESS_READ)
    except OSError:
        return block
    return np.frombuffer(pages, block.dtype).reshape(block.shape)


def release(block: NDArray[T]) -> None:
    """Take what was read of an array on disk out of memory; it is read again when it is asked for."""
    base: object = block
    while isinstance(base, np.ndarray):
        base = base.base
    if isinstance(base, memoryview):
        base = base.obj
    if isinstance(base, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
        base.madvise(mmap.MADV_DONTNEED)
