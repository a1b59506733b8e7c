"""Several arrays as one stretch of bytes and back, each in numpy's own format (NEP 1)."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.lib.format import read_array, write_array

from dedupe.cache.codec import BrokenError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_KINDS = (np.dtype(np.int64), np.dtype(np.uint64))


def pack_arrays(arrays: Sequence[NDArray[Any]]) -> bytes:
    """Return arrays of 64-bit integers as bytes."""
    file = BytesIO()
    for array in arrays:
        write_array(file, np.ascontiguousarray(array), allow_pickle=False)
    return file.getvalue()


def unpack_arrays(data: bytes) -> list[NDArray[Any]]:
    """Return the arrays that were packed.

    Raises:
        BrokenError: the data is not what `pack_arrays` writes.
    """
    file, arrays = BytesIO(data), []
    try:
        while file.tell() < len(data):
            arrays.append(read_array(file, allow_pickle=False))
    except Exception as error:  # numpy parses a header as Python, which fails in many ways
        raise BrokenError(str(error)) from None
    if any(array.dtype not in _KINDS for array in arrays):
        raise BrokenError("an array of something else than 64-bit integers")
    return arrays
