"""How fast pairs are found in files on disk, beside the libraries that find near-duplicates.

Each contestant is a process of its own, from start-up to the last pair written, over the same files, a
folder an outlet, and on one core if no more are asked for. `dedupe_check` is the command as users run it,
with all its findings as text and no cache; `dedupe_related` is the same as JSON, in which every pair is that
shares text, an outlet's own versions and shared quotations too. The peers find near-duplicates only.
`--python` names the interpreter that the peers are installed for, if it is not this one. What is not
installed is left out.

The files are generated; `--news` names a folder of real ones to be measured as well. Of these the true
pairs are not known: those count whose plain texts resemble each other among all that any contestant finds.
`copies` are all pairs reported as copies, partial ones too; of the generated ones the share is known.

`--baseline FILE` compares with the ratios to rensa that FILE has from an earlier run of the same sizes:
on another machine seconds differ, ratios hardly do. `--renew` writes them instead.

    python -m benchmarks.speed --articles 20000 --news articles --json speed.json
"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from benchmarks import baseline
from benchmarks.generated import alike, by_outlet, write_files
from benchmarks.machine import machine
from benchmarks.newsroom import bulk
from benchmarks.peers.files import RESEMBLANCE, name_of, read, resemblance
from benchmarks.process import run
from benchmarks.scores.counts import Counts, compared
from benchmarks.tables import Table, publish
from dedupe.judge.relation import Relation

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator, Sequence

    from benchmarks.process import Run
    from benchmarks.tables import Row

    Pairs = frozenset[tuple[str, ...]]

ARTICLES, WORDS, OUTLETS, SEED = 20_000, 800, 20, 1
COMMANDS = {"dedupe_check": "text", "dedupe_related": "json"}  # the command, by what it writes
BASELINES = {"× datasketch": "datasketch, as in its README", "× rensa": "rensa, pairs"}
CONTESTANTS = {
    "dedupe_check": "dedupe check, the command with all findings",
    "dedupe_related": "dedupe check, as JSON with every related pair",
    "dedupe_pairs": "dedupe, files to verified pairs",
    "datasketch_readme": BASELINES["× datasketch"],
    "datasketch_bulk": "datasketch, bulk with xxHash",
    "rensa_pairs": BASELINES["× rensa"],
    "rensa_flags": "rensa, flags only",
    "gaoya_index": "gaoya",
    "text_dedup_minhash": "text-dedup",
}
COLUMNS = (
    *("process", "wall s", "cpu s", "cpu µs/article", *BASELINES),
    *("MiB", "near-duplicates", "missed", "recall", "precision", "copies", "of all copies"),
)
_MIB = 1 << 20
_FOUND = (0, 1)  # exit codes of a check
_NOTHING = '{"pairs": []}'


@dataclass(frozen=True, slots=True)
class Result:
    """What a contestant cost, and what it found.

    Attributes:
        name: of the contestant.
        run: what it cost.
        found: pairs that resemble each other, or the articles alone where only those are told.
        copies: pairs that it reports as copies.
    """

    name: str
    run: Run
    found: Pairs
    copies: Pairs


def on_generated(options: Namespace) -> Table:
    """Lets every contestant find the pairs in the same generated files."""
    with TemporaryDirectory() as name:
        folder = Path(name) / "articles"
        samples = by_outlet(bulk(SEED, options.articles, options.words), OUTLETS)
        write_files(samples, folder)
        truth = alike(samples, RESEMBLANCE)
        copies = frozenset(tuple(sorted((name, source))) for name, _, source in samples if source)
        del samples
        results = list(_results(options, folder))
    note = f"{len(truth):,} true pairs at a resemblance of {RESEMBLANCE}."
    return _table("Generated news", options, results, truth, options.articles, note, copies)


def on_news(options: Namespace) -> Table:
    """Lets every contestant find the pairs in the same real files."""
    texts = dict(read(options.news))
    results = list(_results(options, options.news))
    pool = {pair for result in results for pair in result.found if len(pair) == 2}
    truth = frozenset((a, b) for a, b in pool if resemblance(texts[a], texts[b]) >= RESEMBLANCE)
    note = f"{len(truth):,} pairs of those found by any have a resemblance of {RESEMBLANCE}."
    return _table("Real news", options, results, truth, len(texts), note)


def _results(options: Namespace, folder: Path) -> Iterator[Result]:
    for contestant in options.contestants:
        tries = [_found(contestant, folder, options) for _ in range(options.repeat)]
        best = min(tries, key=lambda it: it.run.cpu)
        if best.run.error:
            print(f"{best.name} left out: {best.run.error}", file=sys.stderr)
        else:
            yield best


def _found(contestant: str, folder: Path, options: Namespace) -> Result:
    """Runs a contestant once."""
    name, cores = CONTESTANTS[contestant], options.cores
    if contestant in COMMANDS:
        check = ("dedupe", "check", str(folder), "--no-cache", "--jobs", str(cores), "--format")
        command = [sys.executable, "-m", *check]
        done = run([*command, COMMANDS[contestant]], cores=cores, accepted=_FOUND)
        is_json = COMMANDS[contestant] == "json"
        listed = done if is_json else run([*command, "json"], cores=cores, accepted=_FOUND)
        report = listed.output if not listed.error else _NOTHING
        return Result(name, done, *_reported(report, folder))
    python = sys.executable if contestant.startswith("dedupe") else options.python
    with TemporaryDirectory() as scratch:
        answer = Path(scratch) / "pairs"
        command = [python, "-m", f"benchmarks.peers.{contestant}", str(folder), str(answer)]
        done = run(command, cores=cores)
        lines = answer.read_text(encoding="utf-8").splitlines() if not done.error else ()
    pairs = frozenset(tuple(sorted(line.split("\t"))) for line in lines)
    return Result(name, done, pairs, pairs)


def _reported(report: str, folder: Path) -> tuple[Pairs, Pairs]:
    """Pairs in the JSON of a check that resemble each other, furniture left out, and its copies."""
    pairs = json.loads(report)["pairs"]
    near = [pair for pair in pairs if pair["measures"]["resemblance"] >= RESEMBLANCE]
    copies = [pair for pair in pairs if Relation(pair["relation"]).is_copy]
    return _names(near, folder), _names(copies, folder)


def _names(pairs: Iterable[dict[str, Any]], folder: Path) -> Pairs:
    return frozenset(tuple(sorted(name_of(article, folder) for article in (pair["a"], pair["b"]))) for pair in pairs)


def _score(found: Pairs, truth: Iterable[tuple[str, ...]]) -> Counts:
    """Counts pairs, or articles where only those are told."""
    if found and all(len(names) == 1 for names in found):
        return compared(found, {(name,) for pair in truth for name in pair})
    return compared(found, frozenset(truth))


def _table(
    title: str,
    options: Namespace,
    results: Sequence[Result],
    truth: Pairs,
    articles: int,
    note: str,
    copies: Pairs = frozenset(),
) -> Table:
    cost = {result.name: result.run.cpu for result in results}
    rows = tuple(_row(result, cost, truth, articles, copies) for result in results)
    note = f"Cores: {options.cores}; {articles:,} files; × by processor time; {note}"
    return Table(title, COLUMNS, rows, note)


def _row(result: Result, cost: dict[str, float], truth: Pairs, articles: int, copies: Pairs) -> Row:
    counts = _score(result.found, truth)
    return (
        result.name,
        result.run.wall,
        result.run.cpu,
        result.run.cpu / articles * 1e6,
        *(cost[peer] / result.run.cpu if peer in cost else None for peer in BASELINES.values()),
        result.run.peak / _MIB,
        len(result.found),
        counts.missed,
        counts.recall,
        counts.precision,
        len(result.copies),
        len(result.copies & copies) / len(copies) if copies else None,
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures, prints, writes, compares."""
    options = _options(arguments)
    setting = {"articles": options.articles, "words": options.words, "seed": SEED, **machine()}
    tables = [on_generated(options), *([on_news(options)] if options.news else [])]
    publish(setting, tables, options.json)
    sizes = {"articles": options.articles, "words": options.words}
    if options.baseline and options.renew:
        baseline.write(options.baseline, sizes, baseline.ratios(tables[0]))
    elif options.baseline:
        earlier = baseline.read(options.baseline, sizes)
        print("\n" + baseline.compare(baseline.ratios(tables[0]), earlier))


def _options(arguments: Sequence[str] | None) -> Namespace:
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("contestants", nargs="*", default=list(CONTESTANTS), help=", ".join(CONTESTANTS))
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--words", type=int, default=WORDS, help="an article")
    parser.add_argument("--news", type=Path, help="folder of real articles, *.txt")
    parser.add_argument("--cores", type=int, default=1, help="for each contestant")
    parser.add_argument("--repeat", type=int, default=1, help="runs each, of which the best counts")
    parser.add_argument("--python", default=sys.executable, help="interpreter for the peers")
    parser.add_argument("--json", type=Path, help="writes the table there as well")
    parser.add_argument("--baseline", type=Path, help="earlier ratios to compare with")
    parser.add_argument("--renew", action="store_true", help="writes the baseline instead")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
