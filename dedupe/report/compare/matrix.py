"""Several copies of one source: which of its paragraphs survived where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dedupe.align.alignment import Change, EditKind
from dedupe.article import Article, Paragraph
from dedupe.comparison.comparison import Comparison
from dedupe.report.compare.level_rows import by_sentence, moved_paragraphs
from dedupe.report.marked_text import SIGNS, significant_edits

_SURVIVED = (Change.KEPT, Change.REWRITTEN)


@dataclass(frozen=True, slots=True)
class Survival:
    """What became of one paragraph of the source in one target."""

    change: Change  # kept, rewritten, cut or furniture
    partners: tuple[int, ...]  # indices of the target's paragraphs with its text
    moved: bool  # whether all of those stand out of order
    altered: Mapping[EditKind, int]  # how many edits, by kind, change more than its style and wording

    @property
    def sign(self) -> str:
        """The sign for what became of it, as pages show it."""
        return SIGNS[self.change].on_page


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One paragraph of the source."""

    index: int  # 0-based
    paragraph: Paragraph
    survivals: tuple[Survival, ...]  # one for each target

    @property
    def is_furniture(self) -> bool:
        """Whether it belongs to the page."""
        return self.survivals[0].change is Change.FURNITURE

    @property
    def survived(self) -> int:
        """In how many targets it was kept or rewritten."""
        return sum(survival.change in _SURVIVED for survival in self.survivals)


@dataclass(frozen=True, slots=True)
class Matrix:
    """A source and several targets."""

    source: Article
    comparisons: tuple[Comparison, ...]  # with each target, in the order given
    rows: tuple[MatrixRow, ...]  # one for each paragraph of the source
    unit: str  # what the rows are: paragraphs, or sentences if all comparisons are by sentence

    def survived(self, column: int) -> tuple[int, int]:
        """Count the source's paragraphs that survived in a target, and those that could have."""
        changes = [row.survivals[column].change for row in self.rows]
        body = [change for change in changes if change is not Change.FURNITURE]
        return sum(change in _SURVIVED for change in body), len(body)


def matrix(comparisons: Sequence[Comparison]) -> Matrix:
    """Arrange comparisons of one source with several targets, one at least."""
    cuts = {comparison.sentences.source if comparison.sentences else None for comparison in comparisons}
    unit = "paragraph"
    if len(cuts) == 1:
        comparisons, units = zip(*map(by_sentence, comparisons), strict=True)
        unit = units[0]
    source = comparisons[0].source
    columns = [list(_survivals(comparison)) for comparison in comparisons]
    rows = tuple(
        MatrixRow(at, paragraph, tuple(column[at] for column in columns))
        for at, paragraph in enumerate(source.paragraphs)
    )
    return Matrix(source, tuple(comparisons), rows, unit)


def _survivals(comparison: Comparison) -> Iterator[Survival]:
    moved = moved_paragraphs(comparison.alignment, "source")
    edits = significant_edits(comparison.edits)
    for paragraph in comparison.alignment.source:
        at = paragraph.index
        altered = Counter(edit.kind for edit in edits if edit.source.paragraph == at)
        yield Survival(paragraph.change, paragraph.partners, at in moved, dict(sorted(altered.items())))
