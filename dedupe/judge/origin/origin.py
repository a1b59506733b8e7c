"""Which of two articles is the source: evidence listed and weighed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from dedupe.judge.credit.source_mentions import Mention
from dedupe.judge.judged_pair import UNDETERMINED, Evidence, Origin
from dedupe.judge.origin.article_clues import WIRES, ArticleClues
from dedupe.judge.origin.date_and_version_evidence import (
    FAIR,
    STRONG,
    containment_evidence,
    date_evidence,
    version_evidence,
)
from dedupe.judge.origin.textual_evidence import agency_printed, dateline_evidence, excerpt_evidence, textual_evidence
from dedupe.judge.relation import Relation
from dedupe.verify.measures import Measures

LEAD = FAIR  # by which the evidence for the source must exceed the other's
TIMES = 2  # and how many times the other's it must be
_LITTLE = 0.1  # of either article: a statement or two that any third can have printed before both


def favoured(origin: Origin) -> str | None:
    """Return the identity that the evidence favours, however weakly; None where it is even."""
    best, most, less = _tally(origin.evidence)
    return best if most > less else None


def find_origin(
    a: ArticleClues, b: ArticleClues, measures: Measures, relation: Relation, *, is_excerpt: bool = False
) -> Origin:
    """Decide which of two articles is the source of what they share.

    What the texts say goes before dates and shares, which decide nothing where an agency is credited: both
    can have the text from there. A third text that both credit goes before all evidence but the strong.

    Example: of "OSLO (AP) — A ferry ..." in one outlet and the same text in another, which ends in "The
    Associated Press contributed to this report.", the former is the source, and AP its agency.

    Args:
        measures: with a as the source.
        relation: of the two; where only quotations are shared, neither is the source.
        is_excerpt: whether one only prints, between quotation marks, what the other has as its own prose; the latter is
            then named, if not cited.
    """
    if relation is Relation.VERSION:
        return _origin_of_versions(a, b)
    if not relation.is_copy:
        return UNDETERMINED
    said = [*textual_evidence(a, b), *textual_evidence(b, a)]
    if is_excerpt:
        said += filter(None, (excerpt_evidence(a, b), excerpt_evidence(b, a)))
    around = [
        evidence
        for evidence in (
            date_evidence(a.article, b.article),
            containment_evidence(a.article, b.article, measures),
            dateline_evidence(a, b),
            dateline_evidence(b, a),
        )
        if evidence is not None
    ]
    evidence = _ranked(said, around)
    may_be_third = _may_be_third(a, b) or _is_little(measures)
    source = _source(said, around, may_be_third=may_be_third)
    common = _common(a, b, cited=any(item.kind == "credit" and item.weight >= FAIR for item in said))
    if common and not any(item.favours == source and item.weight >= STRONG for item in evidence):
        return Origin("common", None, common.name or None, evidence, common.publishers)
    if source is None:
        return Origin("undetermined", None, None, evidence)
    x, y = (a, b) if source == a.article.id else (b, a)
    agency, keys = _agency(x, y)
    return Origin("source", source, agency, evidence, (*keys, x.publisher or f"file {source}"))


def _origin_of_versions(a: ArticleClues, b: ArticleClues) -> Origin:
    """Decide which of two texts of one house came first."""
    found = (date_evidence(a.article, b.article, one_clock=True), version_evidence(a.article, b.article))
    evidence = _ranked(item for item in found if item is not None)
    source = _clearly_favoured(evidence)
    return Origin("source" if source else "undetermined", source, None, evidence)


def with_wire_source(origin: Origin, wire: ArticleClues) -> Origin:
    """Return the origin, found without knowing it, of a pair of which one article is known to be an agency's own."""
    name = wire.article.id
    known = Evidence("wire", name, STRONG, "configured as a wire file")
    owners = (*origin.owners, wire.publisher or f"file {name}")
    evidence = (known, *origin.evidence)
    return replace(origin, verdict="source", source=name, evidence=evidence, owners=owners)


