"""Arrays as bytes and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from dedupe.cache.codec import BrokenError, Codec

_KINDS = (np.dtype(np.int64), np.dtype(np.uint64))


class _PackedArray(NamedTuple):
    """An array of 64-bit integers, signed or not, in the order of bytes of this machine."""

    signed: bool
    shape: tuple[Annotated[int, msgspec.Meta(ge=0)], ...]
    data: bytes


_arrays = Codec(tuple[_PackedArray, ...], compressed=False)


def pack_arrays(arrays: Sequence[NDArray[Any]]) -> bytes:
    """Return arrays of 64-bit integers as bytes, or raise a ValueError if one is of something else."""
    return _arrays.encode(
        tuple(_PackedArray(_KINDS.index(array.dtype) == 0, array.shape, array.tobytes()) for array in arrays)
    )


def unpack_arrays(data: bytes) -> list[NDArray[Any]]:
    """Return the arrays, not to be written to, that `pack_arrays` packed, or raise a BrokenError if it did not."""
    try:
        return [
            np.frombuffer(array.data, _KINDS[not array.signed]).reshape(array.shape) for array in _arrays.decode(data)
        ]
    except ValueError as error:
        raise BrokenError(str(error)) from None
