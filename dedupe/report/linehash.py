"""The hash by which GitHub recognises a line after lines above it were added or removed.

It is that of github/codeql-action, which computes it for reports that have none, and warns where a
report's own differs: a polynomial over the next 100 UTF-16 units without spaces and tabs.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

_BLOCK = 100
_BATCH = 1 << 12
_BASE = 37
_END = 0xFFFF
_LF = 0x0A
_SKIPPED = (0x20, 0x09)


def line_hashes(text: str) -> tuple[str, ...]:
    r"""Hash every line of a file that has more than white space in it or after it.

    Args:
        text: of the file, with a byte order mark if it has one; any line ends.

    Returns:
        For each line, in order, its hash in hexadecimal, ":" and how many lines so far had it.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    encoded = text.encode("utf-16-le", "surrogatepass")
    units = np.frombuffer(encoded, dtype="<u2").astype(np.uint64)
    units = np.append(units[~np.isin(units, _SKIPPED)], np.uint64(_END))
    starts = np.append(0, np.flatnonzero(units == _LF) + 1)
    padded = np.concatenate([units, np.zeros(_BLOCK, dtype=np.uint64)])
    blocks = np.lib.stride_tricks.sliding_window_view(padded, _BLOCK)
    seen: Counter[int] = Counter()
    hashes = []
    for at in range(0, len(starts), _BATCH):
        for value in (blocks[starts[at : at + _BATCH]] * _POWERS).sum(axis=1).tolist():
            seen[value] += 1
            hashes.append(f"{value:x}:{seen[value]}")
    return tuple(hashes)


def _powers() -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    """Give the powers of the base, modulo 2**64, from the 99th down to the 0th."""
    powers = [pow(_BASE, exponent, 1 << 64) for exponent in reversed(range(_BLOCK))]
    return np.array(powers, dtype=np.uint64)


_POWERS = _powers()
