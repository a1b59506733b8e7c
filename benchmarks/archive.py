"""What it costs to make an archive, to check a hundred new articles against it, and to add them to it.

Each is the whole command as a process of its own, with all cores at hand; the archive is in the memory that
the system keeps of files, as that of a newsroom is which is asked every hour.

    python -m benchmarks.archive --sizes 10000 100000
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.generated import write_corpus
from benchmarks.machine import machine
from benchmarks.newsroom import bulk
from benchmarks.process import run
from benchmarks.tables import Table, publish

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from benchmarks.process import Run
    from benchmarks.tables import Row

SIZES = (10_000, 100_000)
WORDS, SEED, NEW = 800, 1, 100
_MIB = 1 << 20
_DEDUPE = (sys.executable, "-m", "dedupe")


@dataclass(frozen=True, slots=True)
class Archived:
    """An archive.

    Attributes:
        articles: in it.
        size: of its files in bytes.
        runs: what each command cost, by its name.
    """

    articles: int
    size: int
    runs: dict[str, Run]


def measure(articles: int, words: int, folder: Path) -> Archived:
    """Generates articles, makes an archive of them, and uses it.

    Raises:
        RuntimeError: a command failed.
    """
    samples = bulk(SEED, articles + NEW, words)
    old, new, archive = (str(folder / name) for name in ("old.jsonl", "new.jsonl", "news.archive"))
    write_corpus(islice(samples, articles), Path(old))
    write_corpus(samples, Path(new))
    commands = {
        "create": ("archive", "create", archive, old),
        "check": ("check", new, "--no-cache", "--against", archive, "--format", "concise"),
        "add": ("archive", "add", archive, new),
        "compact": ("archive", "compact", archive),
        "verify": ("archive", "verify", archive),
    }
    runs = {name: run([*_DEDUPE, *words], accepted=(0, 1)) for name, words in commands.items()}
    if failed := [it.error for it in runs.values() if it.error]:
        raise RuntimeError(f"{articles} articles: {failed[0]}")
    size = sum(path.stat().st_size for path in Path(archive).iterdir())
    return Archived(articles, size, runs)


def table(archives: Sequence[Archived]) -> Table:
    """What the commands cost, a row each."""
    rows: tuple[Row, ...] = tuple(
        (
            f"{archive.articles:,}",
            name,
            cost.wall,
            cost.cpu,
            cost.peak / _MIB,
            archive.size / archive.articles / 1024 if name == "create" else None,
        )
        for archive in archives
        for name, cost in archive.runs.items()
    )
    columns = ("articles", "command", "wall s", "cpu s", "MiB", "KiB/article")
    return Table(f"An archive, and {NEW} new articles", columns, rows)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures, prints, writes."""
    options = _options(arguments)
    archives = []
    for size in sorted(options.sizes):
        with TemporaryDirectory(dir=options.folder) as folder:
            archives.append(measure(size, options.words, Path(folder)))
    setting = {"words": options.words, "seed": SEED, **machine()}
    publish(setting, [table(archives)], options.json)


def _options(arguments: Sequence[str] | None) -> Namespace:
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="of the archive")
    parser.add_argument("--words", type=int, default=WORDS, help="an article")
    parser.add_argument("--folder", type=Path, help="in which the articles and the archive are put")
    parser.add_argument("--json", type=Path, help="writes the table there as well")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
