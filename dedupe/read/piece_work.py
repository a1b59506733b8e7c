"""Reading as work for several processes: how large pieces are, how they are divided, and what is said of lost ones."""

from __future__ import annotations

import os
from collections.abc import Sequence

from dedupe.article import Skipped, Unreadable
from dedupe.read.article_reader import Piece
from dedupe.read.corpus import CorpusPart, halves
from dedupe.read.found_file import Found

DIED = "the process that read it died, for want of memory perhaps"
_LEAST_PIECES = 4  # that are worth the start of a process
_LEAST_BYTES = 1 << 20  # among which an article can be that ends its process, by exhausting memory


def piece_parts(piece: Piece) -> Sequence[Piece]:
    """Divide a piece in two, down to a file, or a line of a corpus."""
    if len(piece) > 1:
        return piece[: len(piece) // 2], piece[len(piece) // 2 :]
    only = piece[0]
    return [(part,) for part in halves(only)] if isinstance(only, CorpusPart) else ()


def processes_to_read(sizes: Sequence[float], jobs: int) -> int:
    """Return how many of `jobs` processes pay to read pieces of so many bytes.

    It is 0 where the one at hand is quicker, and risks little.
    """
    is_heavy = sum(sizes) >= _LEAST_BYTES
    return min(jobs, max(len(sizes) // _LEAST_PIECES, is_heavy))


def piece_weight(piece: Piece) -> float:
    """Return the bytes of a piece, which reading it grows with."""
    return 1.0 + sum(map(_size, piece))


def _size(entry: Found | CorpusPart | Skipped) -> int:
    if isinstance(entry, CorpusPart):
        return entry.end - entry.start
    try:
        return 0 if isinstance(entry, Skipped) else os.stat(entry.path).st_size  # noqa: PTH116
    except (OSError, ValueError):
        return 0


def lost_entries(piece: Piece) -> tuple[Skipped, ...]:
    """Return how files, or lines of a corpus, are reported of which the process that read them died."""
    return tuple(entry if isinstance(entry, Skipped) else _lost(entry) for entry in piece)


def _lost(entry: Found | CorpusPart) -> Skipped:
    name = f"{entry.found.id}:{entry.before + 1}" if isinstance(entry, CorpusPart) else entry.id
    return Unreadable(name, DIED)
