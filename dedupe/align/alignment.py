"""The result of aligning two articles."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

LEAST_NARRATIVE = 25
_LEAST_RUN, _SHARE_WITH_RUN = 10, 18 / 25
_RUN_OF_BRIEF = 8


class Change(StrEnum):
    """What became of a paragraph.

    On the source's side a paragraph is kept, rewritten, cut or furniture; on the target's side kept,
    rewritten, added or furniture.
    """

    KEPT = "kept"
    REWRITTEN = "rewritten"
    ADDED = "added"
    CUT = "cut"
    FURNITURE = "furniture"


class EditKind(StrEnum):
    """What kind of difference an edit inside a paragraph makes."""

    STYLE = "style"
    WORDING = "wording"
    FIGURE = "figure"
    QUOTE = "quote"
    NAME = "name"
    ATTRIBUTION = "attribution"
    NEGATION = "negation"


class TextSpan(NamedTuple):
    """A stretch of one paragraph: its index and character offsets, the end exclusive."""

    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Edit:
    """One difference inside an aligned pair of paragraphs; an empty stretch where nothing stands.

    Attributes:
        kind: what the difference makes.
        source: where it is in the source.
        target: where it is in the target.
        before: the source's words.
        after: the target's words.
    """

    kind: EditKind
    source: TextSpan
    target: TextSpan
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class AlignedParagraph:
    """One paragraph of either side.

    Attributes:
        index: 0-based place in the article.
        change: what became of it.
        partners: indices of the other side's paragraphs it shares text with, ascending.
        moved: whether it stands out of order relative to the rest.
        repeats: index of the first paragraph of the same article that has the same words, None where
            it is the first.
    """

    index: int
    change: Change
    partners: tuple[int, ...] = ()
    moved: bool = False
    repeats: int | None = None


@dataclass(frozen=True, slots=True)
class Narrative:
    """How much narrative two articles share: words outside quotations, names aside.

    Attributes:
        words: such words in aligned paragraphs, in all.
        longest: the most in one run.
        available: how many the article with fewer of them has.
        least: how many words make a copy.
    """

    words: int
    longest: int
    available: int
    least: int = LEAST_NARRATIVE

    @property
    def threshold(self) -> float:
        """How many words it takes here: `least`, or less with many in one run, or of a brief half.

        Two newsrooms that tell of one event in their own words agree in a dozen words of narrative or
        two, in scraps, and in an office or a place described alike; 25, or 18 with 10 of them in a row,
        is more than that.
        """
        brief = self.available / 2 if self.longest >= _RUN_OF_BRIEF else self.least
        run = self.least * _SHARE_WITH_RUN if self.longest >= _LEAST_RUN else self.least
        return min(brief, run, self.least)

    @property
    def is_derived(self) -> bool:
        """Whether it is so much that one article must be a copy of the other, or both of a third."""
        return self.words >= self.threshold


NO_NARRATIVE = Narrative(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Alignment:
    """Every paragraph of both sides, once each, in reading order.

    Attributes:
        source: the source's paragraphs.
        target: the target's paragraphs.
        narrative: how much narrative aligned paragraphs share.
    """

    source: tuple[AlignedParagraph, ...]
    target: tuple[AlignedParagraph, ...]
    narrative: Narrative = NO_NARRATIVE

    def counts(self) -> dict[Change, int]:
        """Count the target's paragraphs by change, and the source's cut ones."""
        found = Counter(paragraph.change for paragraph in self.target)
        found[Change.CUT] = sum(paragraph.change is Change.CUT for paragraph in self.source)
        return {change: found[change] for change in Change}
