"""Values as bytes and back, as msgpack by the types of their fields."""

from __future__ import annotations

import zlib
from typing import Generic, TypeVar

import msgspec

Value = TypeVar("Value")
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
