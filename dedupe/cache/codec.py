"""Values as bytes and back: as msgpack by the types of their fields, arrays in numpy's own format (NEP 1)."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from io import BytesIO
from typing import Any, Generic, TypeVar

import msgspec
import numpy as np
from numpy.lib.format import read_array, write_array
from numpy.typing import NDArray

Value = TypeVar("Value")
_KINDS = (np.dtype(np.int64), np.dtype(np.uint64))
_LEVEL = 1  # more takes longer than reading the larger bytes again


class BrokenError(ValueError):
    """What was kept is not what it should be."""


class Codec(Generic[Value]):
    """Encodes and decodes values of one type, compressed unless they are small or hold what is.

    Args:
        kind: made of dataclasses, named tuples, tuples, enumerations, literals, text, bytes, numbers of
            64 bits, flags and None; the modules of these types import what their fields are made of.
    """

    def __init__(self, kind: type[Value], *, compressed: bool = True) -> None:
        self._compressed = compressed
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder = msgspec.msgpack.Decoder(kind)

    def encode(self, value: Value) -> bytes:
        """Return a value as bytes.

        Raises:
            UnicodeEncodeError: a text in it has half a surrogate pair, as undecodable file names have.
        """
        data = self._encoder.encode(value)
        return zlib.compress(data, _LEVEL) if self._compressed else data

    def decode(self, data: bytes) -> Value:
        """Return the value that was encoded.

        Raises:
            BrokenError: the data is no such value.
        """
        try:
            return self._decoder.decode(zlib.decompress(data) if self._compressed else data)
        except (zlib.error, msgspec.MsgspecError, ValueError, RecursionError) as error:
            raise BrokenError(str(error)) from None


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
