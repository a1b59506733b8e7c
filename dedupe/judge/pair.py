"""A verified pair of articles with everything that was found out about it."""

from __future__ import annotations

from dataclasses import dataclass

from dedupe.judge.credit.credit import Credit
from dedupe.judge.origin.origin import Origin
from dedupe.judge.relation import LEAST_SHARED, Relation
from dedupe.verify.pair_measures import Measures


@dataclass(frozen=True, slots=True)
class Pair:
    """Two related articles.

    Attributes:
        a: identity of one; the source where one is known.
        b: identity of the other.
        relation: of b to a.
        measures: with a as the source.
        origin: which of them is the source, and what speaks for it.
        credit: how b credits the source or an agency.
        is_credit_due: whether that credit is to one whose text it is, or to agencies in general.
        is_excerpt: whether one only prints, between quotation marks, what the other has as its own prose.
    """

    a: str
    b: str
    relation: Relation
    measures: Measures
    origin: Origin
    credit: Credit
    is_credit_due: bool = False
    is_excerpt: bool = False

    @property
    def is_copy(self) -> bool:
        """Whether one of the two is another house's copy, or both are of a third text."""
        return self.relation.is_copy

    @property
    def shares_only_stock(self) -> bool:
        """Whether nothing is shared but stock text, which says nothing about the two."""
        return self.relation is Relation.QUOTES and self.measures.shared < LEAST_SHARED <= self.measures.stock

    @property
    def source(self) -> str | None:
        """Identity of the source, None where it is undetermined or neither of the two."""
        return self.a if self.origin.verdict == "source" else None
