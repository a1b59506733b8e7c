"""How good the answers are: on generated newsrooms, on labelled pairs, on corpora with known pairs.

Without paths, corpora of the seeded generator are checked, in English and in German. A path may be
a folder of labelled pairs (each a folder of source.txt, target.txt and gold.json) or a corpus
NAME.jsonl or NAME.jsonl.gz beside NAME.pairs.jsonl; `--half` scores only the labelled or true pairs
of that half, so that rules can be made on one and judged on the other. The generator needs no
halves: another seed is another corpus.

    python -m benchmarks.quality
    python -m benchmarks.quality ../pairs ../news.jsonl.gz --half B --json quality.json
"""

from __future__ import annotations

import hashlib
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.scores import corpora, edits, labelled, paragraphs, relations
from benchmarks.scores.checked import checked
from benchmarks.tables import publish

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from benchmarks.tables import Table

LANGUAGES = {"en": "English", "de": "German"}
STORIES = 260  # twenty of each case
_TABLES = (
    relations.copies,
    relations.relations,
    relations.wrong,
    relations.origins,
    relations.clusters,
    paragraphs.paragraphs,
    paragraphs.labels,
    edits.edits,
    edits.kinds,
)


def generated(seed: int, stories: int, language: str) -> list[Table]:
    """Tables about a generated corpus of so many events."""
    answer = checked(seed, stories, language)
    return [table(answer, LANGUAGES[language]) for table in _TABLES]


def given(path: Path, half: str | None = None) -> list[Table]:
    """Tables about a folder of labelled pairs, or about a corpus and its true pairs."""
    title = f"{path.name}, half {half}" if half else path.name
    if path.is_dir():
        folders = [it for it in labelled.folders(path) if half in (None, half_of(it.name))]
        return list(labelled.scores(list(labelled.read_cases(folders)), title))
    truth = corpora.read_pairs(corpora.truth_of(path))
    truth = [pair for pair in truth if half in (None, half_of(pair.name))]
    return list(corpora.scores(corpora.check_corpus(path), truth, title))


def half_of(name: str) -> str:
    """The half, A or B, that a case of that name is in."""
    return "AB"[hashlib.sha256(name.encode()).digest()[0] & 1]


def main(arguments: Sequence[str] | None = None) -> None:
    """Scores what the arguments ask for."""
    options = _options(arguments)
    if options.paths:
        tables = [table for path in options.paths for table in given(path, options.half)]
        setting = {"paths": [path.name for path in options.paths], "half": options.half}
    else:
        setting = {"seed": options.seed, "stories": options.stories}
        tables = [
            table
            for language in options.languages
            for table in generated(options.seed, options.stories, language)
        ]
    publish(setting, tables, options.json)


def _options(arguments: Sequence[str] | None) -> Namespace:
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, help="labelled pairs and corpora")
    parser.add_argument("--half", choices=("A", "B"), help="scores only this half of them")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--stories", type=int, default=STORIES, help="generated, a language")
    parser.add_argument("--languages", nargs="+", choices=list(LANGUAGES), default=list(LANGUAGES))
    parser.add_argument("--json", type=Path, help="writes the tables there as well")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