def _ranked(*evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    found = [item for listed in evidence for item in listed]
    return tuple(sorted(found, key=lambda item: (-item.weight, item.kind, item.favours)))


def _source(said: list[Evidence], around: list[Evidence], *, may_be_third: bool) -> str | None:
    """Return the identity of the source, None where it stays open, as when both texts may be from a third."""
    best, most, _ = _tally(said)
    if most < FAIR and may_be_third:
        return None
    if most >= FAIR:  # a day or a share is then no objection
        around = [item for item in around if item.favours == best or item.weight >= FAIR]
    return _clearly_favoured([*said, *around])


def _clearly_favoured(evidence: Iterable[Evidence]) -> str | None:
    """Return the identity of the article whose evidence clearly outweighs the other's."""
    best, most, less = _tally(evidence)
    return best if most >= max(less + LEAD, TIMES * less) else None


def _tally(evidence: Iterable[Evidence]) -> tuple[str, float, float]:
    """Return the identity with the most weight, that weight, and the weight of the rest."""
    totals: defaultdict[str, float] = defaultdict(float)
    for item in evidence:
        totals[item.favours] += item.weight
    best = max(sorted(totals), key=lambda article: totals[article], default="")
    most = totals.pop(best, 0.0)
    return best, most, sum(totals.values())


def _is_little(measures: Measures) -> bool:
    """Return whether so little of one of them is shared that dates do not say which had it first."""
    return min(measures.narrative_source_in_target, measures.narrative_target_in_source) < _LITTLE


def _may_be_third(a: ArticleClues, b: ArticleClues) -> bool:
    """Return whether one of two articles credits an agency, or both name the same third outlet."""
    if any(mention.kind in WIRES for article in (a, b) for mention in article.credits):
        return True
    own = {a.publisher, b.publisher}
    named_by_a, named_by_b = (
        {key for mention in clues.cited if mention.is_certain for key in mention.publishers} for clues in (a, b)
    )
    return bool(named_by_a & named_by_b - own)


def _common(a: ArticleClues, b: ArticleClues, *, cited: bool) -> Mention | None:
    """Find, by its fullest name, the agency that both credit, or the outlet that both cite.

    `cited` says that one of them credits the outlet of the other, which is then the source.
    """
    agencies = [
        mention
        for one in a.credits
        for other in b.credits
        if _is_same(one, other)
        for mention in (one, other)
        if mention.publishers
    ]
    outlets = [] if cited else list(_cited_by_both(a, b))
    return min(agencies or outlets, key=lambda mention: (-len(mention.name), mention.name), default=None)


def _cited_by_both(a: ArticleClues, b: ArticleClues) -> Iterator[Mention]:
    """List mentions of outlets that both cite in their leads, their own outlets aside."""
    own = {a.publisher, b.publisher}
    for one in a.cited_in_lead:
        for other in b.cited_in_lead:
            shared = set(one.publishers) & set(other.publishers)
            if shared and one.is_certain and other.is_certain and shared.isdisjoint(own):
                yield from (one, other)


def _is_same(one: Mention, other: Mention) -> bool:
    """Return whether two credits are to one agency; a sign-off without a name is the dateline's."""
    if "generic" in (one.kind, other.kind):
        return False
    if not one.publishers or not other.publishers:
        return one.publishers != other.publishers and "dateline" in (one.place, other.place)
    return bool(set(one.publishers) & set(other.publishers))


def _agency(x: ArticleClues, y: ArticleClues) -> tuple[str | None, tuple[str, ...]]:
    """Return name and keys of the agency that the source is from, or that the copy credits."""
    if x.is_agency:
        return x.article.outlet, ()
    credited = y.credits if x.publisher is None else ()
    for mention in (agency_printed(x, y), *x.marks, *credited, *x.credits):
        if mention and mention.name and mention.kind in WIRES:
            return mention.name, mention.publishers
    return None, ()
