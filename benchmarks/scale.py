"""How time and memory grow with the number of articles, and what corpora made to hurt do to them.

Each run is the whole command `dedupe check CORPUS.jsonl --format json` as a process of its own, with
all cores at hand. In the adversarial corpora every article is the same story with a few words
changed, or without any, or every article ends in the same 300 words.

    python -m benchmarks.scale --sizes 1000 10000 100000 --plot scale.svg
"""

from __future__ import annotations

import json
import math
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.generated import write_corpus
from benchmarks.machine import machine
from benchmarks.newsroom import bulk, one_story, one_text, shared_footer
from benchmarks.plot import Panel, figure
from benchmarks.process import run
from benchmarks.tables import Table, publish
from dedupe.judge.relation import Relation

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

    from benchmarks.process import Run
    from benchmarks.tables import Row

SIZES, ADVERSARIAL = (1_000, 10_000, 100_000), (2_000, 20_000)
WORDS, SEED = 800, 1
NEWS = "news, a tenth copies"
CORPORA = {NEWS: bulk, "one story": one_story, "one text": one_text, "a shared footer": shared_footer}
_MIB = 1 << 20
_COMMAND = (sys.executable, "-m", "dedupe", "check", "--no-cache", "--format", "json", "--output")


@dataclass(frozen=True, slots=True)
class Checked:
    """A check of one corpus.

    Attributes:
        articles: in the corpus.
        size: of the corpus in bytes.
        run: what it cost.
        copies: reported; pairs that share only stock text are none.
        clusters: members of each, the largest first.
        recall: share of the copies that are reported with their source, None if there are none.
    """

    articles: int
    size: int
    run: Run
    copies: int
    clusters: tuple[int, ...]
    recall: float | None


def measure(corpus: str, articles: int, words: int) -> Checked:
    """Generates a corpus and checks it.

    Raises:
        RuntimeError: the check failed.
    """
    with TemporaryDirectory() as name:
        path, answer = Path(name) / "articles.jsonl", Path(name) / "answer.json"
        size = write_corpus(CORPORA[corpus](SEED, articles, words), path)
        cost = run([*_COMMAND, str(answer), str(path)], accepted=(0, 1))
        if cost.error:
            raise RuntimeError(f"{articles} articles, {corpus}: {cost.error}")
        report = json.loads(answer.read_text(encoding="utf-8"))
    pairs = {frozenset((pair["a"], pair["b"])) for pair in report["pairs"] if Relation(pair["relation"]).is_copy}
    clusters = sorted((len(it["members"]) for it in report["clusters"]), reverse=True)
    recall = _recall(corpus, articles, words, pairs)
    return Checked(articles, size, cost, len(pairs), tuple(clusters), recall)


def _recall(corpus: str, articles: int, words: int, pairs: set[frozenset[str]]) -> float | None:
    copies = [frozenset((name, source)) for name, _, source in CORPORA[corpus](SEED, articles, words) if source]
    return sum(pair in pairs for pair in copies) / len(copies) if copies else None


def table(corpus: str, checks: Sequence[Checked]) -> Table:
    """What checks of growing corpora cost, and what they found."""
    rows: tuple[Row, ...] = tuple(
        (
            f"{it.articles:,}",
            it.run.wall,
            it.run.cpu,
            it.size / it.run.wall / 1e6,
            it.run.peak / _MIB,
            it.run.peak / it.articles / 1024,
            growth,
            it.copies,
            len(it.clusters),
            max(it.clusters, default=0),
            it.recall,
        )
        for it, growth in zip(checks, _growth(checks), strict=True)
    )
    costs = ("wall s", "cpu s", "MB/s", "MiB", "KiB/article", "growth")
    columns = ("articles", *costs, "copies", "clusters", "largest", "recall")
    note = "Growth: the power of the number of articles that the processor time grew with."
    return Table(f"Scale, {corpus}", columns, rows, note)


def _growth(checks: Sequence[Checked]) -> Iterator[float | None]:
    yield None
    for less, more in pairwise(checks):
        yield math.log(more.run.cpu / less.run.cpu) / math.log(more.articles / less.articles)


def plot(checks: dict[str, list[Checked]]) -> str:
    """Time and memory by size, as SVG."""
    walls = {name: [(it.articles, it.run.wall) for it in done] for name, done in checks.items()}
    peaks = {name: [(it.articles, it.run.peak / _MIB) for it in done] for name, done in checks.items()}
    across = "articles"
    return figure([Panel("Seconds", walls, across), Panel("MiB resident", peaks, across)])


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures, prints, plots, writes."""
    options = _options(arguments)
    checks: dict[str, list[Checked]] = {}
    for corpus in CORPORA:
        sizes = options.sizes if corpus == NEWS else options.adversarial
        if sizes:
            checks[corpus] = [measure(corpus, size, options.words) for size in sorted(sizes)]
    if options.plot:
        options.plot.parent.mkdir(parents=True, exist_ok=True)
        options.plot.write_text(plot(checks), encoding="utf-8")
    setting = {"words": options.words, "seed": SEED, **machine()}
    publish(setting, [table(*it) for it in checks.items()], options.json)


def _options(arguments: Sequence[str] | None) -> Namespace:
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, help="of news")
    parser.add_argument("--adversarial", type=int, nargs="*", default=ADVERSARIAL, help="of the adversarial corpora")
    parser.add_argument("--words", type=int, default=WORDS, help="an article")
    parser.add_argument("--plot", type=Path, help="draws time and memory there as SVG")
    parser.add_argument("--json", type=Path, help="writes the tables there as well")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
