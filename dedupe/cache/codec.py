"""Values as bytes and back, as msgpack by the types of their fields; arrays as their bytes."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Annotated, Any, Generic, NamedTuple, TypeVar

import msgspec
import numpy as np
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
        """Return a value as bytes; a UnicodeEncodeError if it has half a surrogate pair, as file names may."""
        data = self._encoder.encode(value)
        return zlib.compress(data, _LEVEL) if self._compressed else data

    def decode(self, data: bytes) -> Value:
        """Return the value that was encoded, or raise a BrokenError if the data is no such value."""
        try:
            return self._decoder.decode(zlib.decompress(data) if self._compressed else data)
        except (zlib.error, msgspec.MsgspecError, ValueError, RecursionError) as error:
            raise BrokenError(str(error)) from None


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
