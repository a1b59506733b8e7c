"""Generated articles on disk, and which of them resemble each other."""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from benchmarks.peers.files import shingles

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from benchmarks.newsroom.bulk import Sample


def write_files(samples: Iterable[Sample], folder: Path) -> int:
    """Writes each article to a file of its own; their size in bytes."""
    size = 0
    for name, text, _ in samples:
        path = folder / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        size += path.write_bytes(text.encode())
    return size


def by_outlet(samples: Iterable[Sample], outlets: int) -> list[Sample]:
    """The same articles dealt out to outlets, each in the folder of its own: `outlet-07/a12`."""
    folders: dict[str | None, str | None] = {None: None}
    found = []
    for number, (name, text, source) in enumerate(samples):
        folders[name] = placed = f"outlet-{number % outlets:02}/{name}"
        found.append((placed, text, folders[source]))
    return found


def write_corpus(samples: Iterable[Sample], path: Path) -> int:
    """Writes the articles to one .jsonl file; its size in bytes."""
    with path.open("w", encoding="utf-8") as corpus:
        for name, text, _ in samples:
            corpus.write(json.dumps({"id": name, "text": text}) + "\n")
    return path.stat().st_size


def alike(samples: Iterable[Sample], resemblance: float) -> frozenset[tuple[str, str]]:
    """Pairs by exact resemblance of plain shingles, among a source and its copies."""
    families: defaultdict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    texts: dict[str, str] = {}
    for name, text, source in samples:
        texts[name] = text
        if source:
            families[source].append((name, frozenset(shingles(text))))
    for source, family in families.items():
        family.append((source, frozenset(shingles(texts[source]))))
    return frozenset(
        (min(a, b), max(a, b))
        for family in families.values()
        for (a, ours), (b, theirs) in combinations(family, 2)
        if len(ours & theirs) >= resemblance * len(ours | theirs)
    )
