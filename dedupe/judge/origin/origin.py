"""Which of two articles is the source: evidence listed and weighed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from dedupe.judge.origin.clues import WIRES, ArticleClues, collect_clues
from dedupe.judge.origin.evidence import (
    FAIR,
    STRONG,
    Evidence,
    containment_evidence,
    date_evidence,
    version_evidence,
)
from dedupe.judge.origin.textual_evidence import textual_evidence
from dedupe.judge.origin.versions import is_version
from dedupe.judge.relation import Relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dedupe.judge.credit.mentions import AgencyMention
    from dedupe.prepare.prepared_article import PreparedArticle
    from dedupe.verify.measures import Measures

__all__ = ["Evidence", "Origin", "Verdict", "find_origin", "is_version"]

Verdict = Literal["source", "common", "undetermined"]

LEAD = FAIR  # by which the evidence for the source must exceed the other's
TIMES = 2  # and how many times the other's it must be


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the shared text comes from.

    Attributes:
        verdict: "source" where one of the two is, "common" where both took it from a third text,
            "undetermined" where the evidence conflicts or is missing.
        source: identity of the source for the verdict "source", else None.
        agency: the agency credited, where one is.
        evidence: what was weighed, strongest first.
    """

    verdict: Verdict
    source: str | None
    agency: str | None
    evidence: tuple[Evidence, ...]


def favoured(origin: Origin) -> str | None:
    """Give the identity that the evidence favours, however weakly; None where it is even."""
    best, most, less = _tally(origin.evidence)
    return best if most > less else None


def find_origin(
    a: PreparedArticle, b: PreparedArticle, measures: Measures, relation: Relation
) -> Origin:
    """Decide which of two articles is the source of what they share.

    A third text that both credit goes before all evidence but the strong.

    Args:
        a: one article.
        b: the other.
        measures: with a as the source.
        relation: of the two; where only quotations are shared, neither is the source.
    """
    if not relation.is_copy and relation is not Relation.VERSION:
        return Origin("undetermined", None, None, ())
    first, second = collect_clues(a, b), collect_clues(b, a)
    if relation is Relation.VERSION:
        evidence = _ranked(
            date_evidence(a.article, b.article, one_clock=True),
            version_evidence(a.article, b.article),
        )
    else:
        evidence = _ranked(
            *textual_evidence(first, second),
            *textual_evidence(second, first),
            date_evidence(a.article, b.article),
            containment_evidence(a.article, b.article, measures),
        )
    source = _clearly_favoured(evidence)
    common = None if relation is Relation.VERSION else _common(first, second)
    if common and not any(it.favours == source and it.weight >= STRONG for it in evidence):
        return Origin("common", None, common, evidence)
    if source is None:
        return Origin("undetermined", None, None, evidence)
    x, y = (first, second) if source == a.article.id else (second, first)
    return Origin("source", source, _agency(x, y), evidence)


def with_wire_source(origin: Origin, wire: str) -> Origin:
    """Return the origin of a pair of which one article is known to be an agency's own.

    Args:
        origin: as found without knowing.
        wire: identity of that file.
    """
    known = Evidence("wire", wire, STRONG, "configured as a wire file")
    return replace(origin, verdict="source", source=wire, evidence=(known, *origin.evidence))


def _ranked(*evidence: Evidence | None) -> tuple[Evidence, ...]:
    found = [it for it in evidence if it is not None]
    return tuple(sorted(found, key=lambda it: (-it.weight, it.kind, it.favours)))


def _clearly_favoured(evidence: Sequence[Evidence]) -> str | None:
    """Give the identity of the article whose evidence clearly outweighs the other's."""
    best, most, less = _tally(evidence)
    return best if most >= max(less + LEAD, TIMES * less) else None


def _tally(evidence: Iterable[Evidence]) -> tuple[str, float, float]:
    """Give the identity with the most weight, that weight, and the weight of the rest."""
    totals: defaultdict[str, float] = defaultdict(float)
    for it in evidence:
        totals[it.favours] += it.weight
    best = max(totals, key=lambda article: totals[article], default="")
    most = totals.pop(best, 0.0)
    return best, most, sum(totals.values())


def _common(first: ArticleClues, second: ArticleClues) -> str | None:
    """Name, in full, the agency that both credit, or the outlet that both cite in their lead."""
    agencies = {
        mention.name
        for one in first.credits
        for other in second.credits
        if _is_same(one, other)
        for mention in (one, other)
    }
    keys = {it.agency for it in first.cited_in_lead} & {it.agency for it in second.cited_in_lead}
    keys -= {first.publisher, second.publisher}
    cited = (*first.cited_in_lead, *second.cited_in_lead)
    outlets = {it.name for it in cited if it.agency in keys}
    return min(agencies or outlets, key=lambda name: (-len(name), name), default=None)


def _is_same(one: AgencyMention, other: AgencyMention) -> bool:
    """Tell whether two credits are to one agency; a sign-off without a name is the dateline's."""
    if "generic" in (one.kind, other.kind):
        return False
    if one.agency is None or other.agency is None:
        return one.agency != other.agency and "dateline" in (one.place, other.place)
    return one.agency == other.agency


def _agency(x: ArticleClues, y: ArticleClues) -> str | None:
    """Name the agency that the source is from, or that the copy credits."""
    if x.is_agency:
        return x.article.outlet
    named = (*x.marks, *y.credits, *x.credits)
    return next((it.name for it in named if it.name and it.kind in WIRES), None)
