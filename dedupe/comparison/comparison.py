"""What one article has of another: the result of comparing the two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dedupe.align.alignment import Alignment, Edit, SentenceAlignment, TextSpan
from dedupe.article import Article
from dedupe.judge.judged_pair import Credit, Origin
from dedupe.judge.relation import Relation
from dedupe.verify.measures import Measures

Cuts = Literal["none", "tail", "selective", "both"]
Lead = Literal["kept", "rewritten", "replaced"]


@dataclass(frozen=True, slots=True)
class RewriteSummary:
    """What an outlet made of a source.

    Attributes:
        cuts: whether whole paragraphs were cut from the end, here and there, both, or none.
        lead: whether the target opens with the source's first paragraph as it was, rewritten, or with
            another.
        own: share (0 to 1) of the target's words that stand in no run it shares with the source.
        longest: words of the longest run that both have.
        longest_place: where it stands in the target, None where there is none.
        split: indices of source paragraphs that went into several target paragraphs.
        merged: indices of target paragraphs made of several source paragraphs.
        trimmed: pairs of paragraphs (source, target) where words were only left out, style aside.
        extended: pairs where words were only put in.
        reworded: pairs where words were left out and put in.
    """

    cuts: Cuts
    lead: Lead
    own: float
    longest: int
    longest_place: TextSpan | None
    split: tuple[int, ...]
    merged: tuple[int, ...]
    trimmed: tuple[tuple[int, int], ...]
    extended: tuple[tuple[int, int], ...]
    reworded: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What one article, the target, has of another, the source.

    Attributes:
        source: the article taken as the source, whatever `origin` says.
        target: the other one.
        relation: of the target to the source.
        measures: what they share.
        alignment: which paragraph came from which.
        edits: differences inside aligned paragraphs, in the target's order.
        origin: which of the two is the source, and what speaks for it.
        credit: how the target credits the source or an agency.
        is_credit_due: whether that credit is to one whose text it is, or to agencies in general.
        shape: what the target made of the source as a whole.
        sentences: the same by sentence, where the body of either is one long paragraph, else None.
    """

    source: Article
    target: Article
    relation: Relation
    measures: Measures
    alignment: Alignment
    edits: tuple[Edit, ...]
    origin: Origin
    credit: Credit
    is_credit_due: bool
    shape: RewriteSummary
    sentences: SentenceAlignment | None = None

    @property
    def is_excerpt(self) -> bool:
        """Whether one only prints, between quotation marks, what the other has as its own prose."""
        return self.relation is Relation.PARTIALLY and self.decisive.narrative.is_excerpt

    @property
    def decisive(self) -> Alignment:
        """The alignment that the relation was decided on: by sentence where there is one."""
        return self.sentences.alignment if self.sentences else self.alignment
