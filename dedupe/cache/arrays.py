"""Arrays with a JSON header as one stretch of bytes and back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np

from dedupe.cache.codec import BrokenError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

_KINDS = {"<i8": np.int64, "<u8": np.uint64}


def pack_arrays(header: object, arrays: Mapping[str, NDArray[Any]]) -> bytes:
    """Write a header of lists, text and numbers, and arrays of 64-bit numbers with one or two axes."""
    little = {
        name: array.astype(array.dtype.newbyteorder("<"), copy=False)
        for name, array in arrays.items()
    }
    columns = {name: (array.dtype.str, array.shape) for name, array in little.items()}
    head = json.dumps([header, columns], ensure_ascii=False, separators=(",", ":")).encode()
    padded = head + b" " * (-len(head) % 8)
    return b"".join(
        [len(padded).to_bytes(8, "little"), padded, *(it.tobytes() for it in little.values())]
    )


def unpack_arrays(data: bytes) -> tuple[Any, dict[str, NDArray[Any]]]:
    """Read them again.

    Raises:
        BrokenError: the data is not what `pack_arrays` writes.
    """
    try:
        return _unpack(data)
    except (
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        OverflowError,
        RecursionError,
    ) as error:
        raise BrokenError(str(error)) from None


def _unpack(data: bytes) -> tuple[Any, dict[str, NDArray[Any]]]:
    at = 8 + int.from_bytes(data[:8], "little")
    header, columns = json.loads(data[8:at])
    arrays = {}
    for name, (kind, shape) in columns.items():
        if kind not in _KINDS or min(shape) < 0:
            raise BrokenError("an array of another kind, or of a negative size")
        count = int(np.prod(shape, dtype=object))
        arrays[name] = (
            np.frombuffer(data, kind, count, at).astype(_KINDS[kind], copy=False).reshape(shape)
        )
        at += 8 * count
    if at != len(data):
        raise BrokenError("bytes to spare")
    return header, arrays
