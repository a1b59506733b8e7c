"""Several copies of one source: which of its paragraphs survived where."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dedupe.align.alignment import Change
from dedupe.report.compare.by_sentence import by_sentence
from dedupe.report.phrases import matter
from dedupe.report.compare.rows import moved_paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dedupe.align.alignment import EditKind
    from dedupe.article import Article, Paragraph
    from dedupe.pipeline.compare import Comparison

SURVIVED = (Change.KEPT, Change.REWRITTEN)


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one paragraph of the source in one target.

    Attributes:
        change: kept, rewritten, cut or furniture.
        partners: indices of the target's paragraphs with its text.
        moved: whether all of those stand out of order.
        altered: how many edits, by kind, change more than its style and wording.
    """

    change: Change
    partners: tuple[int, ...]
    moved: bool
    altered: Mapping[EditKind, int]


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of the source.

    Attributes:
        index: 0-based.
        paragraph: as it was read.
        fates: one for each target.
    """

    index: int
    paragraph: Paragraph
    fates: tuple[Fate, ...]

    @property
    def survived(self) -> int:
        """In how many targets it was kept or rewritten."""
        return sum(fate.change in SURVIVED for fate in self.fates)


@dataclass(frozen=True, slots=True)
class Matrix:
    """A source and several targets.

    Attributes:
        source: the source.
        comparisons: with each target, in the order given.
        lines: one for each paragraph of the source.
        unit: what the lines are: paragraphs, or sentences if all comparisons are by sentence.
    """

    source: Article
    comparisons: tuple[Comparison, ...]
    lines: tuple[Line, ...]
    unit: str

    def survived(self, at: int) -> tuple[int, int]:
        """Count the source's paragraphs that survived in a target, and those that could have."""
        changes = [line.fates[at].change for line in self.lines]
        body = [change for change in changes if change is not Change.FURNITURE]
        return sum(change in SURVIVED for change in body), len(body)


def matrix(comparisons: Sequence[Comparison]) -> Matrix:
    """Arrange comparisons of one source with several targets, one at least."""
    cuts = {it.sentences.source if it.sentences else None for it in comparisons}
    unit = "paragraph"
    if len(cuts) == 1:
        comparisons, units = zip(*map(by_sentence, comparisons), strict=True)
        unit = units[0]
    source = comparisons[0].source
    columns = [list(_fates(comparison)) for comparison in comparisons]
    lines = tuple(
        Line(at, paragraph, tuple(column[at] for column in columns))
        for at, paragraph in enumerate(source.paragraphs)
    )
    return Matrix(source, tuple(comparisons), lines, unit)


def _fates(comparison: Comparison) -> Iterator[Fate]:
    moved = moved_paragraphs(comparison.alignment, "source")
    edits = matter(comparison.edits)
    for paragraph in comparison.alignment.source:
        at = paragraph.index
        altered = Counter(edit.kind for edit in edits if edit.source.paragraph == at)
        yield Fate(paragraph.change, paragraph.partners, at in moved, altered)
