"""A generated corpus, what the checker says about it, and the two side by side."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.newsroom import corpus, record
from dedupe.comparison.compare_articles import compare
from dedupe.judge.relation import Relation
from dedupe.pipeline.check import check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.newsroom import CorpusTruth, Edited, TruePair
    from dedupe.comparison.comparison import Comparison
    from dedupe.comparison.pair_result import PairResult
    from dedupe.judge.judged_pair import Pair
    from dedupe.pipeline.judgement import Judgement


@dataclass(frozen=True, slots=True)
class Checked:
    """The truth about a corpus, and the answer of a check of it."""

    truth: CorpusTruth
    report: Judgement

    def pairs(self) -> Iterator[tuple[TruePair | None, Pair | None]]:
        """Every true pair with the found one, then what was found and is not in the truth."""
        found = {frozenset((pair.a, pair.b)): pair for pair in self.report.pairs}
        for true in self.truth.pairs:
            yield true, found.pop(frozenset((true.a, true.b)), None)
        for pair in found.values():
            yield None, pair

    def comparisons(self) -> Iterator[tuple[Edited, Comparison | PairResult]]:
        """Every copy whose source is known with what the check, or else a comparison, says of it."""
        for edited in self.truth.edited:
            ids = edited.source.id, edited.target.id
            yield edited, self.report.comparisons.get(ids) or compare(edited.source, edited.target)


def checked(seed: int, stories: int, language: str) -> Checked:
    """Generates a corpus and checks it as one file."""
    truth = corpus(seed, stories, language)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        path.write_text("".join(f"{record(it)}\n" for it in truth.articles), encoding="utf-8")
        return Checked(truth, check([path]))


def is_copy(pair: TruePair | Pair | None) -> bool:
    """Whether a pair is one of a copy and its source, or of two copies of a third text."""
    return pair is not None and Relation(pair.relation).is_copy
