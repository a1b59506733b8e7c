"""How fast pairs are found in files on disk, beside the libraries that find near-duplicates.

Each contestant is a process of its own, from start-up to the last pair written, over the same
generated files and on one core if no more are asked for; the peers find near-duplicates only.
`--python` names the interpreter that the peers are installed for, if it is not this one. What is not
installed is left out.

    python -m benchmarks.speed --articles 20000 --json speed.json
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.generated import alike, write_files
from benchmarks.machine import machine
from benchmarks.newsroom import bulk
from benchmarks.peers.files import RESEMBLANCE
from benchmarks.process import run
from benchmarks.scores.counts import Counts, compared
from benchmarks.tables import Table, publish

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from benchmarks.process import Run
    from benchmarks.tables import Row

ARTICLES, WORDS, SEED = 20_000, 800, 1
BASELINES = {"× datasketch": "datasketch, as in its README", "× rensa": "rensa, pairs"}
CONTESTANTS = {
    "dedupe_pairs": "dedupe, files to verified pairs",
    "dedupe_check": "dedupe check, all findings",
    "datasketch_readme": BASELINES["× datasketch"],
    "datasketch_bulk": "datasketch, bulk with xxHash",
    "rensa_pairs": BASELINES["× rensa"],
    "rensa_flags": "rensa, flags only",
    "gaoya_index": "gaoya",
    "text_dedup_minhash": "text-dedup",
}
COLUMNS = (
    *("process", "wall s", "cpu s", "µs/article", *BASELINES),
    *("MiB", "recall", "precision"),
)
_MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Result:
    """What a contestant cost, and how right it was."""

    name: str
    run: Run
    counts: Counts


def measure(options: Namespace) -> Table:
    """Lets every contestant find the pairs in the same files."""
    with TemporaryDirectory() as name:
        folder, answer = Path(name) / "articles", Path(name) / "pairs"
        samples = list(bulk(SEED, options.articles, options.words))
        write_files(samples, folder)
        truth = alike(samples, RESEMBLANCE)
        del samples
        results = []
        for peer in options.contestants:
            python = sys.executable if peer.startswith("dedupe") else options.python
            command = [python, "-m", f"benchmarks.peers.{peer}", str(folder), str(answer)]
            best = min(
                (run(command, cores=options.cores) for _ in range(options.repeat)),
                key=lambda it: it.wall,
            )
            if best.error:
                print(f"{CONTESTANTS[peer]} left out: {best.error}", file=sys.stderr)
            else:
                results.append(Result(CONTESTANTS[peer], best, _score(answer, truth)))
    note = (
        f"Cores: {options.cores}; {options.articles:,} files, {len(truth):,} true pairs at a "
        f"resemblance of {RESEMBLANCE}."
    )
    return Table("Files to pairs", COLUMNS, _rows(results, options.articles), note)


def _score(answer: Path, truth: frozenset[tuple[str, str]]) -> Counts:
    """Counts pairs, or articles where only those are told."""
    found = {tuple(line.split("\t")) for line in answer.read_text(encoding="utf-8").splitlines()}
    if all(len(names) == 1 for names in found):
        return compared(found, {(name,) for pair in truth for name in pair})
    return compared(found, truth)


def _rows(results: Sequence[Result], articles: int) -> tuple[Row, ...]:
    walls = {result.name: result.run.wall for result in results}
    return tuple(
        (
            result.name,
            result.run.wall,
            result.run.cpu,
            result.run.wall / articles * 1e6,
            *(walls[it] / result.run.wall if it in walls else None for it in BASELINES.values()),
            result.run.peak / _MIB,
            result.counts.recall,
            result.counts.precision,
        )
        for result in results
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures, prints, writes."""
    options = _options(arguments)
    setting = {"articles": options.articles, "words": options.words, "seed": SEED, **machine()}
    publish(setting, [measure(options)], options.json)


def _options(arguments: Sequence[str] | None) -> Namespace:
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument(
        "contestants", nargs="*", default=list(CONTESTANTS), help=", ".join(CONTESTANTS)
    )
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--words", type=int, default=WORDS, help="an article")
    parser.add_argument("--cores", type=int, default=1, help="for each contestant")
    parser.add_argument("--repeat", type=int, default=1, help="runs each, of which the best counts")
    parser.add_argument("--python", default=sys.executable, help="interpreter for the peers")
    parser.add_argument("--json", type=Path, help="writes the table there as well")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
