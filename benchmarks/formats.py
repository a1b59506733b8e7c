"""How fast articles of each format are read: `python -m benchmarks.formats`."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.clock import Clock
from benchmarks.machine import machine
from benchmarks.newsroom.corpus import corpus
from benchmarks.newsroom.formats import ALONE, SEVERAL
from benchmarks.newsroom.written import Written
from benchmarks.tables import Row, Table, publish
from dedupe.article import Article
from dedupe.read.article_reader import read_articles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.newsroom.formats import Writer

SEED = 1


def written(articles: int) -> list[Written]:
    """So many generated articles."""
    found = corpus(SEED, articles).articles[:articles]
    return [
        Written(it.outlet or "", it.date or "", it.title or "", tuple(p.text for p in it.paragraphs)) for it in found
    ]


def measure(articles: Sequence[Written], folder: Path, repeat: int) -> list[Row]:
    """Write the articles in each format, and time how long it takes to read all of them."""
    rows: list[Row] = []
    for name, write in {**ALONE, **SEVERAL}.items():
        paths = _write(articles, folder / name.replace(".", "-"), name, write)
        size = sum(path.stat().st_size for path in paths)
        clock = Clock(repeat)
        found = clock.time(name, lambda paths=paths: list(read_articles(paths)))  # type: ignore[misc]
        number = sum(isinstance(it, Article) for it in found)
        if number != len(articles):
            raise RuntimeError(f"{name}: {number} articles read of {len(articles)}")
        seconds = clock.seconds[name]
        rows.append((name, size / number, seconds / number * 1e6, size / seconds / 1e6))
    return rows


def _write(articles: Sequence[Written], folder: Path, name: str, write: Writer) -> list[Path]:
    """Write all articles into one file, or each into its own where the format has one a file."""
    folder.mkdir()
    if name in SEVERAL:
        (folder / name).write_bytes(write(articles))
        return [folder / name]
    paths = [folder / f"{number}-{name}" for number in range(len(articles))]
    for path, it in zip(paths, articles, strict=True):
        path.write_bytes(write([it]))
    return paths


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures, prints, writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    with TemporaryDirectory() as folder:
        rows = measure(written(options.articles), Path(folder), options.repeat)
    table = Table(
        "Reading by format",
        ("file", "bytes/article", "µs/article", "MB/s"),
        tuple(rows),
        f"One core; {options.articles:,} articles, the best of {options.repeat} runs.",
    )
    setting = {"articles": options.articles, "seed": SEED, **machine()}
    publish(setting, [table], options.json)


if __name__ == "__main__":
    main()
