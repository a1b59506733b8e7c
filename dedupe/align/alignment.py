"""The result of aligning two articles."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

LEAST_NARRATIVE = 9
BY_CHANCE = 4  # words in a row in which two writers agree who do not know of each other
_RUN_OF_BRIEF = 8
_TIMES_APART = 1.5  # what makes a copy of sentences told in other words where little else is shared
_TIMES_IN_SCRAPS, _SHARE_IN_SCRAPS = 3, 0.2  # of `least`, and of what there is, that make a copy


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

    FURNITURE = "furniture"
    STYLE = "style"
    WORDING = "wording"
    FIGURE = "figure"
    QUOTE = "quote"
    NAME = "name"
    ATTRIBUTION = "attribution"
    NEGATION = "negation"


MINOR = frozenset({EditKind.FURNITURE, EditKind.STYLE, EditKind.WORDING})  # worth no word to an editor


class Edge(NamedTuple):
    """A source paragraph and a target paragraph that share text, by their indices."""

    source: int
    target: int


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
        context: the same among the words around them, where one or two words alone tell nobody much.
    """

    kind: EditKind
    source: TextSpan
    target: TextSpan
    before: str
    after: str
    context: tuple[str, str] | None = None

    @property
    def told(self) -> tuple[str, str]:
        """The source's words and the target's, as a message shows them."""
        return self.context or (self.before, self.after)


@dataclass(frozen=True, slots=True)
class AlignedParagraph:
    """One paragraph of either side.

    Attributes:
        index: 0-based place in the article.
        partners: indices of the other side's paragraphs it shares text with, ascending.
        moved: whether it stands out of order relative to the rest.
        repeats: index of the first paragraph of the same article that has the same words, None where
            it is the first.
        furniture: character offsets of the parts of it that belong to the page, the ends exclusive; none
            where all of it does.
    """

    index: int
    change: Change
    partners: tuple[int, ...] = ()
    moved: bool = False
    repeats: int | None = None
    furniture: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Narrative:
    """How much narrative two articles share: words outside quotations, names and stock phrases aside.

    Two newsrooms that tell of one event in their own words agree in many short scraps, and hardly ever in
    ten words in a row. So shorter runs add up to less than their words.

    Attributes:
        words: as many in a row as would tell as much as all runs in aligned paragraphs together.
        longest: words of the longest run.
        available: words of narrative that the article with fewer of them has.
        least: how many words make a copy.
        shared: words of all runs, those among names as well.
        excerpt: the same as `words`, of what one article prints as its own prose and the other between
            quotation marks, with the name of its outlet.
        retold: words in a row that would tell as much, beside these, as the sentences that both tell.
        reworded: words in a row that would tell as much as what one tells anew of the other from beginning to end.
    """

    words: int
    longest: int
    available: int
    least: int = LEAST_NARRATIVE
    shared: int = 0
    excerpt: int = 0
    retold: int = 0
    reworded: int = 0

    @property
    def threshold(self) -> int:
        """How many words it takes here: `least`, or less where one run is half of a brief."""
        is_brief = self.longest >= _RUN_OF_BRIEF and 2 * self.longest >= self.available
        return min(self.least, _RUN_OF_BRIEF) if is_brief else self.least

    @property
    def is_derived(self) -> bool:
        """Whether it is so much that one article must be a copy of the other, or both of a third."""
        return self._is_told or self.excerpt >= self.threshold

    @property
    def is_excerpt(self) -> bool:
        """Whether it is a copy only for what one article quotes of the other's prose."""
        return self.excerpt >= self.threshold and not self._is_told

    @property
    def is_in_other_words(self) -> bool:
        """Whether it is a copy only for what both tell in other words."""
        return self.is_derived and not replace(self, retold=0, reworded=0).is_derived

    @property
    def worth(self) -> int:
        """As many words in a row as all that neither puts between quotation marks tells as much as."""
        return max(self.words, BY_CHANCE) + self.retold if self.retold else self.words

    def with_retold(self, words: int, *, is_close: bool) -> Narrative:
        """Return the same with sentences that both tell, as much as so many words in a row, if these count.

        `is_close` says that so much text is shared that the sentences need not be many.
        """
        told = replace(self, retold=words)
        is_much = is_close or told.worth >= _TIMES_APART * told.threshold
        return told if is_much else self

    @property
    def _is_told(self) -> bool:
        """Whether enough is shared that neither puts between quotation marks."""
        in_scraps = max(_TIMES_IN_SCRAPS * self.least, _SHARE_IN_SCRAPS * self.available)
        return self.worth >= self.threshold or self.shared >= in_scraps or self.reworded >= self.threshold

    @property
    def is_carried(self) -> bool:
        """Whether most of the narrative that either has is in both, or neither has any."""
        return 2 * self.shared >= self.available


NO_NARRATIVE = Narrative(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Alignment:
    """Every paragraph of both sides, once each, in reading order.

    Attributes:
        narrative: how much narrative aligned paragraphs share.
    """

    source: tuple[AlignedParagraph, ...]
    target: tuple[AlignedParagraph, ...]
    narrative: Narrative = NO_NARRATIVE

    def with_excerpt(self, words: int) -> Alignment:
        """Return the same alignment of articles of which one prints an excerpt of the other."""
        return replace(self, narrative=replace(self.narrative, excerpt=words))

    def counts(self) -> dict[Change, int]:
        """Count the target's paragraphs by change, and the source's cut ones."""
        found = Counter(paragraph.change for paragraph in self.target)
        found[Change.CUT] = sum(paragraph.change is Change.CUT for paragraph in self.source)
        return {change: found[change] for change in Change}


NOT_ALIGNED = Alignment((), ())  # of articles of which neither is a copy of the other


@dataclass(frozen=True, slots=True)
class SentenceAlignment:
    """Two articles aligned by sentence.

    Attributes:
        source: where the source's sentences are; a paragraph that is furniture counts as one.
        target: where the target's are.
        alignment: of the sentences; its indices are those of `source` and `target`.
        edits: differences inside aligned sentences; their places are sentences and offsets in them.
    """

    source: tuple[TextSpan, ...]
    target: tuple[TextSpan, ...]
    alignment: Alignment
    edits: tuple[Edit, ...] = ()
