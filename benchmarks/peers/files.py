"""What every peer starts from and ends with: a folder of files, and a file of pairs.

A peer is a program of its own, run as `python -m benchmarks.peers.NAME FOLDER RESULT`: start-up,
reading and writing are part of what it costs. RESULT gets a line for each pair of names that it
finds, or for each name alone if it only tells which articles have a near-duplicate.
"""

from __future__ import annotations

import sys
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Finder = Callable[[Path], Iterable[Sequence[str]]]

RESEMBLANCE = 0.7
PERMUTATIONS = 128
SEED = 1
K = 5


def run(find: Finder) -> None:
    """Finds pairs in the folder, and writes them to the file, that the arguments name."""
    folder, result = map(Path, sys.argv[1:])
    lines = ("\t".join(names) + "\n" for names in find(folder))
    result.write_text("".join(lines), encoding="utf-8")


def read(folder: Path) -> Iterator[tuple[str, str]]:
    """Name and text of each file in a folder and those in it, by path."""
    for path in sorted(folder.rglob("*.txt")):
        yield name_of(path, folder), path.read_text(encoding="utf-8")


def name_of(path: str | Path, folder: Path) -> str:
    """Path of an article in the folder, without the ending."""
    return Path(path).resolve().relative_to(folder.resolve()).with_suffix("").as_posix()


def resemblance(text: str, other: str) -> float:
    """Share of the plain shingles of two texts that both have (Jaccard)."""
    ours, theirs = frozenset(shingles(text)), frozenset(shingles(other))
    return len(ours & theirs) / len(ours | theirs) if ours and theirs else float(text == other)


def shingles(text: str) -> list[str]:
    """Every five words in a row, lower-cased, repeated ones included; the fastest plain Python way."""
    words = text.lower().split()
    return list(map(" ".join, zip(*(words[at:] for at in range(K)), strict=False)))


def pairs(groups: Iterable[Iterable[str]]) -> Iterator[Sequence[str]]:
    """All pairs within each group."""
    for group in groups:
        yield from combinations(sorted(group), 2)
