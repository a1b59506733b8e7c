"""A verified pair of articles with everything that was found out about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dedupe.judge.relation import LEAST_SHARED, Relation
from dedupe.verify.measures import Measures

Verdict = Literal["source", "common", "undetermined"]
CreditPosition = Literal["byline", "dateline", "tail", "text", "metadata"]
Exactness = Literal["named", "generic", "none"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that speaks for an article being the source.

    Attributes:
        kind: what it is, such as "dateline", "sign-off", "date", "containment".
        favours: identity of the article it speaks for.
        weight: how much, above 0.
        detail: in words, with what was found.
    """

    kind: str
    favours: str
    weight: float
    detail: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the shared text comes from.

    Attributes:
        verdict: "source" where one of the two is, "common" where both took it from a third text,
            "undetermined" where the evidence conflicts or is missing.
        source: identity of the source for the verdict "source", else None.
        agency: the agency or outlet whose text it is, where it is one beside the source's own outlet.
        evidence: what was weighed, strongest first.
        owners: keys of the publishers of whom one is to be credited; empty where that is not known.
    """

    verdict: Verdict
    source: str | None
    agency: str | None
    evidence: tuple[Evidence, ...]
    owners: tuple[str, ...] = ()


UNDETERMINED = Origin("undetermined", None, None, ())


@dataclass(frozen=True, slots=True)
class Credit:
    """How an article credits its source.

    Attributes:
        exactness: "named" for an agency or outlet by name, "generic" for "agencies" or a sign-off without
            a name, or "none".
        names: the agencies or outlets named, or the words that stand for them, as first printed and in
            order of appearance.
        place: where the first of them stands, None without credit; "text" where it is only named in passing.
        paragraph: index of the paragraph it stands in, None in metadata.
    """

    exactness: Exactness
    names: tuple[str, ...] = ()
    place: CreditPosition | None = None
    paragraph: int | None = None


NO_CREDIT = Credit("none")


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
