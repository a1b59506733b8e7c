"""What is to be read, divided into pieces, which several processes can share; no article is opened for it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

import xxhash

from dedupe.article import Skipped
from dedupe.read.corpus_parts import CorpusPart, corpus_parts, halves
from dedupe.read.discover_files import discover
from dedupe.read.discovered_file import FoundFile, identity
from dedupe.read.file_selection import ALL_FILES, FileSelection
from dedupe.read.formats.registry import JSONL, format_by_name

_PIECE = 128  # files that are read at a time, more or less
_LEAST_PIECES = 4  # that are worth the start of a process
_LEAST_BYTES = 1 << 20  # among which an article can be that ends its process, by exhausting memory

Piece: TypeAlias = "tuple[FoundFile | CorpusPart | Skipped, ...]"


def pieces(
    paths: Sequence[str | Path | FoundFile],
    *,
    cwd: Path | None = None,
    selection: FileSelection = ALL_FILES,
    parts_of: Callable[[FoundFile], Iterable[CorpusPart | Skipped]] = corpus_parts,
) -> Iterator[Piece]:
    """Divide what is to be read into pieces of some hundred articles, in the order of `read_articles`.

    Where a piece ends depends on the names of its own files alone, so that a file that comes or goes changes no
    other piece than its own. A file with many articles is a piece of its own, or more: `parts_of` divides a corpus.
    """
    piece: list[FoundFile | Skipped] = []
    passed_over: list[Skipped] = []
    folder = str(cwd.absolute() if cwd else Path.cwd())
    given = [path if isinstance(path, FoundFile) else os.fspath(path) for path in paths]
    named = {path.id if isinstance(path, FoundFile) else identity(path, folder) for path in given}
    for found in selection.apply(discover(given, folder), named):
        if isinstance(found, Skipped) and found.unsupported:
            passed_over.append(found)
            continue
        known = format_by_name(found.id) if isinstance(found, FoundFile) else None
        if isinstance(found, FoundFile) and known and known.many:
            yield from ([tuple(piece)] if piece else ())
            piece = []
            yield from ((part,) for part in (parts_of(found) if known is JSONL else (found,)))
            continue
        piece.append(found)
        if xxhash.xxh32_intdigest(found.id.encode()) % _PIECE == 0 or len(piece) == 4 * _PIECE:
            yield tuple(piece)
            piece = []
    yield from (tuple(group) for group in (piece, passed_over) if group)


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


def _size(entry: FoundFile | CorpusPart | Skipped) -> int:
    if isinstance(entry, CorpusPart):
        return entry.end - entry.start
    try:
        return 0 if isinstance(entry, Skipped) else os.stat(entry.path).st_size  # noqa: PTH116
    except (OSError, ValueError):
        return 0
