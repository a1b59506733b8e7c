"""How good the answers are: on generated newsrooms, and on real news that readers have labelled.

Without paths, corpora of the seeded generator are checked, in English and in German. News and its labels
are not part of this project; they are given by path, any of them:

    --corpus   NAME.jsonl or NAME.jsonl.gz, an article a line (`id`, `outlet`, `date`, `title`, `text`);
               where NAME.pairs.jsonl stands beside it (`a`, `b`, `containment_rare`: every pair that
               shares so much text), recall of the candidates is scored
    --drawn    pairs drawn from that corpus and read: `benchmarks.scores.drawn` has the format
    --changes  copies of that corpus with the changes that readers list: `benchmarks.scores.listed`
    --pairs    a folder of labelled pairs, each a folder of source.txt, target.txt and gold.json:
               `benchmarks.scores.labelled`

What is labelled is scored as a whole and by halves, pairs with even and with odd numbers, for rules that
are made on one half are judged on the other. The generator needs no halves: another seed is another
corpus.

    python -m benchmarks.quality
    python -m benchmarks.quality --corpus ../news.jsonl.gz --drawn ../drawn.jsonl --json quality.json
"""

from __future__ import annotations

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.scores import corpora, drawn, edits, labelled, listed, paragraphs, relations
from benchmarks.scores.checked import checked
from benchmarks.tables import publish
from dedupe.pipeline.check import check

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

    from benchmarks.tables import Table

LANGUAGES = {"en": "English", "de": "German"}
STORIES = 380  # twenty of each case
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


def labelled_pairs(path: Path) -> list[Table]:
    """Tables about a folder of labelled pairs."""
    return list(labelled.scores(list(labelled.read_cases(labelled.folders(path))), path.name))


def news(path: Path, drawn_pairs: Path | None = None, changes: Path | None = None) -> Iterator[Table]:
    """Yield tables about a corpus of news: what was found in the whole, and what changed in its copies.

    Args:
        path: of the corpus, compressed or not; its true pairs stand beside it, if they are known.
        drawn_pairs: file of pairs that readers have labelled, None without one.
        changes: file of copies with their changes, None without one.
    """
    truth = corpora.truth_of(path)
    with corpora.unpacked(path) as plain:
        if drawn_pairs or truth.exists() or not changes:
            report = check([plain])
            if drawn_pairs:
                yield from drawn.scores(report, drawn.read_drawn(drawn_pairs), path.name)
            pairs = corpora.read_pairs(truth) if truth.exists() else ()
            yield from corpora.scores(report, pairs, path.name)
        if changes:
            copies = listed.read_listed(changes)
            ids = {name for copy in copies for name in (copy.source, copy.target)}
            found = list(listed.compared(copies, corpora.read_texts(plain, ids)))
            yield from listed.scores(found, path.name)


def main(arguments: Sequence[str] | None = None) -> None:
    """Scores what the arguments ask for."""
    options = _options(arguments)
    given = [it for it in (options.pairs, options.corpus) if it]
    if given:
        setting: dict[str, object] = {"paths": [path.name for path in given]}
        tables = labelled_pairs(options.pairs) if options.pairs else []
        if options.corpus:
            tables += news(options.corpus, options.drawn, options.changes)
    else:
        setting = {"seed": options.seed, "stories": options.stories}
        tables = [
            table for language in options.languages for table in generated(options.seed, options.stories, language)
        ]
    publish(setting, tables, options.json)


def _options(arguments: Sequence[str] | None) -> Namespace:
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, help="news, an article a line")
    parser.add_argument("--drawn", type=Path, help="pairs drawn from the corpus, labelled")
    parser.add_argument("--changes", type=Path, help="copies of the corpus with their changes")
    parser.add_argument("--pairs", type=Path, help="folder of labelled pairs")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--stories", type=int, default=STORIES, help="generated, a language")
    parser.add_argument("--languages", nargs="+", choices=list(LANGUAGES), default=list(LANGUAGES))
    parser.add_argument("--json", type=Path, help="writes the tables there as well")
    options = parser.parse_args(arguments)
    if (options.drawn or options.changes) and not options.corpus:
        parser.error("--drawn and --changes need the --corpus that their pairs are from")
    return options


if __name__ == "__main__":
    main()
