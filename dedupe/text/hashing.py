"""One 64-bit hash a word, from its UTF-8 bytes, eight at a time, for all words of a batch at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

_M1 = np.uint64(0x9E3779B97F4A7C15)
_M2 = np.uint64(0xD6E8FEB86659FD93)
_S32, _S3, _S1, _S63, _S7 = (np.uint64(n) for n in (32, 3, 1, 63, 7))
_MASKS = np.array([(1 << 8 * n) - 1 for n in range(8)] + [(1 << 64) - 1], dtype=np.uint64)
_PADDING = b"\0" * 16


def mix(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Spread every input bit over all output bits (a fixed bijection), in a new array."""
    mixed = values ^ (values >> _S32)
    mixed *= _M2
    mixed ^= mixed >> _S32
    mixed *= _M2
    mixed ^= mixed >> _S32
    return mixed


def hash_spans(
    text: bytes, starts: NDArray[np.int64], lengths: NDArray[np.int64]
) -> NDArray[np.uint64]:
    """Hash the stretches of `text` that begin at `starts` and are `lengths` bytes long.

    Args:
        text: the bytes.
        starts: int64[n], offsets into it.
        lengths: int64[n], at least 1 each.

    Returns:
        uint64[n], equal for equal bytes on every machine.
    """
    quads = np.frombuffer(text + _PADDING[: 16 - len(text) % 8], dtype="<u8")
    hashes = _chunk(quads, starts) & _MASKS[np.minimum(lengths, 8)]
    hashes ^= lengths.astype(np.uint64) * _M1
    hashes = mix(hashes)
    longer = np.flatnonzero(lengths > 8)
    offset = 8
    while longer.size:
        rest = np.minimum(lengths[longer] - offset, 8)
        chunk = _chunk(quads, starts[longer] + offset) & _MASKS[rest]
        hashes[longer] = mix((hashes[longer] ^ chunk) * _M1)
        offset += 8
        longer = longer[lengths[longer] > offset]
    return hashes


def hash_words(words: Iterable[str]) -> NDArray[np.uint64]:
    """Hash whole words, as `hash_spans` does their bytes; uint64[number of words].

    A decimal point is hashed as the slash that stands for it in a stream.
    """
    encoded = [word.encode("utf-8", "replace") for word in words]
    lengths = np.array([len(word) for word in encoded], dtype=np.int64)
    starts = np.cumsum(lengths) - lengths
    return hash_spans(b"".join(encoded).replace(b".", b"/"), starts, lengths)


def _chunk(quads: NDArray[np.uint64], offsets: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Read eight bytes from each offset, whatever its alignment."""
    index = offsets >> 3
    shift = (offsets.view(np.uint64) & _S7) << _S3
    low = quads[index] >> shift
    high = quads[index + 1] << _S1 << (_S63 - shift)
    chunk: NDArray[np.uint64] = low | high
    return chunk
