"""One 64-bit hash a word, from its bytes, eight at a time, for all words of a batch at once."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import xxhash
from numpy.typing import NDArray

_M1 = np.uint64(0x9E3779B97F4A7C15)
_M2 = np.uint64(0xD6E8FEB86659FD93)
_S32, _S29 = np.uint64(32), np.uint64(29)
_MASKS = np.array([(1 << 8 * n) - 1 for n in range(8)] + [(1 << 64) - 1], dtype=np.uint64)
# The bit that sets a to z apart from A to Z, and that 0 to 9 have.
_LOWER_BIT, _LOWER = np.uint8(0x20), np.uint64(0x2020202020202020)
_PADDING = b"\0" * 8
_LONGEST = 64  # bytes of a word that are hashed with those of all the others


def mix(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Spread every input bit over all output bits (a fixed bijection), in a new array."""
    mixed = values >> _S32
    mixed ^= values
    mixed *= _M2
    mixed ^= mixed >> _S29
    mixed *= _M1
    mixed ^= mixed >> _S32
    return mixed


def hash_spans(text: NDArray[np.uint8], starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Hash the stretches of bytes that begin at `starts` and are `lengths` long, the same everywhere; uint64[n].

    Args:
        text: uint8, the bytes; ASCII capitals count as small letters.
        starts: int64[n], offsets into it.
        lengths: int64[n], at least 1 each.
    """
    eights = np.ndarray(text.size + 1, "<u8", text.tobytes() + _PADDING, strides=(1,))
    hashes = _chunk(eights, starts, lengths)
    hashes *= _M1
    hashes ^= hashes >> _S32
    longer = np.flatnonzero(lengths > 8)
    for offset in range(8, _LONGEST, 8):
        if not longer.size:
            return hashes
        rest = lengths[longer] - offset
        more = _chunk(eights, starts[longer] + offset, rest)
        more ^= hashes[longer]
        more *= _M2
        more ^= more >> _S29
        hashes[longer] = more
        longer = longer[rest > 8]
    for word in longer.tolist():
        letters = text[starts[word] : starts[word] + lengths[word]] | _LOWER_BIT
        hashes[word] = xxhash.xxh3_64_intdigest(letters.tobytes())
    return hashes


def hash_words(words: Iterable[str]) -> NDArray[np.uint64]:
    """Hash whole words, as `hash_spans` does their bytes; uint64[number of words]."""
    encoded = [word.encode("utf-8", "replace") for word in words]
    lengths = np.array([len(word) for word in encoded], dtype=np.int64)
    text = np.frombuffer(b"".join(encoded), dtype=np.uint8)
    return hash_spans(text, np.cumsum(lengths) - lengths, lengths)


def _chunk(eights: NDArray[np.uint64], offsets: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Read up to eight bytes from each offset, in lower case, zero beyond the length."""
    chunk: NDArray[np.uint64] = eights[offsets]  # `take` would copy the whole of a view that overlaps
    chunk |= _LOWER
    chunk &= _MASKS.take(lengths, mode="clip")
    return chunk
